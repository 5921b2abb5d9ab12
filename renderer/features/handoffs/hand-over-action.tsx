import type { WorklistFilter } from '../../../shared/contract/worklist.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { type ActionTarget, targetIds } from '../account/account-actions.tsx';
import { useBeginHandOver } from './hand-over-form.ts';

/** Offers to hand over the selected account, all ticked ones, or the list as it is filtered. Draws nothing. */
export function HandOverAction(props: {
  readonly targets: readonly ActionTarget[];
  readonly filter: WorklistFilter;
  readonly total: number;
}) {
  const begin = useBeginHandOver();
  useCommands([
    {
      id: 'account.handOver',
      title: 'Hand over to somebody',
      group: 'Account',
      keys: ['shift+g'],
      when: () => props.targets.length > 0,
      run: () => begin({ kind: 'accounts', ids: targetIds(props.targets) }),
    },
    {
      id: 'list.handOver',
      title: 'Hand over the accounts of this list',
      group: 'List',
      when: () => props.total > 0,
      run: () => begin({ kind: 'list', filter: props.filter }),
    },
  ]);
  return null;
}
