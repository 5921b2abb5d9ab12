import { Button } from '@mantine/core';
import type { Job } from '../../../shared/contract/app.ts';
import { type MailboxView, sentProbeSchema } from '../../../shared/contract/mailboxes.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { jobError, useJob } from '../../api/use-job.ts';
import { useWindowState } from '../../app/window-state.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Section } from '../../ui/pane.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './mailboxes.module.css';

/** Who keeps the copies of sent mail, and a test message to oneself that shows it. */
export function SentCopies({ mailbox }: { readonly mailbox: MailboxView }) {
  const client = useClient();
  const [jobId, setJobId] = useWindowState<JobId | null>(`mailbox.probe.${mailbox.id}`, null);
  const job = useJob(jobId);
  const start = useAction(async () => setJobId((await client.mailboxes.probeSent({ id: mailbox.id })).jobId));
  const cancel = useAction(async (id: JobId) => client.app.jobs.cancel({ id }));
  const running = job?.state === 'running';
  const error = start.error ?? cancel.error ?? (job?.state === 'failed' ? jobError(job) : null);
  return (
    <Section title="Copies of sent mail">
      <p>{knownText(mailbox.savesSent)}</p>
      {running && job ? (
        <ProgressLine
          title="Test message"
          phase={job.phase}
          done={job.done}
          total={job.total}
          onCancel={() => cancel.run(job.id)}
        />
      ) : (
        <Button mt={8} loading={start.busy} disabled={mailbox.pause !== null} onClick={() => start.run()}>
          {mailbox.savesSent === null ? 'Send a test message to myself' : 'Check again with a test message'}
        </Button>
      )}
      <p className={classes.second} role="status">
        {job ? endText(job) : ''}
      </p>
      {error ? <ErrorLine error={error} /> : null}
    </Section>
  );
}

function knownText(savesSent: boolean | null): string {
  if (savesSent === null) {
    return 'Whether your provider keeps a copy of each sent message is not known yet. A test message from this mailbox to itself shows it within half a minute; otherwise the first letter does.';
  }
  return savesSent
    ? 'Your provider keeps a copy of each sent message in Sent.'
    : 'Duebook puts a copy of each sent message into Sent, because your provider does not.';
}

/** What came of the test message; empty while it is under way, and after a failure, which tells itself. */
function endText({ state, result }: Job): string {
  if (state === 'cancelled') {
    return 'Cancelled. If the test message was sent before, it is in your mailbox; you may delete it.';
  }
  const found = state === 'done' ? sentProbeSchema.safeParse(result).data : undefined;
  if (found === undefined) return '';
  return found.removed > 0
    ? 'The test message showed it and was removed again. A copy that arrives later may be deleted.'
    : 'The test message showed it. It is in your mailbox; you may delete it.';
}
