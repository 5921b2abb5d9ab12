import { useQuery } from '@tanstack/react-query';
import type { Connectivity, Job } from '../../../shared/contract/app.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { count } from '../../ui/format/count.ts';
import { instantText } from '../../ui/format/date-format.ts';
import { type FormatContext, useFormat } from '../../ui/format/locale.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { SendingState } from './sending-state.tsx';
import classes from './status-line.module.css';
import { useFigures } from './use-rail-counts.ts';

/** Always in sight: on- or offline, what waits, how old the figures are, and what is running. */
export function StatusLine(props: { readonly onPalette: () => void; readonly onShortcuts: () => void }) {
  const queries = useQueries();
  const client = useClient();
  const format = useFormat();
  const connectivity = useQuery(queries.app.connectivity.queryOptions()).data;
  const jobs = useQuery(queries.app.jobs.list.queryOptions()).data ?? [];
  const figures = useFigures();
  const running = jobs.filter((job) => job.state === 'running');
  return (
    <section className={classes.line} aria-label="Status">
      {connectivity ? <NetworkState connectivity={connectivity} format={format} /> : null}
      {connectivity && connectivity.draftsWaiting > 0 ? <span>{waitingText(connectivity)}</span> : null}
      <SendingState />
      {figures ? (
        <span>
          <FiguresStamp figures={figures} />
        </span>
      ) : null}
      <div className={classes.jobs}>
        {running.map((job) => (
          <ProgressLine
            key={job.id}
            title={job.title}
            phase={job.phase}
            done={job.done}
            total={job.total}
            onCancel={
              job.cancellable ? () => void client.app.jobs.cancel({ id: job.id }).catch(() => {}) : undefined
            }
          />
        ))}
      </div>
      <div className={classes.hints}>
        <button type="button" className={classes.hint} onClick={props.onPalette}>
          <Keys keys="mod+k" /> commands
        </button>
        <button type="button" className={classes.hint} onClick={props.onShortcuts}>
          <Keys keys="?" /> shortcuts
        </button>
      </div>
      <div className="visually-hidden" role="status">
        {connectivity && !connectivity.online ? 'Offline.' : ''} {lastFinished(jobs)}
      </div>
    </section>
  );
}

function NetworkState(props: { readonly connectivity: Connectivity; readonly format: FormatContext }) {
  const { online, since } = props.connectivity;
  const { today, locale } = props.format;
  return (
    <span className={classes.network}>
      <span className={classes.dot} data-online={online || undefined} aria-hidden="true" />
      {online ? 'Online' : since ? `Offline since ${instantText(since, today, locale)}` : 'Offline'}
    </span>
  );
}

function waitingText({ draftsWaiting, online }: Connectivity): string {
  const waiting = `${count(draftsWaiting, 'draft')} waiting`;
  return online ? waiting : `${waiting} for the network`;
}

/** For the live region: what ended, in words. */
function lastFinished(jobs: readonly Job[]): string {
  const last = jobs.findLast((job) => job.state !== 'running');
  if (!last) return '';
  const words = { done: 'done', failed: 'failed', cancelled: 'cancelled' } as const;
  return last.state === 'running' ? '' : `${last.title}: ${words[last.state]}.`;
}
