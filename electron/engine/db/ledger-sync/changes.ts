import type { SyncChange } from '../../../../shared/domain/connections/sync-changes.ts';
import type { AccountId, ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

/** The list "what changed" of a run, written with the rows that changed. */
export interface ChangeBook {
  tell(account: AccountId | null, rowId: string, change: SyncChange, currency?: CurrencyCode): void;
}

/** @param options.silent the first read of a connection: everything is new, and nobody reads that. */
export function openChanges(
  db: Connection,
  {
    connectionId,
    runId,
    silent,
  }: {
    readonly connectionId: ConnectionId;
    readonly runId: SyncRunId;
    readonly silent: boolean;
  },
): ChangeBook {
  const insert = db.prepare(
    `INSERT INTO sync_change (connection_id, run_id, account_id, kind, row_id, detail_json, told)
     VALUES (?, ?, ?, ?, ?, ?, 0)`,
  );
  return {
    tell(account, rowId, change, currency) {
      if (silent) return;
      const { kind, ...detail } = change;
      insert.run(
        connectionId,
        runId,
        account,
        kind,
        rowId,
        JSON.stringify({ ...detail, currency: currency ?? null }),
      );
    },
  };
}
