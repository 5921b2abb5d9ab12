import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { fromJsonLines } from '../../db/handoff/json-lines.ts';
import { ledgerPath } from '../../db/handoff/pack-paths.ts';
import { type PackRow, rowSchema } from '../../db/handoff/row-schema.ts';
import { account, document, instalment } from '../../db/schema/index.ts';
import type { OpenedPack } from './pack/open-pack.ts';

/** What the books of a pack say about its accounts. */
export interface OfferedBooks {
  /** The account that another one was merged into; else itself. */
  owner(account: string): string;
  /** Open invoices that are past due on the day, by currency, the largest first: the figure of the worklist. */
  overdue(account: string): readonly { readonly currency: CurrencyCode; readonly minor: MinorUnits }[];
}

/** Reads the books of a pack as they stand on the day. Throws `bad_pack`. */
export async function offeredBooks(pack: OpenedPack, today: PlainDate): Promise<OfferedBooks> {
  const rows = async (name: string, table: Parameters<typeof rowSchema>[0]) => {
    const path = ledgerPath(name);
    return fromJsonLines(path, await pack.bytes(path), rowSchema(table));
  };
  const merged = new Map<string, string>();
  for (const { id, merged_into_id: into } of await rows('account', account)) {
    if (into !== null && into !== undefined) merged.set(String(id), String(into));
  }
  const owner = (id: string) => merged.get(id) ?? id;
  const parts = Map.groupBy(await rows('instalment', instalment), (row) => String(row.document_id));
  const sums = new Map<string, Map<CurrencyCode, number>>();
  for (const invoice of await rows('document', document)) {
    const late = lateMinor(invoice, parts.get(String(invoice.id)), today);
    if (late === 0) continue;
    const id = owner(String(invoice.account_id));
    const currency = invoice.currency as CurrencyCode;
    const ofAccount = sums.get(id) ?? new Map<CurrencyCode, number>();
    sums.set(id, ofAccount.set(currency, (ofAccount.get(currency) ?? 0) + late));
  }
  return {
    owner,
    overdue: (id) =>
      [...(sums.get(id) ?? [])]
        .map(([currency, minor]) => ({ currency, minor: minorUnits(minor) }))
        .toSorted((one, other) => other.minor - one.minor),
  };
}

/** What of an invoice is open and past due, by its instalments where it has any. */
function lateMinor(invoice: PackRow, parts: readonly PackRow[] | undefined, today: PlainDate): number {
  const counts =
    invoice.kind === 'invoice' && Number(invoice.open_minor) > 0 && (invoice.deleted_at ?? null) === null;
  if (!counts) return 0;
  const isLate = ({ due_date: due }: PackRow) => typeof due === 'string' && due < today;
  if (parts === undefined) return isLate(invoice) ? Number(invoice.open_minor) : 0;
  return parts.filter(isLate).reduce((sum, { open_minor: open }) => sum + Number(open), 0);
}
