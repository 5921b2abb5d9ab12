import type { AccountId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import type { CommandContext } from './command.ts';

export interface AccountName {
  readonly name: string;
  readonly number: string | null;
}

/** The name of an account for a log line; throws `not_found`. */
export function requireAccount(db: Connection, id: AccountId): AccountName {
  const row = db.prepare<[string], AccountName>('SELECT name, number FROM account WHERE id = ?').get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such account in this workspace.');
  return row;
}

/** Worklist figures of these accounts, to be brought up to date once the log has the new entries. */
export function refreshAfter(
  db: Connection,
  context: CommandContext,
  accounts: readonly AccountId[],
): () => void {
  return () => {
    if (accounts.length > 0) refreshSummaries(db, { today: context.today, accounts });
  };
}
