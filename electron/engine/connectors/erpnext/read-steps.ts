import { z } from 'zod';
import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { BadRecord, Cursor, Page, Replacement, Tombstone } from '../connector.ts';
import { connectorFailure, failureReason } from '../connector-failure.ts';
import { clockSetBack, noProgress } from '../read-guards.ts';
import type { AnySourceRecord } from '../source-records.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import { ERPNEXT, type ListRequest } from './erpnext-session.ts';
import { erpName, erpNameOrNone, nameOf } from './erpnext-values.ts';
import { isBefore, lookBack } from './site-time.ts';

/** What some rows turned out to be. */
export interface PageContent {
  readonly records: readonly AnySourceRecord[];
  readonly tombstones: readonly Tombstone[];
  readonly replaces: readonly Replacement[];
  readonly bad: readonly BadRecord[];
}

export const NOTHING: PageContent = { records: [], tombstones: [], replaces: [], bad: [] };

export function together(...parts: readonly PageContent[]): PageContent {
  return {
    records: parts.flatMap(({ records }) => records),
    tombstones: parts.flatMap(({ tombstones }) => tombstones),
    replaces: parts.flatMap(({ replaces }) => replaces),
    bad: parts.flatMap(({ bad }) => bad),
  };
}

/** One way to find records of an entity: by their own kind of record, or by another that touches them. */
export interface ReadStep {
  readonly doctype: string;
  readonly filters: ListRequest['filters'];
  /** Fields of the rows that `read` gets, beside the name. */
  readonly fields: readonly string[];
  /** Part of a full read, too; the others only find changes. */
  readonly whole: boolean;
  /** A user who may not read this reads the rest. */
  readonly optional?: boolean;
  read(rows: readonly unknown[], changes: boolean, signal: AbortSignal): Promise<PageContent>;
}

/** Where a read stands: it goes through step after step by rising name, and ends with the time at which it began. */
const placeForm = z.object({
  v: z.literal(1),
  /** Server's clock, UTC in ISO form. */
  since: z.string().nullable(),
  began: z.string().nullable(),
  step: z.int().nonnegative(),
  last: erpNameOrNone,
});
type ReadPlace = z.infer<typeof placeForm>;

const LONG_AGO = '1970-01-05T00:00:00.000Z';

/** The pages of a read that begins, or goes on where `from` says; at least one. Throws `cursor_too_old`. */
export async function* readPages(
  entity: SyncEntity,
  steps: readonly ReadStep[],
  books: ErpnextBooks,
  from: Cursor | null,
  signal: AbortSignal,
): AsyncIterable<Page> {
  let place = beginning(from === null ? null : readPlace(from), books);
  const { since } = place;
  const chosen = since === null ? steps.filter(({ whole }) => whole) : steps;
  for (;;) {
    const step = chosen[place.step];
    if (step === undefined) return;
    const rows = await rowsOf(step, place, books, signal);
    const content = rows.length === 0 ? NOTHING : await step.read(rows, since !== null, signal);
    place = following(place, rows, rows.length === books.pageSize, chosen.length);
    yield { entity, ...content, next: JSON.stringify(place), expected: null };
    if (place.began === null) return;
  }
}

async function rowsOf(
  { doctype, filters, fields, optional = false }: ReadStep,
  { since, last }: ReadPlace,
  books: ErpnextBooks,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const changed = since === null ? [] : ([['modified', '>=', lookBack(since, books.timeZone)]] as const);
  try {
    const request = { doctype, filters: [...filters, ...changed], fields: ['name', ...fields] };
    return await books.page(request, last, signal);
  } catch (error) {
    if (optional && failureReason(error) === 'forbidden') return [];
    throw error;
  }
}

function readPlace(cursor: Cursor): ReadPlace {
  try {
    return placeForm.parse(JSON.parse(cursor));
  } catch {
    throw connectorFailure(
      'cursor_too_old',
      'The place up to which ERPNext was read is not known. Everything is read again.',
    );
  }
}

function beginning(before: ReadPlace | null, books: ErpnextBooks): ReadPlace {
  if (before !== null && before.began !== null) return before;
  const since = before?.since ?? null;
  const clock = books.clock();
  if (since !== null && clock !== null && isBefore(clock, since)) throw clockSetBack(ERPNEXT);
  return { v: 1, since, began: clock ?? since ?? LONG_AGO, step: 0, last: '' };
}

function following(place: ReadPlace, rows: readonly unknown[], isFull: boolean, steps: number): ReadPlace {
  if (isFull) {
    const last = nameOf(rows.at(-1));
    if (last === null || last === place.last) throw noProgress(ERPNEXT);
    return { ...place, last };
  }
  if (place.step + 1 < steps) return { ...place, step: place.step + 1, last: '' };
  return { v: 1, since: place.began, began: null, step: 0, last: '' };
}

export function namesOf(rows: readonly unknown[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => nameOf(row) ?? []))];
}

const deletedForm = z.object({ deleted_name: erpName });

/** ERPNext's list of what was deleted, where the user may see it. */
export function deletedStep(doctype: string, entity: Tombstone['entity']): ReadStep {
  return {
    doctype: 'Deleted Document',
    filters: [
      ['deleted_doctype', '=', doctype],
      ['restored', '=', 0],
    ],
    fields: ['deleted_name'],
    whole: false,
    optional: true,
    async read(rows) {
      const names = rows.flatMap((row) => deletedForm.safeParse(row).data?.deleted_name ?? []);
      const tombstones = names.map((sourceId) => ({
        entity,
        sourceId,
        reason: 'deleted' as const,
        mergedInto: null,
      }));
      return { ...NOTHING, tombstones };
    },
  };
}
