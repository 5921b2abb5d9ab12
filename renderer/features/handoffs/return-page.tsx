import { Button } from '@mantine/core';
import { IconFileArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { mergeResultSchema, type ReturnLook } from '../../../shared/contract/handoffs.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { jobError, useJob } from '../../api/use-job.ts';
import { useDropTarget } from '../../app/drop/drop-target.ts';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useWindowState } from '../../app/window-state.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorLine, ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useAction } from '../../ui/use-action.ts';
import { Fingerprint } from '../people/fingerprint.tsx';
import { UnlockKeys } from '../people/unlock-keys.tsx';
import classes from './away.module.css';
import { windowText } from './handoff-words.ts';
import shared from './handoffs.module.css';
import { type ReturnFile, useReturnFile } from './use-return-file.ts';

/** A return before it is merged: who it is from and what is in it. */
export function ReturnPage() {
  const { file, pick, drop } = useReturnFile();
  useDropTarget({
    words: 'Drop another return to see what is in it. Nothing changes yet.',
    take: (dropped) => void drop(dropped),
  });
  return (
    <Pane
      title="Merge a return"
      subtitle={file?.name}
      actions={<Button onClick={() => navigate({ screen: 'handoffs' })}>All handoffs</Button>}
    >
      {file === null ? (
        <EmptyState
          icon={<IconFileArrowLeft size={24} aria-hidden="true" />}
          title="No return is open"
          action={
            <Button variant="filled" onClick={() => void pick()}>
              Choose a file…
            </Button>
          }
        >
          Drop the file that came back on this window, or choose it. You see what is in it before anything
          changes.
        </EmptyState>
      ) : (
        <Look key={file.name} file={file} />
      )}
    </Pane>
  );
}

function Look({ file }: { readonly file: ReturnFile }) {
  const people = useQuery(useQueries().people.list.queryOptions()).data;
  const locked = people?.keys === 'locked';
  const look = useQuery({
    ...useQueries().handoffs.look.queryOptions({ input: file.source }),
    enabled: people !== undefined && !locked,
    retry: false,
    gcTime: 0,
  });
  if (locked) {
    return (
      <div className={classes.look}>
        <p className={shared.hint}>It was encrypted for you: your keys open it.</p>
        <UnlockKeys />
      </div>
    );
  }
  if (look.isError) return <ErrorState error={look.error} onRetry={() => void look.refetch()} />;
  if (look.data === undefined) {
    return (
      <p className={classes.opening} role="status">
        Opening and checking the pack…
      </p>
    );
  }
  return <LookedAt file={file} look={look.data} />;
}

function LookedAt({ file, look }: { readonly file: ReturnFile; readonly look: ReturnLook }) {
  const format = useFormat();
  const { locale } = format;
  return (
    <div className={classes.page}>
      <div className={classes.look}>
        <h2 className={classes.lookTitle}>
          From {look.sender}, for {look.client}
        </h2>
        <p className={shared.second}>
          Made <InstantText at={look.madeAt} />. It is whole, and signed by {look.sender}.
        </p>
        <Fingerprint value={look.fingerprint} label={`Fingerprint of ${look.sender}`} />
        <dl className={classes.facts}>
          <div>
            <dt>Window</dt>
            <dd>{windowText({ from: look.startsOn, to: look.endsOn }, format)}</dd>
          </div>
          <div>
            <dt>Accounts</dt>
            <dd>{count(look.accounts, 'account', 'accounts', locale)}</dd>
          </div>
          <div>
            <dt>What happened</dt>
            <dd>
              {count(look.entries, 'entry', 'entries', locale)} of their log,{' '}
              {count(look.changes, 'change', 'changes', locale)} to what you both keep
            </dd>
          </div>
        </dl>
        {look.ours ? (
          <Merge file={file} look={look} />
        ) : (
          <p className={shared.problem}>
            These accounts were not handed over from the workspace that is open. Open the workspace of{' '}
            {look.client} that they came from, and drop the file there.
          </p>
        )}
      </div>
    </div>
  );
}

function Merge({ file, look }: { readonly file: ReturnFile; readonly look: ReturnLook }) {
  const client = useClient();
  const feedback = useFeedback();
  const { forget } = useReturnFile();
  const [jobId, setJobId] = useWindowState<JobId | null>('handoffs.merge', null);
  const job = useJob(jobId);
  const merge = useAction(async () => setJobId((await client.handoffs.merge(file.source)).jobId));
  const done = job?.state === 'done' ? mergeResultSchema.safeParse(job.result) : null;
  const merged = done?.success ? done.data : null;
  useEffect(() => {
    if (merged === null) return;
    setJobId(null);
    forget();
    feedback.say(
      merged.known ? 'All of it was here already. Nothing changed.' : `Merged what ${look.sender} did`,
    );
    navigate({ screen: 'handoffs', id: merged.handoffId });
  }, [merged, setJobId, forget, feedback, look.sender]);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const running = job?.state === 'running';
  const error = merge.error ?? (job?.state === 'failed' ? jobError(job) : null);
  return (
    <>
      <p className={shared.hint}>
        {look.known
          ? 'All of it was merged before. Merging it again changes nothing.'
          : 'What only they changed is taken over. What both of you changed stays as you have it until you decide.'}
      </p>
      {error === null ? null : <ErrorLine error={error} />}
      {running && job ? (
        <ProgressLine
          title="Merging"
          phase={job.phase}
          done={job.done}
          total={job.total}
          onCancel={() => void client.app.jobs.cancel({ id: job.id }).catch(feedback.failed)}
        />
      ) : null}
      <div className={shared.more}>
        <Button
          ref={button}
          variant="filled"
          loading={merge.busy}
          disabled={running}
          onClick={() => merge.run()}
        >
          Merge
        </Button>
        {look.known ? (
          <Button onClick={() => navigate({ screen: 'handoffs', id: look.handoffId })}>
            Show the handoff
          </Button>
        ) : null}
      </div>
    </>
  );
}
