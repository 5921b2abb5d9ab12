import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { SYNC_ENTITIES } from '../../../../shared/domain/connections/connector-kinds.ts';
import { type PaceMark, readPace } from '../../../../shared/domain/connections/read-pace.ts';
import type { SyncRunId } from '../../../../shared/domain/ids.ts';
import type { CursorRow } from '../../db/queries/connections.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { SyncRequest } from './run-sync.ts';

/** Takes how far the read is; when that was, it knows itself. */
export type TellProgress = (mark: Omit<PaceMark, 'at'>) => void;

/** One entity of a run that is read. */
export interface ReadPart {
  readonly runId: SyncRunId;
  readonly entity: SyncEntity;
  readonly tell: TellProgress;
}

/**
 * Tells how far a run is, with what is left at its own pace. What the books have by the read before counts for the total
 * only when everything is read again.
 */
export async function progressTeller(
  workspace: OpenWorkspace,
  { connection, connector, mode, onProgress }: SyncRequest,
  cursors: readonly CursorRow[],
): Promise<TellProgress> {
  if (onProgress === undefined) return () => {};
  const { delta } = connector.capabilities;
  const entities = SYNC_ENTITIES.filter((entity) => delta[entity] !== undefined);
  const rows = await workspace.db.read('knownRecords', { connectionId: connection.id });
  const readWhole = new Set(cursors.filter(({ fullAt }) => fullAt !== null).map(({ entity }) => entity));
  const known = new Map(
    entities
      .filter((entity) => readWhole.has(entity))
      .map((entity) => [entity, rows.find((row) => row.entity === entity)?.number ?? 0] as const),
  );
  const pace = readPace({ entities, known, whole: mode === 'full' });
  return (mark) => onProgress(pace({ ...mark, at: Date.parse(workspace.now()) }));
}
