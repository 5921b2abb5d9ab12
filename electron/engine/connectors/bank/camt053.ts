import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { badFile } from '../files/file-errors.ts';
import type { AsideEntry, BankLine, BankStatement, BankWarning, RejectedBankRow } from './bank-line.ts';
import { readCamtEntry } from './camt-entry.ts';
import { type CamtMoney, camtAccount, camtMoney } from './camt-values.ts';
import { balanceWarning } from './statement-balance.ts';
import { MOST_BOOKINGS } from './statement-file.ts';
import { type ChildrenListener, readChildren, textAt, type XmlElement } from './xml-children.ts';

const ADVICE = 'Export the statement as CAMT.053, MT940 or CSV.';
const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['BkToCstmrAcctRpt', 'this is an interim report (CAMT.052): its bookings are not final.'],
  ['BkToCstmrDbtCdtNtfctn', 'this is a notification (CAMT.054), which repeats what stands in the statement.'],
]);
const MESSAGE = 'BkToCstmrStmt';
const NAMESPACE = /camt\.053\.001\.(\d{2})$/u;
const OLDEST = 2;
const NEWEST = 13;

/**
 * Reads ISO 20022 statements, camt.053.001.02 to .13, one or many in a file, also inside a business envelope. Credits
 * and debits become lines, one for each payment of a batch; reversals and what is not booked yet are told; each
 * statement's entries are checked against its balances. Throws `bad_file` for other messages and for broken XML.
 */
export async function readCamt053(
  text: string,
  fileName: string,
  signal?: AbortSignal,
): Promise<BankStatement> {
  const reader = new StatementReader(fileName);
  await readChildren(text, fileName, 'Stmt', reader, signal);
  return reader.statement();
}

interface Parts {
  readonly row: number;
  id: string;
  account: string | null;
  currency: CurrencyCode | null;
  balances: number;
  readonly byKind: Map<string, CamtMoney[]>;
  readonly moves: CamtMoney[];
  unread: number;
}

class StatementReader implements ChildrenListener {
  readonly #fileName: string;
  readonly #statements: Parts[] = [];
  readonly #lines: BankLine[] = [];
  readonly #rejected: RejectedBankRow[] = [];
  readonly #aside: AsideEntry[] = [];
  readonly #warnings: BankWarning[] = [];
  #root: string | null = null;
  #isStatement = false;
  #bookings = 0;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  opened(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#root ??= name;
    const other = MESSAGES.get(name);
    if (other !== undefined) throw badFile(this.#fileName, other, ADVICE);
    if (name === MESSAGE) this.#isStatement = true;
    for (const [key, value] of Object.entries(attributes)) {
      const version = key.startsWith('xmlns') ? NAMESPACE.exec(value)?.[1] : undefined;
      if (version !== undefined && (Number(version) < OLDEST || Number(version) > NEWEST)) {
        throw badFile(
          this.#fileName,
          `its version camt.053.001.${version} is not known; 02 to 13 are.`,
          ADVICE,
        );
      }
    }
  }

  began(row: number): void {
    if (!this.#isStatement) throw this.#noStatement();
    this.#statements.push({
      ...{ row, id: '', account: null, currency: null, balances: 0 },
      ...{ byKind: new Map(), moves: [], unread: 0 },
    });
  }

  child(element: XmlElement): void {
    const parts = this.#statements.at(-1);
    if (parts === undefined) return;
    if (element.name === 'Id') parts.id = element.text.trim();
    else if (element.name === 'Acct') parts.account = camtAccount(element);
    else if (element.name === 'Bal') takeBalance(parts, element);
    else if (element.name === 'Ntry') this.#takeEntry(parts, element);
  }

  #takeEntry(parts: Parts, element: XmlElement): void {
    const { lines, rejected, aside, warnings, moved } = readCamtEntry(element, parts.account);
    this.#bookings += Math.max(1, lines.length);
    if (this.#bookings > MOST_BOOKINGS) {
      const what = `the file has more than ${MOST_BOOKINGS.toLocaleString('en')} bookings.`;
      throw badFile(this.#fileName, what, 'Export a shorter period, or several files.');
    }
    this.#lines.push(...lines);
    this.#rejected.push(...rejected);
    this.#aside.push(...aside);
    this.#warnings.push(...warnings);
    if (moved !== null) parts.moves.push(moved);
    else if (rejected.length > 0) parts.unread += 1;
  }

  /** Throws `bad_file` when the file held no statement. */
  statement(): BankStatement {
    if (this.#statements.length === 0) throw this.#noStatement();
    const checks = this.#statements.map((parts) => balanceWarning(totalsOf(parts)));
    return {
      format: 'camt053',
      lines: this.#lines,
      rejected: this.#rejected,
      aside: this.#aside,
      warnings: [...this.#warnings, ...checks.filter((warning): warning is BankWarning => warning !== null)],
      statements: this.#statements.length,
      balanced: checks.filter((warning) => warning === null).length,
      balances: this.#statements.reduce((sum, parts) => sum + parts.balances, 0),
    };
  }

  #noStatement(): Error {
    const what = this.#isStatement
      ? 'it holds no statement (no element Stmt).'
      : `this is XML, but no bank statement (its first element is ${(this.#root ?? 'none').slice(0, 40)}).`;
    return badFile(this.#fileName, what, ADVICE);
  }
}

function takeBalance(parts: Parts, element: XmlElement): void {
  parts.balances += 1;
  const kind = textAt(element, 'Tp/CdOrPrtry/Cd') ?? '';
  const money = camtMoney(element);
  if ('code' in money) return;
  parts.currency ??= money.currency;
  parts.byKind.set(kind, [...(parts.byKind.get(kind) ?? []), money]);
}

/**
 * The opening balance is OPBD, else the closing one of the day before (PRCD); the closing one CLBD. Of a statement in
 * several pages the interim ones (ITBD) stand in, the first for the opening and the last for the closing.
 */
function totalsOf(parts: Parts) {
  const { row, account, currency, byKind } = parts;
  const interim = byKind.get('ITBD') ?? [];
  const opening = byKind.get('OPBD')?.[0] ?? byKind.get('PRCD')?.[0] ?? interim[0];
  const closing = byKind.get('CLBD')?.at(-1) ?? interim.at(-1);
  const inOwn = (money: CamtMoney | undefined): MinorUnits | null =>
    money !== undefined && money.currency === currency ? money.amountMinor : null;
  const own = parts.moves.filter((move) => move.currency === currency);
  return {
    row,
    label: [`Statement ${parts.id}`.trim(), account === null ? '' : `of ${account}`]
      .filter(Boolean)
      .join(' '),
    currency,
    opening: inOwn(opening),
    closing: inOwn(closing),
    moved: own.reduce((sum, move) => sum + BigInt(move.amountMinor), 0n),
    unread: parts.unread + parts.moves.length - own.length,
  };
}
