import { isCurrencyCode } from '../../../../shared/domain/currencies.ts';
import { isPlainDate, type PlainDate } from '../../../../shared/domain/dates.ts';
import {
  type CurrencyCode,
  type MinorUnits,
  MoneyError,
  minorUnits,
  parseDecimal,
} from '../../../../shared/domain/money.ts';
import type { BankRowProblem } from './bank-line.ts';
import { accountText } from './payer-account.ts';
import { elementAt, textAt, type XmlElement } from './xml-children.ts';

export interface CamtMoney {
  readonly currency: CurrencyCode;
  /** Signed by `CdtDbtInd`: negative for money that went out. */
  readonly amountMinor: MinorUnits;
}

export type CamtProblem = { readonly code: BankRowProblem; readonly message: string };

/** An amount with its direction, of an element that has both (`Ntry`, `Bal`, `TxDtls`); `inherited` where it has none itself. */
export function camtMoney(element: XmlElement, inherited: string | null = null): CamtMoney | CamtProblem {
  const amount = elementAt(element, 'Amt');
  const text = amount?.text.trim() ?? '';
  const named = amount?.attributes.Ccy ?? '';
  if (text === '') return { code: 'no_amount', message: 'The booking has no amount.' };
  if (!isCurrencyCode(named)) {
    return { code: 'unknown_currency', message: `"${named.slice(0, 10)}" is no currency that is known.` };
  }
  const currency = named as CurrencyCode;
  const minor = camtAmount(text, currency);
  if (minor === null)
    return { code: 'bad_amount', message: `"${text.slice(0, 40)}" is no amount in ${currency}.` };
  const side = textAt(element, 'CdtDbtInd') ?? inherited;
  if (side !== 'CRDT' && side !== 'DBIT') {
    return {
      code: 'unknown_side',
      message: 'The booking does not say whether the money came in or went out.',
    };
  }
  return { currency, amountMinor: side === 'CRDT' ? minor : minorUnits(-minor) };
}

/** A decimal without a sign; null for another form or for more decimals than the currency has. */
export function camtAmount(text: string, currency: CurrencyCode): MinorUnits | null {
  if (!/^\+?\d+(?:\.\d*)?$/u.test(text)) return null;
  try {
    const { minor, rounded } = parseDecimal(text, currency);
    return rounded ? null : minor;
  } catch (error) {
    if (error instanceof MoneyError) return null;
    throw error;
  }
}

/** The day of `BookgDt` or `ValDt`: the digits that stand there, whatever the time zone behind them. */
export function camtDate(element: XmlElement, name: 'BookgDt' | 'ValDt'): PlainDate | null {
  const day = (textAt(element, `${name}/Dt`, `${name}/DtTm`) ?? '').slice(0, 10);
  return isPlainDate(day) ? day : null;
}

/** An account: its IBAN, else its other number. */
export function camtAccount(account: XmlElement | null): string | null {
  return accountText(textAt(account, 'Id/IBAN', 'Id/Othr/Id') ?? '');
}

/** The name of a party, which newer versions put one level deeper. */
export function camtName(parties: XmlElement | null, role: string): string | null {
  const name = textAt(parties, `${role}/Nm`, `${role}/Pty/Nm`, `${role}/Agt/FinInstnId/Nm`);
  return name === null ? null : name.replace(/\s+/gu, ' ');
}

/** The status of an entry, which newer versions put one level deeper; an entry without one is booked. */
export function isBooked(entry: XmlElement): boolean {
  const status = textAt(entry, 'Sts', 'Sts/Cd', 'Sts/Prtry') ?? 'BOOK';
  return status === 'BOOK';
}

export function isReversal(entry: XmlElement): boolean {
  return ['true', '1'].includes(textAt(entry, 'RvslInd') ?? '');
}
