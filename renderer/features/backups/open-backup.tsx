import { Button, Group, Modal, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { shownError } from '../../api/errors.ts';
import type { PickedFile } from '../../api/host.ts';
import { useAction } from '../../ui/use-action.ts';
import { useOpening } from '../start/opening-step.tsx';
import classes from './backups.module.css';

type Way = 'passphrase' | 'recovery';

const WRONG: Readonly<Record<Way, string>> = {
  passphrase:
    'This passphrase does not open the backup. Check Caps Lock, try the one that was in use when it was made, or the recovery code.',
  recovery:
    'This recovery code does not open the backup. Use the code that was in use when the backup was made.',
};

/** Asks for the passphrase or the recovery code of a backup that the key store does not open. */
export function OpenBackup(props: { readonly file: PickedFile; readonly onClose: () => void }) {
  const { file } = props;
  const client = useClient();
  const [way, setWay] = useState<Way>('passphrase');
  const [typed, setTyped] = useState('');
  const opening = useOpening();
  const restore = useAction(async () => {
    const { workspaceId } = await client.workspaces.backups.restore({
      grant: file.grant,
      unlock: way === 'passphrase' ? { with: way, passphrase: typed } : { with: way, code: typed },
    });
    if (way === 'recovery' && workspaceId !== null) opening.set({ kind: 'new_protection', workspaceId });
  });
  const error = restore.error === null ? undefined : `${refusal(way, restore.error)} Nothing was changed.`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') restore.run();
  };
  const field = {
    value: typed,
    error,
    onChange: (event: { readonly currentTarget: HTMLInputElement }) => setTyped(event.currentTarget.value),
    'data-autofocus': true,
  };
  return (
    <Modal opened onClose={props.onClose} title="Open the backup">
      <form className={classes.open} onSubmit={submit}>
        <p>
          The key store of this computer has no key for <b className={classes.file}>{file.name}</b>. It opens
          with what opened the workspace when the backup was made.
        </p>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="What opens it"
          value={way}
          data={[
            { value: 'passphrase', label: 'Passphrase' },
            { value: 'recovery', label: 'Recovery code' },
          ]}
          onChange={(value) => {
            setWay(value === 'recovery' ? 'recovery' : 'passphrase');
            setTyped('');
            restore.clear();
          }}
        />
        {way === 'passphrase' ? (
          <PasswordInput key={way} label="Passphrase" autoComplete="current-password" {...field} />
        ) : (
          <TextInput
            key={way}
            label="Recovery code"
            description="Upper or lower case, with or without dashes."
            autoComplete="off"
            spellCheck={false}
            {...field}
          />
        )}
        <Group justify="flex-end" gap={8}>
          <Button onClick={props.onClose} disabled={restore.busy}>
            Cancel
          </Button>
          <Button type="submit" variant="filled" loading={restore.busy} disabled={typed.trim() === ''}>
            Restore
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function refusal(way: Way, error: unknown): string {
  const { code, title, text } = shownError(error);
  return code === 'wrong_key' || code === 'no_key' ? WRONG[way] : `${title}. ${text}`;
}
