import { inWords } from '../../connectors/read-guards.ts';
import type { CursorRow } from '../../db/queries/connections.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { ReadPart } from './progress-teller.ts';
import type { SyncRequest } from './run-sync.ts';

/** Below this share of the known records a sweep is not believed without a person's word. */
const LEAST_SHARE = 0.9;
/** So few that are missing are believed whatever share they are, unless nothing is there at all. */
const FEW = 2;
const CHUNK = 5000;
const DAY = 24 * 60 * 60_000;

/**
 * Finds records that were deleted without a trace, by asking which ones are there: after every whole read but the first,
 * until that was done, and once a day where deletions are not told. It never buries many at once: when under nine tenths of
 * the known ones are there, and more than two are missing, it only says so, unless a person has said that they were deleted.
 *
 * @returns how many are known and how many are there, when a person has to decide; null otherwise.
 */
export async function sweepEntity(
  workspace: OpenWorkspace,
  { connection, connector, signal, takeCost, believed = [] }: SyncRequest,
  { runId, entity, tell }: ReadPart,
): Promise<{ readonly known: number; readonly there: number } | null> {
  if (connector.sweep === undefined) return null;
  const [cursor] = (await workspace.db.read('syncCursors', { connectionId: connection.id })).filter(
    (row) => row.entity === entity,
  );
  if (cursor === undefined) return null;
  if (!isDue(workspace, cursor, connector.capabilities.deletions === 'sweep')) return null;
  const known = await workspace.db.read('knownSourceIds', { connectionId: connection.id, entity });
  const there = new Set<string>();
  for await (const ids of inWords(connector.sweep(entity, signal))) {
    for (const id of ids) there.add(id);
    signal.throwIfAborted();
    tell({ stage: 'ids', entity, done: there.size, expected: null });
  }
  const lost = known.filter((id) => !there.has(id));
  const found = known.length - lost.length;
  if (!isBelievable(known.length, found) && !believed.includes(entity))
    return { known: known.length, there: found };
  for (let start = 0; start === 0 || start < lost.length; start += CHUNK) {
    const gone = lost
      .slice(start, start + CHUNK)
      .map((sourceId) => ({ entity, sourceId, reason: 'deleted' as const, mergedInto: null }));
    const page = { records: [], gone, replaces: [], bad: [], cursor: cursor.cursor, phase: cursor.phase };
    await workspace.db.maintain(
      'applySyncPage',
      {
        connectionId: connection.id,
        runId,
        entity,
        ...page,
        complete: false,
        swept: true,
        first: false,
        cost: takeCost(),
      },
      workspace.context(),
    );
  }
  return null;
}

/**
 * Nine tenths say nothing of a handful: of five customers, one that was deleted is a fifth. Of few records a few may be
 * missing; where several were known and none is there, something else is wrong.
 */
function isBelievable(known: number, found: number): boolean {
  if (found >= known * LEAST_SHARE) return true;
  return known - found <= FEW && (found > 0 || known === 1);
}

/** What was deleted while a whole read was the only way is in no feed any more: it is due until it was done. */
function isDue(workspace: OpenWorkspace, { sweptAt }: CursorRow, daily: boolean): boolean {
  if (sweptAt === null) return true;
  return daily && Date.parse(workspace.now()) - Date.parse(sweptAt) >= DAY;
}
