import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** An account as a pack lists it. */
export interface ListedAccount {
  readonly id: AccountId;
  readonly number: string | null;
  readonly name: string;
}

/** These accounts, or all that the books have; not those that were put away or merged into another one. */
export function offeredAccounts(
  db: Connection,
  { accounts }: { readonly accounts: readonly AccountId[] | 'all' },
): readonly ListedAccount[] {
  const only = accounts === 'all' ? '' : 'AND id IN (SELECT value FROM json_each(@accounts))';
  return db
    .prepare<unknown[], ListedAccount>(
      `SELECT id, number, name FROM account WHERE deleted_at IS NULL AND merged_into_id IS NULL ${only}
       ORDER BY name COLLATE NOCASE, id`,
    )
    .all(accounts === 'all' ? {} : { accounts: JSON.stringify(accounts) });
}
