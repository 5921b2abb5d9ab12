import { Button, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { jobError } from '../../api/use-job.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './hand-over.module.css';
import { type HandOverForm, selectionOf, wordsOf } from './hand-over-form.ts';
import { consequence } from './handoff-words.ts';
import shared from './handoffs.module.css';
import { useHandOverJob } from './use-hand-over-job.ts';

interface HandOverRunProps {
  readonly form: HandOverForm;
  readonly passphrase: string;
  readonly recipient: string;
  readonly total: number;
  /** What is still missing; null: it can be handed over. */
  readonly missing: string | null;
  readonly onChange: (part: Partial<HandOverForm>) => void;
}

/** The last step: what will happen in words, the button that does it, how far it is, and what to do next. */
export function HandOverRun(props: HandOverRunProps) {
  const client = useClient();
  const feedback = useFeedback();
  const { job, begun } = useHandOverJob();
  const state = job?.state ?? null;
  const begin = useAction(async () => {
    const { form, passphrase } = props;
    const { recipient } = form;
    if (recipient === null) return;
    const input = {
      selection: selectionOf(form.accounts),
      from: form.from,
      to: form.to,
      ...wordsOf(form),
      recipient:
        recipient.kind === 'person' ? { person: recipient.id } : { passphrase, name: recipient.name.trim() },
      target: form.target,
    };
    begun((await client.handoffs.create(input)).jobId);
  });
  const running = state === 'running' && job !== undefined;
  const error = begin.error ?? (state === 'failed' && job ? jobError(job) : null);
  return (
    <div className={classes.run}>
      <TargetChoice value={props.form.target} onChange={(target) => props.onChange({ target })} />
      <div className={classes.runLine}>
        <p className={classes.consequence}>{props.missing ?? <Consequence {...props} />}</p>
        <Button
          variant="filled"
          disabled={props.missing !== null || running}
          loading={begin.busy}
          onClick={() => begin.run()}
        >
          {props.recipient === '' ? 'Hand over' : `Hand over to ${props.recipient}`}
        </Button>
      </div>
      {running ? (
        <ProgressLine
          title={job.title}
          phase={job.phase}
          done={job.done}
          total={job.total}
          onCancel={() => void client.app.jobs.cancel({ id: job.id }).catch(feedback.failed)}
        />
      ) : null}
      {error === null ? null : <ErrorLine error={error} />}
      {state === 'cancelled' ? (
        <p role="status" className={shared.hint}>
          Cancelled. Nothing was handed over.
        </p>
      ) : null}
    </div>
  );
}

function Consequence({ form, total, recipient }: HandOverRunProps) {
  const format = useFormat();
  return (
    <>
      {consequence(total, form, format)} {recipient} works {total === 1 ? 'it' : 'them'} meanwhile.
    </>
  );
}

/** Where the file goes, when there is a shared folder to choose. */
function TargetChoice(props: {
  readonly value: HandOverForm['target'];
  readonly onChange: (target: HandOverForm['target']) => void;
}) {
  const folder = useQuery(useQueries().handoffs.sharedFolder.get.queryOptions()).data;
  const usable = folder !== undefined && folder.path !== null && folder.problem === null;
  const { value, onChange } = props;
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (folder !== undefined && !usable && value === 'shared') latest.current('download');
  }, [folder, usable, value]);
  if (!usable) return null;
  return (
    <Radio.Group
      value={value}
      onChange={(target) => onChange(target === 'shared' ? 'shared' : 'download')}
      aria-label="Where the file goes"
    >
      <div className={classes.choices}>
        <Radio size="xs" value="download" label="Save the file on this computer" />
        <Radio size="xs" value="shared" label={`Put it into the shared folder, ${folder.path}`} />
      </div>
    </Radio.Group>
  );
}
