import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { PlannedAction } from '../summary/work-facts.ts';
import { setAccountOwner } from './account-profiles.ts';
import type { CommandResult, NewLogEntry, WriteCommand } from './command.ts';
import { setNextAction } from './planning.ts';

export interface PreviousStep {
  readonly accountId: AccountId;
  readonly action: PlannedAction | null;
  readonly owner: string | null;
}

/**
 * Sets the next step of accounts: the action, and for those that nobody works yet their owner. Without a name whoever acts
 * becomes the owner. Gives back what stood there, for undo.
 */
export const planStep: WriteCommand<
  {
    readonly accountIds: readonly AccountId[];
    readonly action: PlannedAction;
    readonly owner: string | null;
  },
  readonly PreviousStep[]
> = (db, { accountIds, action, owner }, context) => {
  const ownerOf = db
    .prepare<[string], string>('SELECT owner FROM account_owner WHERE account_id = ?')
    .pluck();
  const owners = new Map(accountIds.map((id) => [id, ownerOf.get(id) ?? null]));
  const nobodys = [...owners].flatMap(([id, current]) => (current === null ? [id] : []));
  const planned = setNextAction(db, { accountIds, action }, context);
  const owned = setAccountOwner(db, { accountIds: nobodys, owner: owner ?? context.actor }, context);
  const output = planned.output.map((before) => ({ ...before, owner: owners.get(before.accountId) ?? null }));
  const [first, ...rest] = [...entriesOf(planned), ...entriesOf(owned)];
  if (first === undefined) return { output, unchanged: true };
  return {
    output,
    entries: [first, ...rest],
    afterLog: () => {
      for (const result of [planned, owned]) if ('afterLog' in result) result.afterLog?.();
    },
  };
};

function entriesOf(result: CommandResult<unknown>): readonly NewLogEntry[] {
  return 'entries' in result ? result.entries : [];
}
