import type { Account } from '../../../shared/contract/accounts.ts';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import type { ActionTarget } from './account-actions.tsx';

/** What a form about one account needs: the account as it is today, and what is ticked on its page. */
export interface AccountDialogProps {
  readonly account: Account;
  readonly target: ActionTarget;
  readonly ticked: ComposeTarget | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
