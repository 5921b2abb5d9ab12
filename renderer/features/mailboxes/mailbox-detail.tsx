import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { MailboxTest, MailboxView } from '../../../shared/contract/mailboxes.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { CertificateDialog } from './certificate-dialog.tsx';
import { mailboxState } from './check-words.ts';
import { Checks } from './checks.tsx';
import { MailboxFacts } from './mailbox-facts.tsx';
import { MailboxSending } from './mailbox-sending.tsx';
import classes from './mailboxes.module.css';
import { SentCopies } from './sent-copies.tsx';

/** One mailbox: how it is reached, whether it works, and the ways to test, change and remove it. */
export function MailboxDetail(props: {
  readonly mailbox: MailboxView;
  /** Just added: it is tested at once. */
  readonly fresh: boolean;
  readonly onChange: () => void;
  readonly onRemoved: () => void;
  /** It is another now: paused, resumed, connected again, or with a certificate accepted. */
  readonly onChanged: () => void;
}) {
  const { mailbox } = props;
  const client = useClient();
  const feedback = useFeedback();
  const [testing, setTesting] = useState(false);
  const [result, setResult] = useState<MailboxTest | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [removing, setRemoving] = useState(false);
  const [busy, setBusy] = useState(false);
  const [comparing, setComparing] = useState(false);
  const shown = result ?? mailbox.lastCheck;

  const test = async () => {
    if (testing) return;
    setTesting(true);
    setError(null);
    try {
      setResult(await client.mailboxes.test({ id: mailbox.id }));
    } catch (cause) {
      setError(cause);
    } finally {
      setTesting(false);
    }
  };
  const remove = async () => {
    setBusy(true);
    try {
      await client.mailboxes.remove({ id: mailbox.id });
      feedback.say(`Mailbox ${mailbox.address} removed`);
      props.onRemoved();
    } catch (cause) {
      feedback.failed(cause);
    } finally {
      setBusy(false);
      setRemoving(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, after it was added
  useEffect(() => {
    if (props.fresh) void test();
  }, []);
  useCommands([
    { id: 'mailbox.change', title: 'Change', group: 'Edit', keys: ['e'], run: props.onChange },
    { id: 'mailbox.test', title: 'Test', group: 'Edit', keys: ['t'], run: () => void test() },
    {
      id: 'mailbox.remove',
      title: 'Remove',
      group: 'Edit',
      keys: ['delete'],
      run: () => setRemoving(true),
    },
  ]);
  const state = mailboxState({ ...mailbox, lastCheck: shown });
  return (
    <Pane
      title={mailbox.address}
      subtitle={<Tag tone={state.tone}>{state.text}</Tag>}
      actions={
        <>
          <CommandButton command="mailbox.remove" />
          <CommandButton command="mailbox.change" />
          <CommandButton command="mailbox.test" variant="filled" />
        </>
      }
    >
      <Section title="Connection test" aside={shown && !testing ? <InstantText at={shown.at} /> : undefined}>
        {testing ? (
          <p className={classes.testing} role="status">
            <Loader size={14} aria-hidden="true" /> Testing step by step. Nothing is saved or sent.
          </p>
        ) : null}
        {error ? <ErrorLine error={error} onRetry={() => void test()} /> : null}
        {!testing && !error && shown ? <Checks test={shown} /> : null}
        {!testing && shown && certificateFailed(shown) ? (
          <Button mt={8} onClick={() => setComparing(true)}>
            Look at the certificate…
          </Button>
        ) : null}
        {!testing && !error && !shown ? (
          <p className={classes.second}>Not tested yet. The test says whether letters can be saved here.</p>
        ) : null}
      </Section>
      <MailboxSending mailbox={mailbox} onChanged={props.onChanged} />
      {mailbox.smtp !== null && mailbox.reconnect === null ? <SentCopies mailbox={mailbox} /> : null}
      <Section title="Set-up">
        <MailboxFacts mailbox={mailbox} />
      </Section>
      {comparing ? (
        <CertificateDialog
          mailbox={mailbox}
          onClose={() => setComparing(false)}
          onAccepted={() => {
            setComparing(false);
            props.onChanged();
            void test();
          }}
        />
      ) : null}
      <Confirm
        opened={removing}
        title={`Remove ${mailbox.address}`}
        action="Remove"
        busy={busy}
        onClose={() => setRemoving(false)}
        onConfirm={() => void remove()}
      >
        <p>
          Letters that wait for this mailbox become drafts again. Letters that are in its drafts folder
          already stay there. The password is deleted from the key store; this cannot be undone.
        </p>
      </Confirm>
    </Pane>
  );
}

/** The encryption of one of the servers failed, so that its certificate may be the reason. */
function certificateFailed({ checks }: MailboxTest): boolean {
  return checks.some(({ check, ok, text }) => !ok && (check === 'tls' || /certificate/iu.test(text)));
}
