import { Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ConnectionTest, ConnectionView } from '../../../shared/contract/connections.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ConnectionChecks } from './connection-checks.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { ConnectionReading } from './connection-reading.tsx';
import { ConnectionSignIn } from './connection-sign-in.tsx';
import { connectionState } from './connection-words.ts';
import classes from './connections.module.css';
import { Differences } from './differences.tsx';
import { FolderFiles } from './folder-files.tsx';
import { MissingQuestion } from './missing-question.tsx';
import { Problems } from './problems.tsx';
import { RunChanges } from './run-changes.tsx';
import { RunHistory } from './run-history.tsx';
import { WriteBack } from './write-back.tsx';

/** One connection: how fresh its figures are, what the last read brought, what needs a person, and the ways to change it. */
export function ConnectionDetail({ connection }: { readonly connection: ConnectionView }) {
  const client = useClient();
  const feedback = useFeedback();
  const test = useConnectionTest(connection);
  const [removing, setRemoving] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id, name, lastRun } = connection;

  const read = (mode: 'changes' | 'full') => {
    client.connections.sync({ id, mode }).catch(feedback.failed);
  };
  const remove = async () => {
    setBusy(true);
    try {
      await client.connections.remove({ id });
      feedback.say(`${name} was removed`);
      navigate({ screen: 'connections' });
    } catch (cause) {
      feedback.failed(cause);
    } finally {
      setBusy(false);
      setRemoving(false);
    }
  };
  const change = () => navigate({ screen: 'connections', id, params: { change: '1' } });
  useCommands([
    { id: 'connection.read', title: 'Read now', group: 'Edit', keys: ['r'], run: () => read('changes') },
    {
      id: 'connection.readAll',
      title: 'Read everything again',
      group: 'Edit',
      keys: ['shift+r'],
      run: () => read('full'),
    },
    { id: 'connection.test', title: 'Test', group: 'Edit', keys: ['t'], run: test.run },
    { id: 'connection.change', title: 'Change', group: 'Edit', keys: ['e'], run: change },
    {
      id: 'connection.remove',
      title: 'Remove',
      group: 'Edit',
      keys: ['delete'],
      run: () => setRemoving(true),
    },
  ]);
  const state = connectionState(connection);
  return (
    <Pane
      title={name}
      subtitle={<Tag tone={state.tone}>{state.text}</Tag>}
      actions={
        <>
          <CommandButton command="connection.remove" />
          <CommandButton command="connection.change" />
          <CommandButton command="connection.test" />
          <CommandButton command="connection.read" variant="filled" />
        </>
      }
    >
      {connection.signedIn === undefined ? null : <ConnectionSignIn connection={connection} />}
      {connection.signedIn !== undefined || connection.signIn?.warning == null ? null : (
        <p className={classes.warning} role="note">
          {connection.signIn.warning}
        </p>
      )}
      <MissingQuestion connection={connection} />
      <ConnectionReading connection={connection} />
      {lastRun === null ? null : <RunChanges run={lastRun} title="What the last read changed" />}
      {connection.kind === 'folder' ? (
        <FolderFiles connection={connection} />
      ) : (
        <Differences connection={connection} />
      )}
      <Problems connection={connection} />
      {test.shown ? (
        <Section
          title="Connection test"
          aside={test.running ? undefined : test.at ? <InstantText at={test.at} /> : undefined}
        >
          {test.running ? (
            <p className={classes.waiting} role="status">
              <Loader size={14} aria-hidden="true" /> Testing step by step. Nothing is changed.
            </p>
          ) : null}
          {test.error ? <ErrorLine error={test.error} onRetry={test.run} /> : null}
          {!test.running && !test.error && test.result ? <ConnectionChecks test={test.result} /> : null}
        </Section>
      ) : null}
      {connection.kind === 'folder' ? null : <WriteBack connection={connection} />}
      <RunHistory connection={connection} />
      <ConnectionFacts connection={connection} />
      <Confirm
        opened={removing}
        title={`Remove ${name}`}
        action="Remove"
        busy={busy}
        onClose={() => setRemoving(false)}
        onConfirm={() => void remove()}
      >
        <p>
          What was read stays, with your notes and letters, as if it had come in a file: from then on imported
          files bring it up to date, or another connection to the same books.{' '}
          {connection.kind === 'folder'
            ? 'The files in the folder stay as they are.'
            : `The ${connection.signedIn === undefined ? 'password' : 'sign-in'} is deleted from the key store; this cannot be undone.`}{' '}
          A read that goes on is stopped.
        </p>
      </Confirm>
    </Pane>
  );
}

/** The last test, or the one that runs now. Leaving the page ends it. */
function useConnectionTest(connection: ConnectionView) {
  const client = useClient();
  const [running, setRunning] = useState(false);
  const [fresh, setFresh] = useState<ConnectionTest | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ending = useRef<AbortController | null>(null);
  useEffect(() => () => ending.current?.abort(), []);
  const run = async () => {
    if (running) return;
    const controller = new AbortController();
    ending.current = controller;
    setRunning(true);
    setError(null);
    try {
      setFresh(await client.connections.test({ id: connection.id }, { signal: controller.signal }));
    } catch (cause) {
      if (!controller.signal.aborted) setError(cause);
    } finally {
      setRunning(false);
    }
  };
  const result = fresh ?? connection.lastCheck;
  return {
    running,
    error,
    result,
    at: result?.at ?? null,
    shown: running || error !== null || result !== null,
    run: () => void run(),
  };
}
