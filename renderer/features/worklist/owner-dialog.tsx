import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { byFormer, doneNames, useBulk } from '../../app/bulk/use-bulk.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { type ActionTarget, targetIds, targetNames } from '../account/account-actions.tsx';
import { ActionDialog } from '../account/action-dialog.tsx';
import { usePerson } from './use-person.ts';

/** Offers to change the owner of the selected account, or of all ticked ones. */
export function OwnerAction(props: {
  readonly targets: readonly OwnedTarget[];
  readonly onDone: () => void;
}) {
  const [open, setOpen] = useState(false);
  useCommands([
    {
      id: 'account.owner',
      title: 'Change the owner',
      group: 'Account',
      keys: ['shift+o'],
      when: () => props.targets.length > 0,
      run: () => setOpen(true),
    },
  ]);
  return open ? <OwnerDialog {...props} onClose={() => setOpen(false)} /> : null;
}

type OwnedTarget = ActionTarget & { readonly owner: string | null };

/** Says who works accounts. At first it is the person at this window. */
export function OwnerDialog(props: {
  readonly targets: readonly OwnedTarget[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const client = useClient();
  const feedback = useFeedback();
  const bulk = useBulk();
  const person = usePerson();
  const [first] = props.targets;
  const owners = new Set(props.targets.map(({ owner }) => owner));
  const [name, setName] = useState((owners.size === 1 ? first?.owner : null) ?? person ?? '');
  const names = targetNames(props.targets);

  const give = (owner: string | null) =>
    bulk({
      title: 'Changing the owner',
      things: targetIds(props.targets),
      work: (accountIds) => client.worklist.setOwner({ accountIds, owner }),
      onDone: (answers, done) => {
        const whom = doneNames(names, done, targetIds(props.targets).length);
        const previous = answers.flatMap((answer) => answer.previous);
        feedback.done({
          title: owner === null ? `${whom}: nobody’s` : `${whom}: ${owner}`,
          undo: async () => {
            for (const { former, things } of byFormer(previous, ({ owner: before }) => before)) {
              const accountIds = things.map(({ accountId }) => accountId);
              await client.worklist.setOwner({ accountIds, owner: former });
            }
          },
        });
        props.onClose();
        props.onDone();
      },
    });

  return (
    <ActionDialog
      title={`Owner: ${names}`}
      action="Give"
      ready={name.trim() !== ''}
      onClose={props.onClose}
      onSubmit={() => give(name.trim())}
      aside={
        owners.size === 1 && first?.owner == null ? undefined : (
          <Button variant="subtle" onClick={() => give(null).catch(feedback.failed)}>
            Nobody’s
          </Button>
        )
      }
    >
      <TextInput
        label="Who works it"
        maxLength={120}
        value={name}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
