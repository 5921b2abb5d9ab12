import { ORPCError } from '@orpc/client';
import { useQuery } from '@tanstack/react-query';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useJob } from '../../api/use-job.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { Section } from '../../ui/pane.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import classes from './connections.module.css';

/** How fresh the figures are, when they are read next, and how far a read is that goes on. */
export function ConnectionReading({ connection }: { readonly connection: ConnectionView }) {
  const client = useClient();
  const job = useJob(connection.running);
  const { name, freshAt, error, running, lastRun } = connection;
  return (
    <Section title="Figures" aside={<CommandButton command="connection.readAll" />}>
      <div className={classes.headline}>
        <p className={classes.fresh}>
          {freshAt === null ? (
            'Not read to the end yet'
          ) : (
            <FiguresStamp figures={{ at: freshAt, from: name, sources: 1 }} />
          )}
        </p>
        {running !== null ? (
          <div className={classes.progress}>
            <ProgressLine
              title="Reading"
              phase={job?.phase ?? ''}
              done={job?.done ?? 0}
              total={job?.total ?? null}
              onCancel={() => void client.app.jobs.cancel({ id: running }).catch(() => {})}
            />
            {job?.remark ? <span className={classes.second}>{job.remark}</span> : null}
          </div>
        ) : (
          <p className={classes.second}>
            <NextRead connection={connection} />
            {lastRun?.state === 'cancelled' || lastRun?.state === 'interrupted'
              ? ' The last read did not come to its end; the next one goes on where it was.'
              : ''}
          </p>
        )}
        {running === null && error !== null ? (
          <ErrorLine error={new ORPCError(error.code, { message: error.message })} />
        ) : null}
      </div>
    </Section>
  );
}

/** When it is read next, or what that waits for. */
function NextRead({ connection }: { readonly connection: ConnectionView }) {
  const connectivity = useQuery(useQueries().app.connectivity.queryOptions()).data;
  const { status, nextRunAt, everyMinutes } = connection;
  if (status === 'reconnect') return 'It is read again once the sign-in is changed.';
  if (everyMinutes === 0) return 'It is read when you say so.';
  if (connectivity?.online === false) return 'It is read again when the network is back.';
  if (nextRunAt === null) return 'It is read within a minute.';
  return (
    <>
      Read next at about <InstantText at={nextRunAt} />.
    </>
  );
}
