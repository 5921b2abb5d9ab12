import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { BadRecord, Cursor, Page, Replacement, Tombstone } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { clockSetBack, nextAfter } from '../read-guards.ts';
import type { AnySourceRecord } from '../source-records.ts';
import { changedSince, earlier, type ReadPlace, readPlace, writePlace } from './read-window.ts';
import { TRYTON } from './tryton-failure.ts';
import type { Condition, TrytonReader } from './tryton-reader.ts';

/** What the records with some ids turned out to be. */
export interface PageContent {
  readonly records: readonly AnySourceRecord[];
  readonly tombstones: readonly Tombstone[];
  readonly bad: readonly BadRecord[];
  readonly replaces?: readonly Replacement[];
}

export const NOTHING: PageContent = { records: [], tombstones: [], bad: [] };

/**
 * One way to find records of an entity: those of a model that changed, or those that a change of another model touches,
 * such as an invoice of which a line was settled.
 */
export interface ReadStep {
  readonly model: string;
  readonly condition: Condition;
  /** Part of a full read, too; the others only find changes. */
  readonly whole: boolean;
  /** What belongs to these ids of the model. */
  read(ids: readonly number[], signal: AbortSignal): Promise<PageContent>;
}

/**
 * The pages of a read that begins, or goes on where `from` says. At least one page comes, so that the new place is kept
 * even when nothing changed.
 */
export async function* readPages(
  entity: SyncEntity,
  steps: readonly ReadStep[],
  reader: TrytonReader,
  from: Cursor | null,
  signal: AbortSignal,
): AsyncIterable<Page> {
  const { pageSize, company } = reader;
  const before = from === null ? null : readPlace(from);
  if (before?.company !== undefined && before.company !== company.id) throw otherCompany(company.name);
  let place = { ...(await beginning(before, reader, signal)), company: company.id };
  const chosen = place.since === null ? steps.filter(({ whole }) => whole) : steps;
  const expected = place.since === null ? await countFrom(place, chosen, reader, signal) : null;
  for (;;) {
    const step = chosen[place.step];
    if (step === undefined) break;
    const condition = [['id', '>', place.lastId], ...step.condition, ...changedSince(place.since)];
    const ids = await reader.ids(step.model, condition, pageSize, signal);
    const content = ids.length === 0 ? NOTHING : await step.read(ids, signal);
    place = { ...following(place, ids, ids.length === pageSize, chosen.length), company: company.id };
    yield { entity, ...content, next: writePlace(place), expected, passed: ids.length };
    if (place.began === null) return;
  }
}

/** What the user reads depends on its current company; the books of two are never mixed. */
function otherCompany(now: string) {
  return connectorFailure(
    'forbidden',
    `The Tryton user works in another company than before: ${now}. Set its Current Company back in the preferences of the user, or add a connection of its own for ${now}, with a user of its own.`,
  );
}

/** How many records the steps go through from this place on; some of them turn out to be none of ours. */
async function countFrom(
  { step, lastId }: ReadPlace,
  steps: readonly ReadStep[],
  reader: TrytonReader,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for (const [index, { model, condition }] of steps.entries()) {
    if (index < step) continue;
    const left = index === step && lastId > 0 ? [['id', '>', lastId], ...condition] : condition;
    count += await reader.count(model, left, signal);
  }
  return count;
}

async function beginning(
  before: ReadPlace | null,
  reader: TrytonReader,
  signal: AbortSignal,
): Promise<ReadPlace> {
  if (before !== null && before.began !== null) return before;
  const { clock } = await reader.greet(signal);
  const since = before?.since ?? null;
  if (since !== null && clock !== null && clock < earlier(since)) throw clockSetBack(TRYTON);
  // Without the server's clock, the next read looks back as far as this one.
  return { since, began: clock ?? since ?? LONG_AGO, step: 0, lastId: 0 };
}

const LONG_AGO = '1970-01-02T00:00:00.000000Z';

function following(place: ReadPlace, ids: readonly number[], isFull: boolean, steps: number): ReadPlace {
  if (isFull) return { ...place, lastId: nextAfter(TRYTON, ids, place.lastId) };
  if (place.step + 1 < steps) return { ...place, step: place.step + 1, lastId: 0 };
  return { since: place.began, began: null, step: 0, lastId: 0 };
}
