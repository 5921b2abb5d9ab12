import { type Money, minorUnits } from '../../../../shared/domain/money.ts';
import type { SourceAllocation } from '../source-records.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import { INVOICE, JOURNAL, type LedgerEntry, PAYMENT, readEntries } from './ledger-entries.ts';
import { NOTHING, type PageContent } from './read-steps.ts';

/** A payment or credit note, by its name. */
type Owner = SourceAllocation['from'];

/** The name of what a customer was given by a journal entry: one entry may concern several customers. */
export function journalId(journal: string, customer: string): string {
  return `${journal}:${customer}`;
}

/** All that these payments, or these credit notes, settle. */
export async function settlementsFrom(
  books: ErpnextBooks,
  entity: Owner['entity'],
  names: readonly string[],
  signal: AbortSignal,
): Promise<PageContent> {
  const own = await readEntries(books, [['voucher_no', 'in', names]], signal);
  const used = await readEntries(books, [['against_voucher_no', 'in', names]], signal);
  const journals = used.filter(({ voucherType }) => voucherType === JOURNAL).map(({ voucher }) => voucher);
  const byJournal = await readEntries(books, [['voucher_no', 'in', [...new Set(journals)]]], signal);
  const wanted = new Set(names);
  const ofJournals = new Set(own.map(({ voucher, customer }) => journalId(voucher, customer)));
  // A journal entry may be among both: each entry counts once.
  const others = byJournal.filter(({ voucher }) => !wanted.has(voucher));
  const found = allocationsOf([...own, ...others]).filter(
    ({ from }) => wanted.has(from.sourceId) || ofJournals.has(from.sourceId),
  );
  const replaces = names.map((sourceId) => ({ entity: 'allocation' as const, owner: { entity, sourceId } }));
  return { ...NOTHING, records: found, replaces };
}

/**
 * What entries settle, by voucher. A voucher that takes from an invoice gives what it is itself (payment, return), or,
 * for a journal entry, what it takes from a credit note or a payment in the same currency, in the order of the entries.
 */
export function allocationsOf(entries: readonly LedgerEntry[]): readonly SourceAllocation[] {
  const groups = Map.groupBy(
    entries,
    ({ voucher, customer, currency }) => `${voucher}\n${customer}\n${currency}`,
  );
  const sums = new Map<string, SourceAllocation>();
  for (const group of groups.values()) {
    const sources = group
      .filter((one) => one.amount > 0 && one.against !== one.voucher)
      .map((one) => ({ from: ownerOf(one.againstType, one.against), left: one.amount }));
    const settled = group.filter(
      (one) => one.amount < 0 && one.against !== one.voucher && one.againstType === INVOICE,
    );
    for (const entry of settled) {
      let open = -entry.amount;
      for (const source of sources) {
        const part = Math.min(open, source.left);
        source.left -= part;
        open -= part;
        if (part > 0) add(sums, allocation(entry, source.from, part));
      }
      if (open > 0) add(sums, allocation(entry, giverOf(entry), open));
    }
  }
  return [...sums.values()];
}

function ownerOf(type: string, name: string): Owner {
  return { entity: type === INVOICE ? 'credit_note' : 'payment', sourceId: name };
}

function giverOf({ voucherType, voucher, customer }: LedgerEntry): Owner {
  if (voucherType === PAYMENT || voucherType === INVOICE) return ownerOf(voucherType, voucher);
  return { entity: 'payment', sourceId: journalId(voucher, customer) };
}

function allocation(entry: LedgerEntry, from: Owner, minor: number): SourceAllocation | null {
  if (entry.date === null) return null;
  const amount: Money = { minor: minorUnits(minor), currency: entry.currency };
  return {
    entity: 'allocation',
    sourceId: `${entry.voucher}:${from.sourceId}>${entry.against}`,
    updatedAt: entry.modified,
    from,
    document: { entity: 'invoice', sourceId: entry.against },
    amount,
    fromAmount: amount,
    date: entry.date,
  };
}

/** The ledger may hold several entries of the same two vouchers: one for each instalment. */
function add(sums: Map<string, SourceAllocation>, one: SourceAllocation | null): void {
  if (one === null) return;
  const before = sums.get(one.sourceId)?.amount.minor ?? 0;
  const amount = { ...one.amount, minor: minorUnits(before + one.amount.minor) };
  sums.set(one.sourceId, { ...one, amount, fromAmount: amount });
}
