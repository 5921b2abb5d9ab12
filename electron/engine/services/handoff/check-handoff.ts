import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountToHand } from '../../db/handoff/accounts-to-hand.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { completenessOf, type HandoffWarning } from './completeness.ts';
import { type AccountSelection, selectedAccounts } from './selected-accounts.ts';

const LISTED = 200;

/** What would be handed over, and what a backup would stumble over. */
export interface HandoffCheck {
  readonly total: number;
  /** Those that matter most. */
  readonly accounts: readonly AccountToHand[];
  readonly warnings: readonly HandoffWarning[];
  /** Handed out in a part of the window already: they cannot be handed over once more. */
  readonly taken: readonly AccountToHand[];
}

/** Looks at what is chosen before it is handed over; nothing changes. */
export async function checkHandoff(
  workspace: OpenWorkspace,
  {
    selection,
    from,
    to,
  }: {
    readonly selection: AccountSelection;
    readonly from: PlainDate;
    readonly to: PlainDate;
  },
): Promise<HandoffCheck> {
  const ids = await selectedAccounts(workspace, selection);
  const accounts = await workspace.db.read('accountsToHand', { accounts: ids, from, to });
  const warnings = await completenessOf(workspace, { accounts: ids, from });
  return {
    total: accounts.length,
    accounts: accounts.slice(0, LISTED),
    warnings,
    taken: accounts.filter(({ handedTo }) => handedTo !== null).slice(0, LISTED),
  };
}
