import type { PlainDate } from '../../../../shared/domain/dates.ts';
import {
  type CurrencyCode,
  formatDecimal,
  type MinorUnits,
  minorUnits,
} from '../../../../shared/domain/money.ts';
import type { AsideEntry, BankLine, BankWarning, RejectedBankRow } from './bank-line.ts';
import { camtReference, camtText } from './camt-details.ts';
import { type CamtMoney, camtAmount, camtDate, camtMoney, isBooked, isReversal } from './camt-values.ts';
import { receiptText } from './receipt-text.ts';
import { elementAt, elementsAt, textAt, type XmlElement } from './xml-children.ts';

/** What came of one entry (`Ntry`). `moved` is null when it could not be read. */
export interface CamtEntry {
  readonly lines: readonly BankLine[];
  readonly aside: readonly AsideEntry[];
  readonly rejected: readonly RejectedBankRow[];
  readonly warnings: readonly BankWarning[];
  readonly moved: CamtMoney | null;
}

const NOTHING: CamtEntry = { lines: [], aside: [], rejected: [], warnings: [], moved: null };

/**
 * Reads an entry: one line, or one for each payment of a batch whose amounts are the entry's. A batch without such
 * details stands as one line, with a warning. Reversals and what is not booked yet are told only.
 */
export function readCamtEntry(entry: XmlElement, ownAccount: string | null): CamtEntry {
  const { row } = entry;
  const money = camtMoney(entry);
  if ('code' in money) return { ...NOTHING, rejected: [{ row, ...money, cells: cellsOf(entry) }] };
  const valueDate = camtDate(entry, 'ValDt');
  const date = camtDate(entry, 'BookgDt') ?? valueDate;
  if (date === null) {
    const message = 'The booking has no day that exists.';
    return { ...NOTHING, rejected: [{ row, code: 'bad_date', message, cells: cellsOf(entry) }] };
  }
  const details = elementsAt(entry, 'NtryDtls/TxDtls');
  if (!isBooked(entry) || isReversal(entry)) {
    const kind = isBooked(entry) ? 'reversal' : 'not_booked';
    const told = { row, kind, date, ...money, text: toldText(details, entry, money) } as const;
    return { ...NOTHING, aside: [told], moved: isBooked(entry) ? money : null };
  }
  if (money.amountMinor === 0) {
    const rejected = { row, code: 'no_amount', message: 'The amount is 0.', cells: cellsOf(entry) } as const;
    return { ...NOTHING, rejected: [rejected], moved: money };
  }
  const { parts, warnings } = partsOf(entry, details, money);
  const lines = parts.map((part) =>
    lineOf(part, entry, { date, valueDate, currency: money.currency, ownAccount }),
  );
  return { ...NOTHING, lines, warnings, moved: money };
}

interface Part {
  readonly details: XmlElement | null;
  readonly amountMinor: MinorUnits;
}

/** Payments of a batch count one by one only where their amounts are the entry's: nothing is invented or lost. */
function partsOf(
  entry: XmlElement,
  details: readonly XmlElement[],
  money: CamtMoney,
): { readonly parts: readonly Part[]; readonly warnings: readonly BankWarning[] } {
  const whole: Part = {
    details: details.length === 1 ? (details[0] ?? null) : null,
    amountMinor: money.amountMinor,
  };
  const amount = `${formatDecimal(money.amountMinor, money.currency)} ${money.currency}`;
  const asOne = (what: string) => ({
    parts: [whole],
    warnings: [{ row: entry.row, message: `The batch of ${amount} ${what}. It stands as one payment.` }],
  });
  if (details.length < 2) {
    const batched = Number(textAt(entry, 'NtryDtls/Btch/NbOfTxs') ?? '1') > 1;
    return batched ? asOne('comes without its payments') : { parts: [whole], warnings: [] };
  }
  const side = textAt(entry, 'CdtDbtInd');
  const parts = details.flatMap((one): Part[] => {
    const amountMinor = partAmount(one, side, money.currency);
    return amountMinor === null || amountMinor === 0 ? [] : [{ details: one, amountMinor }];
  });
  const sum = parts.reduce((total, part) => total + BigInt(part.amountMinor), 0n);
  if (parts.length < details.length || sum !== BigInt(money.amountMinor)) {
    return asOne('is not the sum of its payments');
  }
  return { parts, warnings: [] };
}

/** The amount of one payment in the currency of its entry; null where it has none there. */
function partAmount(details: XmlElement, side: string | null, currency: CurrencyCode): MinorUnits | null {
  const own = camtMoney(details, side);
  if (!('code' in own) && own.currency === currency) return own.amountMinor;
  const amount = elementAt(details, 'AmtDtls/TxAmt/Amt') ?? elementAt(details, 'AmtDtls/InstdAmt/Amt');
  if (amount === null || amount.attributes.Ccy !== currency) return null;
  const minor = camtAmount(amount.text.trim(), currency);
  const out = (textAt(details, 'CdtDbtInd') ?? side) === 'DBIT';
  return minor === null ? null : minorUnits(out ? -minor : minor);
}

interface Booking {
  readonly date: PlainDate;
  readonly valueDate: PlainDate | null;
  readonly currency: CurrencyCode;
  readonly ownAccount: string | null;
}

function lineOf({ details, amountMinor }: Part, entry: XmlElement, booking: Booking): BankLine {
  return {
    row: details?.row ?? entry.row,
    ...booking,
    amountMinor,
    ...camtText(details, entry, amountMinor > 0),
    bankReference: camtReference(details, entry),
  };
}

function toldText(details: readonly XmlElement[], entry: XmlElement, money: CamtMoney): string {
  const said = (details.length === 0 ? [null] : details).map((one) =>
    camtText(one, entry, money.amountMinor > 0),
  );
  return receiptText(said.flatMap(({ payerName, text }) => [payerName, text]));
}

function cellsOf(entry: XmlElement): readonly string[] {
  const amount = elementAt(entry, 'Amt');
  return [
    textAt(entry, 'NtryRef', 'AcctSvcrRef'),
    textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm'),
    amount === null ? null : `${amount.text.trim()} ${amount.attributes.Ccy ?? ''}`.trim(),
    textAt(entry, 'AddtlNtryInf'),
  ].filter((cell) => cell !== null);
}
