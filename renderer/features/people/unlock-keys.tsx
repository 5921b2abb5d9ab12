import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './people.module.css';
import { useRefreshPeople } from './use-refresh-people.ts';

/** Opens keys that a passphrase protects, until the workspace is locked. */
export function UnlockKeys() {
  const client = useClient();
  const refresh = useRefreshPeople();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAction(async () => {
    await client.people.unlock({ passphrase });
    setPassphrase('');
    await refresh();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') unlock.run();
  };
  return (
    <form className={classes.unlock} onSubmit={submit} noValidate aria-label="Your keys">
      <p className={classes.note}>
        Your keys are locked. They are needed to hand over and to take over, not for the daily work.
      </p>
      <div className={classes.buttons}>
        <PasswordInput
          w={260}
          aria-label="Passphrase of your keys"
          placeholder="Passphrase of your keys"
          autoComplete="current-password"
          data-autofocus
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <Button type="submit" loading={unlock.busy} disabled={passphrase === ''}>
          Unlock
        </Button>
      </div>
      {unlock.error === null ? null : <ErrorLine error={unlock.error} />}
    </form>
  );
}
