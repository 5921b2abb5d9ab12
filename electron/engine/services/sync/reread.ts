import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { inWords } from '../../connectors/read-guards.ts';
import type { SyncPage } from '../../db/ledger-sync/apply-page.ts';
import type { CursorRow } from '../../db/queries/connections.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { ReadPart } from './progress-teller.ts';
import type { SyncRequest } from './run-sync.ts';

const DAY = 24 * 60 * 60_000;

/**
 * Asks once a day for all open items again, by their ids: some systems change what is open without telling that the
 * document changed. Does nothing where the system cannot be asked so, and on a day on which everything was read.
 */
export async function rereadOpenItems(
  workspace: OpenWorkspace,
  { connection, connector, signal, takeCost }: SyncRequest,
  { runId, entity, tell }: ReadPart,
): Promise<void> {
  if (connector.reread === undefined || !canBeOpen(entity)) return;
  const connectionId = connection.id;
  const cursors = await workspace.db.read('syncCursors', { connectionId });
  const cursor = cursors.find((row) => row.entity === entity);
  if (cursor === undefined || !isDue(workspace, cursor)) return;
  const shared = { connectionId, runId, entity, cursor: cursor.cursor, phase: cursor.phase };
  const write = (part: Pick<SyncPage, 'records' | 'gone' | 'replaces' | 'bad'>, last: boolean) =>
    workspace.db.maintain(
      'applySyncPage',
      { ...shared, ...part, complete: false, reread: last, first: false, cost: takeCost() },
      workspace.context(),
    );
  const sourceIds = await workspace.db.read('openSourceIds', { connectionId, entity });
  let done = 0;
  for await (const page of inWords(connector.reread(entity, sourceIds, signal))) {
    const { records, tombstones, replaces = [], bad } = page;
    await write({ records, gone: tombstones, replaces, bad }, false);
    done += records.length + tombstones.length + bad.length;
    tell({ stage: 'open_again', entity, done, expected: Math.max(done, sourceIds.length) });
    signal.throwIfAborted();
  }
  await write({ records: [], gone: [], replaces: [], bad: [] }, true);
}

function canBeOpen(entity: SyncEntity): entity is 'invoice' | 'credit_note' | 'payment' {
  return entity === 'invoice' || entity === 'credit_note' || entity === 'payment';
}

function isDue(workspace: OpenWorkspace, { fullAt, rereadAt }: CursorRow): boolean {
  const [last] = [fullAt, rereadAt]
    .filter((time) => time !== null)
    .toSorted()
    .reverse();
  return last === undefined || Date.parse(workspace.now()) - Date.parse(last) >= DAY;
}
