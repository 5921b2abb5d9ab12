import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { BadRecord, Cursor, Page, Replacement, Tombstone } from '../connector.ts';
import { clockSetBack, nextAfter } from '../read-guards.ts';
import type { AnySourceRecord } from '../source-records.ts';
import type { Domain, OdooBooks } from './odoo-books.ts';
import { ODOO } from './odoo-faults.ts';
import { idOf } from './odoo-values.ts';
import { changedSince, lookBack, type ReadPlace, readPlace, writePlace } from './read-place.ts';

/** What the records with some ids turned out to be. */
export interface PageContent {
  readonly records: readonly AnySourceRecord[];
  readonly tombstones: readonly Tombstone[];
  readonly replaces: readonly Replacement[];
  readonly bad: readonly BadRecord[];
}

export const NOTHING: PageContent = { records: [], tombstones: [], replaces: [], bad: [] };

/** All that several readings found, in their order. */
export function together(...parts: readonly PageContent[]): PageContent {
  return {
    records: parts.flatMap(({ records }) => records),
    tombstones: parts.flatMap(({ tombstones }) => tombstones),
    replaces: parts.flatMap(({ replaces }) => replaces),
    bad: parts.flatMap(({ bad }) => bad),
  };
}

/**
 * One way to find records of an entity: those of a model, or those that a change of another model touches. Odoo may work
 * out an open amount anew without dating the record, so that settlements and payments are asked for, too.
 */
export interface ReadStep {
  readonly model: string;
  readonly domain: Domain;
  /** Times that date a change. */
  readonly times: readonly string[];
  /** Part of a full read, too; the others only find changes. */
  readonly whole: boolean;
  /** What belongs to these ids of the model. `changes`: it is no full read. */
  read(ids: readonly number[], changes: boolean, signal: AbortSignal): Promise<PageContent>;
}

const LONG_AGO = '1970-01-02 00:00:00';

/** The pages of a read that begins, or goes on where `from` says; at least one. */
export async function* readPages(
  entity: SyncEntity,
  steps: readonly ReadStep[],
  books: OdooBooks,
  from: Cursor | null,
  signal: AbortSignal,
): AsyncIterable<Page> {
  let place = beginning(from === null ? null : readPlace(from), books);
  const { since } = place;
  const chosen = since === null ? steps.filter(({ whole }) => whole) : steps;
  const expected = since === null ? await countAll(chosen, books, signal) : null;
  for (;;) {
    const step = chosen[place.step];
    if (step === undefined) return;
    const domain = [
      ['id', '>', place.lastId],
      ...step.domain,
      ...(since === null ? [] : changedSince(step.times, since)),
    ];
    const rows = await books.page(step.model, domain, ['write_date'], signal);
    const ids = rows.map((row) => Number(idOf(row)));
    const content = ids.length === 0 ? NOTHING : await step.read(ids, since !== null, signal);
    place = following(place, ids, ids.length === books.pageSize, chosen.length);
    yield { entity, ...content, next: writePlace(place), expected };
    if (place.began === null) return;
  }
}

async function countAll(steps: readonly ReadStep[], books: OdooBooks, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (const { model, domain } of steps) count += await books.count(model, domain, signal);
  return count;
}

/** Without the server's clock, the next read looks back as far as this one. */
function beginning(before: ReadPlace | null, books: OdooBooks): ReadPlace {
  if (before !== null && before.began !== null) return before;
  const since = before?.since ?? null;
  const clock = books.clock();
  if (since !== null && clock !== null && clock < lookBack(since)) throw clockSetBack(ODOO);
  return { v: 1, since, began: clock ?? since ?? LONG_AGO, step: 0, lastId: 0 };
}

function following(place: ReadPlace, ids: readonly number[], isFull: boolean, steps: number): ReadPlace {
  if (isFull) return { ...place, lastId: nextAfter(ODOO, ids, place.lastId) };
  if (place.step + 1 < steps) return { ...place, step: place.step + 1, lastId: 0 };
  return { v: 1, since: place.began, began: null, step: 0, lastId: 0 };
}
