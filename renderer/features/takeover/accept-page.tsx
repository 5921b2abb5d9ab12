import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { AppInfo } from '../../../shared/contract/app.ts';
import type { PackSource } from '../../../shared/contract/handoffs.ts';
import type { HandoffLook } from '../../../shared/contract/takeover.ts';
import type { AccountId, JobId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { jobError, useJob } from '../../api/use-job.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { FullPage } from '../../ui/full-page.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useOpening } from '../start/opening-step.tsx';
import {
  ProtectionFields,
  protectionDraft,
  protectionOf,
  protectionProblem,
} from '../start/protection-fields.tsx';

interface AcceptProps {
  readonly look: HandoffLook;
  readonly source: PackSource;
  readonly passphrase: string | null;
  readonly accounts: readonly AccountId[] | 'all';
  readonly onBack: () => void;
  /** The workspace is open. */
  readonly onDone: () => void;
}

/** How the new workspace is kept; then it is made, and opened. */
export function AcceptPage(props: AcceptProps) {
  const info = useQuery(useQueries().app.info.queryOptions()).data;
  return info === undefined ? null : <Form {...props} keyring={info.keyring} />;
}

function Form(props: AcceptProps & { readonly keyring: AppInfo['keyring'] }) {
  const { look, source, passphrase, accounts, onBack, onDone } = props;
  const client = useClient();
  const opening = useOpening();
  const [draft, setDraft] = useState(() => protectionDraft(props.keyring.available));
  const [tried, setTried] = useState(false);
  const [jobId, setJobId] = useState<JobId | null>(null);
  const job = useJob(jobId);
  const start = useAction(async () => {
    const protection = protectionOf(draft);
    const chosen = accounts === 'all' ? accounts : [...accounts];
    setJobId((await client.takeover.accept({ source, passphrase, accounts: chosen, protection })).jobId);
  });
  const enter = useAction(async () => {
    const { workspace, recoveryCode } = await client.takeover.enter({
      handoff: look.handoff,
      unlock:
        draft.kind === 'keyring' ? { with: 'keyring' } : { with: 'passphrase', passphrase: draft.passphrase },
    });
    if (recoveryCode !== null) {
      opening.set({
        kind: 'recovery_code',
        workspaceId: workspace.id,
        code: recoveryCode,
        replaces: false,
        goTo: { screen: 'first-hour' },
      });
    }
    onDone();
  });
  const entered = useRef(false);
  const done = job?.state === 'done';
  useEffect(() => {
    if (!done || entered.current) return;
    entered.current = true;
    enter.run();
  }, [done, enter]);
  const working = jobId !== null && (job === undefined || job.state === 'running');
  useCommands([
    {
      id: 'takeover.back',
      title: 'Back to the handoff',
      group: 'Window',
      keys: ['esc'],
      inDialog: true,
      when: () => !working && !done,
      run: onBack,
    },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (protectionProblem(draft) === null) start.run();
  };
  const total = look.accounts.length;
  const taken = accounts === 'all' ? total : accounts.length;
  if (done && enter.error === null) {
    return (
      <FullPage title="Opening the workspace" lead="The accounts are yours to look after.">
        <Loader size="sm" aria-label="Opening" />
      </FullPage>
    );
  }
  if (working) {
    return (
      <FullPage
        title={`Taking over ${count(taken, 'account')}`}
        lead="Everything is written at once, or nothing."
      >
        <ProgressLine
          title={job?.phase || 'Reading the pack'}
          done={job?.done ?? 0}
          total={job?.total ?? null}
          {...(job?.cancellable && job.total !== null
            ? { onCancel: () => void client.app.jobs.cancel({ id: job.id }).catch(() => {}) }
            : {})}
        />
      </FullPage>
    );
  }
  const error = enter.error ?? start.error ?? (job?.state === 'failed' ? jobError(job) : null);
  return (
    <form onSubmit={submit} style={{ height: '100%' }} noValidate>
      <FullPage
        step="Step 1 of 2"
        title={`Take over ${count(taken, 'account')}`}
        lead={
          <>
            They become a workspace of their own, <b>{look.client}</b>, encrypted, on this computer. It works
            without a network.
            {taken === total
              ? null
              : ` ${total - taken === 1 ? 'One account stays' : `${total - taken} accounts stay`} with ${look.sender.name}, who sees that in your return.`}
          </>
        }
        actions={
          <>
            <Button
              type="submit"
              variant="filled"
              loading={start.busy}
              data-autofocus={props.keyring.available || undefined}
            >
              Take over
            </Button>
            <Button variant="subtle" onClick={onBack}>
              Back
            </Button>
          </>
        }
      >
        <ProtectionFields keyring={props.keyring} draft={draft} onChange={setDraft} tried={tried} />
        {error === null ? null : <ErrorLine error={error} />}
      </FullPage>
    </form>
  );
}
