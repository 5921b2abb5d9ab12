import { connectionForm } from '../../../../shared/domain/connections/connection-fields.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import { givesFiles } from '../../../../shared/domain/invoice-files/gives-files.ts';
import type { Connector, DocumentFiles, DocumentKey } from '../../connectors/connector.ts';
import type { FiledDocument } from '../../db/queries/invoice-files.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { openConnector } from '../connections/open-connector.ts';
import type { SyncSurroundings } from '../sync/sync-connection.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Asks accounting systems for files, each through one connector, until it is closed. */
export interface BooksAtHand {
  /** Errors: `not_ready` when the document's files cannot be asked for; see `whyNoFiles`. */
  filesOf(document: FiledDocument): Promise<{ readonly files: DocumentFiles; readonly key: DocumentKey }>;
  /** Ends the sessions and counts what the calls cost. */
  close(): Promise<void>;
}

/** Why the files of a document cannot be asked for, as a sentence; null when they can. */
export function whyNoFiles(document: FiledDocument): string | null {
  const { connectionKind: kind, sourceId } = document;
  if (kind === null || sourceId === null) {
    return 'This invoice came from a file. Copies come from an accounting system that is connected.';
  }
  if (!givesFiles(kind)) {
    return `${connectionForm(kind)?.system ?? kind} gives no copies of invoices to other programs. Open it there.`;
  }
  return null;
}

export function reachBooks(workspace: OpenWorkspace, surroundings: SyncSurroundings): BooksAtHand {
  const { timing, limiters, creators } = surroundings;
  const open = new Map<ConnectionId, { readonly connector: Connector; calls: number; bytes: number }>();

  const connectorOf = async (id: ConnectionId): Promise<Connector> => {
    const known = open.get(id);
    if (known !== undefined) return known.connector;
    const connection = (await workspace.db.read('connections', null)).find((row) => row.id === id);
    if (connection === undefined) throw new EngineError('not_found', 'The connection was removed.');
    const cost = { calls: 0, bytes: 0 };
    const onCost = (one: { readonly calls: number; readonly bytesIn: number; readonly bytesOut: number }) => {
      cost.calls += one.calls;
      cost.bytes += one.bytesIn + one.bytesOut;
    };
    const connector = await openConnector(workspace, connection, { timing, limiters, onCost }, creators);
    open.set(id, Object.assign(cost, { connector }));
    return connector;
  };

  return {
    async filesOf(document) {
      const reason = whyNoFiles(document);
      const { connectionId, sourceId, entity } = document;
      if (reason !== null || connectionId === null || sourceId === null) {
        throw new EngineError('not_ready', reason ?? 'There are no copies of this invoice.');
      }
      const { files } = await connectorOf(connectionId);
      if (files === undefined) {
        throw new EngineError('not_ready', 'The accounting system gives no copies of invoices.');
      }
      return { files, key: { entity, sourceId } };
    },
    async close() {
      for (const [connectionId, { connector, calls, bytes }] of open) {
        await connector.close?.();
        if (calls > 0) {
          await workspace.db.maintain('countUsage', { connectionId, calls, bytes }, workspace.context());
        }
      }
      open.clear();
    },
  };
}
