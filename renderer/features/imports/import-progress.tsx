import type { Job } from '../../../shared/contract/app.ts';
import { useClient } from '../../api/engine-context.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import classes from './imports.module.css';

/** A running check or import: how far it is, and a way to stop it. */
export function ImportProgress(props: {
  readonly job: Job | undefined;
  readonly title: string;
  readonly text: string;
}) {
  const client = useClient();
  const { job } = props;
  return (
    <div className={classes.progress}>
      <ProgressLine
        title={props.title}
        phase={job?.phase ?? ''}
        done={job?.done ?? 0}
        total={job?.total ?? null}
        onCancel={
          job?.cancellable ? () => void client.app.jobs.cancel({ id: job.id }).catch(() => {}) : undefined
        }
      />
      <p>{props.text}</p>
    </div>
  );
}
