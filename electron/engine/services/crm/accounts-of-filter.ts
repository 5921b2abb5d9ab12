import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { WorklistFilterInput } from '../../db/queries/worklist-filter.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const PAGE = 500;

/** The accounts of a list or of a saved view, each once, as of today. */
export async function accountsOfFilter(
  workspace: OpenWorkspace,
  filter: WorklistFilterInput,
): Promise<readonly AccountId[]> {
  const today = workspace.today();
  const found = new Set<AccountId>();
  const readPage = (cursor: string | null) =>
    workspace.db.read('worklistPage', {
      filter,
      sort: { key: 'name', descending: false },
      limit: PAGE,
      cursor,
      asOf: today,
      today,
    });
  for (let page = await readPage(null); ; page = await readPage(page.next)) {
    for (const { accountId } of page.items) found.add(accountId);
    if (page.next === null) return [...found];
  }
}
