import { Button, Loader } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { ErrorLine } from '../../ui/error-state.tsx';
import classes from './mailboxes.module.css';
import type { SignInState } from './use-sign-in.ts';

/** A sign-in with its states: to begin, waiting for the browser, done, cancelled or too late. */
export function SignInPanel(props: {
  readonly state: SignInState;
  /** "Connect…" or "Reconnect…". */
  readonly action: string;
  readonly disabled?: boolean;
  readonly onBegin: () => void;
  readonly onCancel: () => void;
}) {
  const { state } = props;
  if (state.kind === 'waiting') {
    return (
      <div className={classes.signIn} role="status">
        <p className={classes.testing}>
          <Loader size={14} aria-hidden="true" /> Waiting for you to sign in at {state.started.host} in your
          browser. This ends by itself after five minutes.
        </p>
        <p className={classes.second}>
          No page opened?{' '}
          <a href={state.started.url} target="_blank" rel="noopener noreferrer">
            Open the sign-in page
          </a>
        </p>
        <Button onClick={props.onCancel}>Cancel the sign-in</Button>
      </div>
    );
  }
  if (state.kind === 'done') {
    return (
      <p className={classes.testing} role="status">
        <IconCheck size={16} aria-hidden="true" /> Signed in.
      </p>
    );
  }
  return (
    <div className={classes.signIn}>
      {state.kind === 'ended' ? <p role="status">{state.text}</p> : null}
      {state.kind === 'failed' ? <ErrorLine error={state.error} /> : null}
      <Button
        variant="filled"
        loading={state.kind === 'starting'}
        disabled={props.disabled ?? false}
        onClick={props.onBegin}
      >
        {props.action}
      </Button>
    </div>
  );
}
