import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { WorklistFilterInput } from '../../db/queries/worklist-filter.ts';
import { accountsOfFilter } from '../crm/accounts-of-filter.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Which accounts are meant: all, those that are named, or those of a list or view. */
export type AccountSelection = 'all' | readonly AccountId[] | WorklistFilterInput;

/** The accounts that are meant and still there, in the order of their names. */
export async function selectedAccounts(
  workspace: OpenWorkspace,
  selection: AccountSelection,
): Promise<readonly AccountId[]> {
  const accounts =
    selection === 'all' || isList(selection) ? selection : await accountsOfFilter(workspace, selection);
  return (await workspace.db.read('offeredAccounts', { accounts })).map(({ id }) => id);
}

function isList(selection: readonly AccountId[] | WorklistFilterInput): selection is readonly AccountId[] {
  return Array.isArray(selection);
}
