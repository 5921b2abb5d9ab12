import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MailboxView } from '../../../shared/contract/mailboxes.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Section } from '../../ui/pane.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './mailboxes.module.css';
import { SignInPanel } from './sign-in-panel.tsx';
import { useSignIn } from './use-sign-in.ts';

interface Props {
  readonly mailbox: MailboxView;
  readonly onChanged: () => void;
}

/** Whether the mailbox sends: paused or not, and the way to connect it again. */
export function MailboxSending(props: Props) {
  const { mailbox, onChanged } = props;
  const client = useClient();
  const status = useQuery(useQueries().app.status.queryOptions()).data;
  const demo = status?.state === 'ready' && status.workspace.demo;
  const pause = useAction(async () => {
    await client.mailboxes.pause({ id: mailbox.id });
    onChanged();
  });
  const resume = useAction(async () => {
    await client.outbox.resume({ mailboxId: mailbox.id });
    onChanged();
  });
  if (mailbox.reconnect !== null) return <Reconnect mailbox={mailbox} onChanged={onChanged} />;
  if (mailbox.smtp === null && mailbox.login === 'password') return null;
  return (
    <Section title="Sending">
      {mailbox.pause ? (
        <>
          <p>
            Paused: {mailbox.pause.reason}
            {mailbox.pause.until ? (
              <>
                {' '}
                It goes on by itself at <InstantText at={mailbox.pause.until} />.
              </>
            ) : null}
          </p>
          {demo ? null : (
            <Button loading={resume.busy} onClick={() => resume.run()}>
              Resume sending
            </Button>
          )}
          {mailbox.login === 'oauth' && mailbox.pause.until === null ? (
            <SignInAgain mailbox={mailbox} onChanged={onChanged} />
          ) : null}
        </>
      ) : (
        <>
          <p>
            At most {mailbox.perMinute} messages a minute and {mailbox.perDay} a day.
          </p>
          <Button loading={pause.busy} onClick={() => pause.run()}>
            Pause sending
          </Button>
        </>
      )}
      {pause.error ? <ErrorLine error={pause.error} /> : null}
      {resume.error ? <ErrorLine error={resume.error} /> : null}
    </Section>
  );
}

function Reconnect(props: Props) {
  return (
    <Section title="Connect again">
      <p>{props.mailbox.reconnect}</p>
      <p className={classes.second}>Nothing is sent from this mailbox until you have signed in again.</p>
      <SignInAgain {...props} />
    </Section>
  );
}

function SignInAgain({ mailbox, onChanged }: Props) {
  const client = useClient();
  const take = useAction(async (signIn: Parameters<typeof client.mailboxes.reconnect>[0]['signIn']) => {
    await client.mailboxes.reconnect({ id: mailbox.id, signIn });
    onChanged();
  });
  const signIn = useSignIn((id) => take.run(id));
  return (
    <>
      <SignInPanel
        state={signIn.state}
        action="Reconnect…"
        onBegin={() => signIn.begin({ mailboxId: mailbox.id })}
        onCancel={signIn.cancel}
      />
      {take.error ? <ErrorLine error={take.error} /> : null}
    </>
  );
}
