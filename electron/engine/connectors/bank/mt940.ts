import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { badFile, stopIfCancelled } from '../files/file-errors.ts';
import type { AsideEntry, BankLine, BankStatement, BankWarning, RejectedBankRow } from './bank-line.ts';
import { readSwiftBalance, readSwiftEntry } from './mt940-entry.ts';
import { type SwiftField, swiftMessages } from './mt940-fields.ts';
import { readOwnerText } from './owner-text.ts';
import { accountText } from './payer-account.ts';
import { realReference, receiptText } from './receipt-text.ts';
import { balanceWarning } from './statement-balance.ts';
import { bookingCounter } from './statement-file.ts';

const AGAIN = 'Export the statement again as MT940, or take CAMT.053 or CSV.';

/**
 * Reads SWIFT MT940 statements, one or many in a file. Credits and debits become lines, reversals and expected entries
 * are told, each statement's entries are checked against its balances. Throws `bad_file` where a statement lacks what
 * its amounts cannot be read without, and for interim reports (MT942), whose entries are not final.
 */
export async function readMt940(
  text: string,
  fileName: string,
  signal?: AbortSignal,
): Promise<BankStatement> {
  stopIfCancelled(signal);
  const messages = swiftMessages(text);
  const count = bookingCounter(fileName, signal);
  const parts: MessageParts[] = [];
  for (const fields of messages) {
    const parted = newParts(fields, fileName);
    for (const [index, field] of fields.entries()) {
      if (field.tag !== '61') continue;
      await count();
      readEntry(parted, field, ownerFields(fields, index));
    }
    parts.push(parted);
  }
  if (parts.length === 0) throw badFile(fileName, 'it holds no statement (no field :20:).', AGAIN);
  const checks = parts.map(balanceWarning);
  return {
    format: 'mt940',
    lines: parts.flatMap((part) => part.lines),
    rejected: parts.flatMap((part) => part.rejected),
    aside: parts.flatMap((part) => part.aside),
    warnings: checks.filter((warning): warning is BankWarning => warning !== null),
    statements: parts.length,
    balanced: checks.filter((warning) => warning === null).length,
    balances: parts.reduce((sum, part) => sum + part.balances, 0),
  };
}

interface MessageParts {
  readonly row: number;
  readonly label: string;
  readonly account: string | null;
  readonly currency: CurrencyCode;
  readonly opening: MinorUnits;
  readonly closing: MinorUnits | null;
  readonly balances: number;
  moved: bigint;
  unread: number;
  readonly lines: BankLine[];
  readonly rejected: RejectedBankRow[];
  readonly aside: AsideEntry[];
}

function newParts(fields: readonly SwiftField[], fileName: string): MessageParts {
  const row = fields[0]?.row ?? 1;
  const field = (...tags: readonly string[]) => fields.find(({ tag }) => tags.includes(tag));
  const number = field('28C', '28')?.lines[0] ?? '';
  const own = field('25', '25P')?.lines[0] ?? '';
  const opening = field('60F', '60M');
  if (opening === undefined) {
    const interim = field('34F', '13D') !== undefined;
    throw badFile(
      fileName,
      interim
        ? `the report from line ${row} on is an interim one (MT942): its bookings are not final.`
        : `the statement from line ${row} on has no opening balance (:60F:), so its currency is not known.`,
      AGAIN,
    );
  }
  const first = readSwiftBalance(opening.lines[0] ?? '');
  if (first === null) {
    throw badFile(
      fileName,
      `the opening balance in line ${opening.row} cannot be read ("${short(opening.lines)}").`,
      AGAIN,
    );
  }
  const { currency } = first;
  const last = fields.findLast(({ tag }) => tag === '62F' || tag === '62M');
  const closing = last === undefined ? null : readSwiftBalance(last.lines[0] ?? '');
  const account = accountText(own.replace(new RegExp(`(?<=\\d) ?${currency}$`, 'u'), ''));
  return {
    row,
    label: [`Statement ${number}`.trim(), account === null ? '' : `of ${account}`].filter(Boolean).join(' '),
    account,
    currency,
    opening: first.amountMinor,
    closing: closing?.currency === currency ? closing.amountMinor : null,
    balances: fields.filter(({ tag }) => /^6[0245]/u.test(tag)).length,
    ...{ moved: 0n, unread: 0, lines: [], rejected: [], aside: [] },
  };
}

/** The fields `:86:` behind an entry: banks that need more room repeat the field. */
function ownerFields(fields: readonly SwiftField[], at: number): readonly string[] {
  const behind = fields.slice(at + 1, at + 20);
  const end = behind.findIndex(({ tag }) => tag !== '86');
  return (end < 0 ? behind : behind.slice(0, end)).flatMap(({ lines }) => lines);
}

function readEntry(parts: MessageParts, field: SwiftField, owner: readonly string[]): void {
  const { currency } = parts;
  const entry = readSwiftEntry(field.lines, currency);
  if ('code' in entry) {
    if (entry.code !== 'no_amount') parts.unread += 1;
    parts.rejected.push({ row: field.row, ...entry, cells: [...field.lines, ...owner] });
    return;
  }
  const { date, valueDate, amountMinor } = entry;
  const said = readOwnerText(owner);
  const reference = realReference(entry.customerReference);
  const text = receiptText([
    said.text,
    entry.supplement,
    reference === null ? null : `Reference ${reference}`,
  ]);
  if (entry.state !== 'not_booked') parts.moved += BigInt(amountMinor);
  if (entry.state !== 'booked') {
    const told = receiptText([said.payerName, text]);
    parts.aside.push({ row: field.row, kind: entry.state, date, currency, amountMinor, text: told });
    return;
  }
  parts.lines.push({
    ...{ row: field.row, date, valueDate, currency, amountMinor, text },
    payerName: said.payerName,
    payerAccount: said.payerAccount,
    bankReference: realReference(entry.bankReference),
    ownAccount: parts.account,
  });
}

function short(lines: readonly string[]): string {
  return (lines[0] ?? '').slice(0, 60);
}
