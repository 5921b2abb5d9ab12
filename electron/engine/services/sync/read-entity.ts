import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { Connector, Page } from '../../connectors/connector.ts';
import { failureReason } from '../../connectors/connector-failure.ts';
import { movingOn } from '../../connectors/read-guards.ts';
import { FROM_THE_BEGINNING } from '../../db/commands/sync-runs.ts';
import type { CursorRow } from '../../db/queries/connections.ts';

/** A page with what the books have to know to take it over. */
export interface ReadPage {
  readonly page: Page;
  readonly phase: 'full' | 'changes';
  /** The read of this entity is whole with this page. */
  readonly complete: boolean;
}

/**
 * Reads one entity from where its cursor stands: a full read that was cut off goes on, otherwise the changes since. A
 * cursor that the system does not serve any more, or a system that tells of no changes, is answered by a full read.
 */
export async function* readEntity(
  connector: Connector,
  entity: SyncEntity,
  cursor: CursorRow | null,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  const tellsChanges = connector.capabilities.delta[entity] !== 'none';
  if (cursor !== null && cursor.phase === 'changes' && tellsChanges) {
    try {
      for await (const page of movingOn(connector.incremental(entity, cursor.cursor, signal)))
        yield { page, phase: 'changes', complete: false };
      return;
    } catch (error) {
      if (failureReason(error) !== 'cursor_too_old') throw error;
    }
  }
  const goesOn = cursor !== null && cursor.phase === 'full' && cursor.cursor !== FROM_THE_BEGINNING;
  const from = goesOn ? cursor.cursor : null;
  let last: Page | null = null;
  for await (const page of movingOn(connector.full(entity, from, signal))) {
    if (last !== null) yield { page: last, phase: 'full', complete: false };
    last = page;
  }
  if (last !== null) yield { page: last, phase: 'full', complete: true };
}
