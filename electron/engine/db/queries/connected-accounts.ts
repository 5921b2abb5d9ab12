import type { ReadQuery } from '../commands/command.ts';

export interface ConnectedAccount {
  readonly number: string | null;
  readonly name: string;
  /** Of its name, or of another one that it was known by. */
  readonly nameKey: string;
  /** The name of the connection that it is read from. */
  readonly connection: string;
}

/** Accounts that are read from a connection, each once for every name. Those of a removed connection are not among them. */
export const connectedAccounts: ReadQuery<null, readonly ConnectedAccount[]> = (db) =>
  db
    .prepare<[], ConnectedAccount>(
      `SELECT account.number, account.name, names.name_key AS nameKey, connection.name AS connection
       FROM connection JOIN account ON account.ledger_id = connection.id
       JOIN (SELECT id, name_key FROM account UNION SELECT account_id, name_key FROM account_alias) AS names
         ON names.id = account.id
       WHERE connection.removed_at IS NULL AND account.deleted_at IS NULL`,
    )
    .all();
