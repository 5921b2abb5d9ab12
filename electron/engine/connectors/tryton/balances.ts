import { z } from 'zod';
import { type CurrencyCode, type Money, minorUnits } from '../../../../shared/domain/money.ts';
import { readRecords } from '../http/read-records.ts';
import { LINE_FIELDS, LINES, ledgerLine, receivableLines } from './ledger-lines.ts';
import { idOf } from './record-id.ts';
import { trytonId } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { rowsOf } from './tryton-reader.ts';

const linkForm = z.object({
  'invoice_payment.': z.object({ currency: trytonId }).nullable(),
});

/**
 * What the general ledger says that each customer owes: its open lines, in their currencies. This is Tryton's own
 * "receivable", which it adds up in the currency of the books only. A payment that is put down to an invoice in another
 * currency takes both currencies out: Tryton counts it in one of them and its invoice in the other. Of a customer with a
 * line that cannot be read nothing is told: the sum would be wrong.
 */
export async function balancesOf(
  books: TrytonBooks,
  parties: readonly number[],
  signal: AbortSignal,
): Promise<(party: number) => readonly Money[]> {
  const open = [...receivableLines(books.company), ['reconciliation', '=', null]];
  const fields = [...LINE_FIELDS, 'invoice_payment.currency'];
  const rows = await rowsOf(books.reader, LINES, 'party', parties, fields, signal, open);
  const sums = new Map<number, Map<CurrencyCode, number>>();
  const mixed = new Map<number, Set<CurrencyCode>>();
  const read = readRecords('customer', rows, idOf, (row) => ({
    ...ledgerLine(row, books.currencies, books.baseCurrency),
    link: linkForm.parse(row)['invoice_payment.'],
  }));
  const unread = new Set(read.bad.map(({ sourceId }) => sourceId));
  const unknown = new Set(rows.filter((row) => unread.has(idOf(row))).map(partyIn));
  for (const line of read.records) {
    const { link } = line;
    const { minor, currency } = line.amount;
    const ofParty = sums.get(line.partyId) ?? new Map<CurrencyCode, number>();
    sums.set(line.partyId, ofParty.set(currency, (ofParty.get(currency) ?? 0) + minor));
    const paid = link === null ? currency : books.currencies.codeOf(link.currency);
    if (paid !== currency) {
      const both = mixed.get(line.partyId) ?? new Set<CurrencyCode>();
      mixed.set(line.partyId, both.add(currency).add(paid));
    }
  }
  return (party) => {
    if (unknown.has(party)) return [];
    const ofParty = sums.get(party) ?? new Map<CurrencyCode, number>();
    const told = ofParty.has(books.baseCurrency)
      ? ofParty
      : new Map([...ofParty, [books.baseCurrency, 0] as const]);
    return [...told]
      .filter(([currency]) => mixed.get(party)?.has(currency) !== true)
      .map(([currency, minor]) => ({ minor: minorUnits(minor), currency }))
      .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
  };
}

const partyForm = z.looseObject({ party: trytonId });

function partyIn(row: unknown): number | null {
  return partyForm.safeParse(row).data?.party ?? null;
}
