import { Button, Loader } from '@mantine/core';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './connections.module.css';
import { PastedAddress } from './pasted-address.tsx';
import { type ConnectionSignInState, useConnectionSignIn } from './use-connection-sign-in.ts';

/**
 * Signs in to the system of a connection in the person's own browser; the books are read once that is done. It is there
 * while somebody has to, or does; the command always is.
 */
export function ConnectionSignIn({ connection }: { readonly connection: ConnectionView }) {
  const client = useClient();
  const feedback = useFeedback();
  const { id, system } = connection;
  const signIn = useConnectionSignIn(id, (text) => {
    feedback.say(text);
    client.connections.sync({ id, mode: 'changes' }).catch(feedback.failed);
  });
  const { state } = signIn;
  const again = connection.signedIn === true;
  const isNeeded = !again || connection.status === 'reconnect' || connection.signIn?.warning != null;
  const isResting = state.kind === 'none' || state.kind === 'ended' || state.kind === 'failed';
  useCommands([
    {
      id: 'connection.signIn',
      title: again ? 'Sign in again' : `Sign in to ${system}`,
      group: 'Edit',
      keys: ['s'],
      run: signIn.begin,
      ...(isResting ? {} : { off: 'A sign-in is under way' }),
    },
  ]);
  if (!isNeeded && state.kind === 'none') return null;
  return (
    <Section title="Sign-in">
      <div className={classes.signIn}>
        {isResting ? <Outcome state={state} reason={isNeeded ? reasonOf(connection) : null} /> : null}
        {state.kind === 'waiting' ? (
          <Waiting state={state} system={system} onCancel={signIn.cancel} onPaste={signIn.paste} />
        ) : null}
        {state.kind === 'choose' ? (
          <fieldset className={classes.books}>
            <legend>The sign-in opens several books. Which of them are read here?</legend>
            {state.books.map((books) => (
              <Button key={books.id} onClick={() => void signIn.choose(state.id, books.id)}>
                {books.name}
              </Button>
            ))}
            <Button variant="subtle" onClick={signIn.cancel}>
              Cancel the sign-in
            </Button>
          </fieldset>
        ) : null}
        {isResting || state.kind === 'starting' ? (
          <CommandButton
            command="connection.signIn"
            variant={isNeeded ? 'filled' : 'default'}
            disabled={state.kind === 'starting'}
          />
        ) : null}
      </div>
    </Section>
  );
}

/** Why somebody has to sign in. */
function reasonOf({ signedIn, status, signIn, system, company }: ConnectionView): string {
  if (signedIn !== true) {
    return company === null
      ? `Sign in to ${system} once in your browser. Then the books are read.`
      : `Nobody has signed in on this computer. Sign in to ${system} in your browser to go on reading.`;
  }
  if (status === 'reconnect') {
    return `${system} no longer accepts the sign-in. The figures stay as they were read last until you sign in again.`;
  }
  return signIn?.warning ?? '';
}

function Outcome(props: { readonly state: ConnectionSignInState; readonly reason: string | null }) {
  const { state, reason } = props;
  return (
    <>
      {reason === null ? null : <p>{reason}</p>}
      {state.kind === 'ended' ? <p role="status">{state.text}</p> : null}
      {state.kind === 'failed' ? <ErrorLine error={state.error} /> : null}
    </>
  );
}

function Waiting(props: {
  readonly state: Extract<ConnectionSignInState, { readonly kind: 'waiting' }>;
  readonly system: string;
  readonly onCancel: () => void;
  readonly onPaste: ReturnType<typeof useConnectionSignIn>['paste'];
}) {
  const { started } = props.state;
  return (
    <>
      <p className={classes.waiting} role="status">
        <Loader size={14} aria-hidden="true" /> Waiting for you to sign in at {started.host} in your browser.
        This ends by itself after five minutes.
      </p>
      <p className={classes.second}>
        No page opened?{' '}
        <a href={started.url} target="_blank" rel="noopener noreferrer">
          Open the sign-in page
        </a>
      </p>
      {started.back === 'here' ? null : (
        <PastedAddress
          redirectUri={started.redirectUri}
          opens={started.back === 'opens'}
          onPaste={(address) => props.onPaste(started.id, address)}
        />
      )}
      <Button onClick={props.onCancel}>Cancel the sign-in</Button>
    </>
  );
}
