import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import type { LifecycleScreenProps } from '../../app/lifecycle/lifecycle-screens.tsx';
import { FullPage } from '../../ui/full-page.tsx';
import { useAction } from '../../ui/use-action.ts';
import { StartFileNote } from '../imports/start-file.tsx';
import { folderName } from '../start/folder-name.ts';
import { useOpening } from '../start/opening-step.tsx';
import classes from './unlock.module.css';
import { firstWay, type UnlockAdvice, type UnlockWay, unlockAdvice, WAY_NAMES } from './ways.ts';

const WAYS = ['keyring', 'passphrase', 'recovery'] as const;

/** Asks for what opens the workspace. What was typed stays, right or wrong, until it is opened. */
export function UnlockScreen({ status }: LifecycleScreenProps) {
  if (status.state !== 'needs_unlock') return null;
  return <Unlock key={status.folder} folder={status.folder} ways={status.unlock} />;
}

function Unlock(props: { readonly folder: string; readonly ways: readonly UnlockWay[] }) {
  const client = useClient();
  const opening = useOpening();
  const [way, setWay] = useState(() => firstWay(props.ways));
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const unlock = useAction(async () => {
    const { workspace } = await client.workspaces.unlock(
      way === 'keyring'
        ? { with: way }
        : way === 'passphrase'
          ? { with: way, passphrase }
          : { with: way, code },
    );
    if (way === 'recovery') opening.set({ kind: 'new_protection', workspaceId: workspace.id });
  });
  const close = useAction(() => client.workspaces.close());
  const advice = unlock.error === null ? null : unlockAdvice(way, unlock.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    unlock.run();
  };
  const others = WAYS.filter((one) => one !== way && props.ways.includes(one));
  return (
    <form onSubmit={submit} className={classes.form}>
      <FullPage
        title={folderName(props.folder)}
        lead={
          <>
            Locked. Everything in it is safe and encrypted.{' '}
            <span className={classes.path}>{props.folder}</span>
          </>
        }
        actions={
          <>
            {others.map((other) => (
              <Button
                key={other}
                variant="subtle"
                disabled={unlock.busy}
                onClick={() => {
                  setWay(other);
                  unlock.clear();
                }}
              >
                Use {WAY_NAMES[other]}
              </Button>
            ))}
            <Button variant="subtle" onClick={() => close.run()}>
              Other workspaces
            </Button>
          </>
        }
      >
        <StartFileNote />
        <div className={classes.way} key={way}>
          {way === 'passphrase' ? (
            <PasswordInput
              label="Passphrase"
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
              autoComplete="current-password"
              error={advice !== null}
              w={320}
              data-autofocus
            />
          ) : null}
          {way === 'recovery' ? (
            <TextInput
              label="Recovery code"
              description="Upper or lower case, with or without dashes."
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              error={advice !== null}
              className={classes.code}
              w={420}
              data-autofocus
            />
          ) : null}
          <Button
            type="submit"
            variant="filled"
            loading={unlock.busy}
            disabled={
              (way === 'passphrase' && passphrase === '') || (way === 'recovery' && code.trim() === '')
            }
            data-autofocus={way === 'keyring' || undefined}
          >
            {way === 'keyring' ? 'Unlock with the key store' : 'Unlock'}
          </Button>
        </div>
        {advice === null ? null : <Advice advice={advice} />}
      </FullPage>
    </form>
  );
}

function Advice({ advice }: { readonly advice: UnlockAdvice }): ReactNode {
  return (
    <div className={classes.advice} role="alert">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <p>
        <b>{advice.happened}</b> {advice.doNow} Nothing was changed.
      </p>
    </div>
  );
}
