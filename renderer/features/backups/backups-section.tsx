import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { jobError, useJob } from '../../api/use-job.ts';
import { useWindowState } from '../../app/window-state.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './backups.module.css';
import { sizeText } from './size-text.ts';

/** Backups of the open workspace: make one, see those that are there, keep a copy elsewhere. */
export function BackupsSection() {
  const client = useClient();
  const queries = useQueries();
  const queryClient = useQueryClient();
  const { locale } = useFormat();
  const [jobId, setJobId] = useWindowState<JobId | null>('backup.job', null);
  const job = useJob(jobId);
  const backups = useQuery(queries.workspaces.backups.list.queryOptions());
  const create = useAction(async () => setJobId((await client.workspaces.backups.create()).jobId));
  const copy = useAction(async (fileName: string) =>
    saveDownload(await client.workspaces.backups.download({ fileName })),
  );
  const ended = job !== undefined && job.state !== 'running';
  useEffect(() => {
    if (ended) void queryClient.invalidateQueries({ queryKey: queries.workspaces.backups.list.key() });
  }, [ended, queryClient, queries]);
  const running = job?.state === 'running';
  const error = create.error ?? copy.error ?? (job?.state === 'failed' ? jobError(job) : null);
  const listed = backups.data?.toSorted((left, right) => right.createdAt.localeCompare(left.createdAt));
  return (
    <section className={classes.section} aria-label="Backups">
      <h2 className={classes.title}>Backups</h2>
      <p className={classes.lead}>
        A backup is encrypted like the workspace and is read back and checked when it is made. It opens with
        the same passphrase or key store, or with the recovery code. Keep a copy on another disk.
      </p>
      <div className={classes.make}>
        <Button
          variant="filled"
          leftSection={<IconDeviceFloppy size={14} aria-hidden="true" />}
          disabled={running}
          loading={create.busy}
          onClick={() => create.run()}
        >
          Back up now
        </Button>
        {running && job ? (
          <ProgressLine title="Backing up" phase={job.phase} done={job.done} total={job.total} />
        ) : null}
        <span className={classes.note} role="status">
          {job?.state === 'done' ? 'Written and checked.' : ''}
        </span>
      </div>
      {error === null ? null : <ErrorLine error={error} />}
      {backups.isError ? (
        <ErrorLine error={backups.error} onRetry={() => void backups.refetch()} />
      ) : listed && listed.length > 0 ? (
        <ul className={classes.list}>
          {listed.map((backup) => (
            <li key={backup.fileName}>
              <span className={classes.name} title={backup.fileName}>
                {backup.fileName}
              </span>
              <span className={classes.note}>
                <InstantText at={backup.createdAt} />
              </span>
              <span className={classes.size}>{sizeText(backup.size, locale)}</span>
              <Button
                leftSection={<IconDownload size={14} aria-hidden="true" />}
                disabled={copy.busy}
                aria-label={`Save a copy of ${backup.fileName}`}
                onClick={() => copy.run(backup.fileName)}
              >
                Save a copy
              </Button>
            </li>
          ))}
        </ul>
      ) : listed ? (
        <p className={classes.lead}>There is no backup yet. The first one takes a few seconds.</p>
      ) : null}
      <p className={classes.note}>
        To restore one, choose “Other workspaces” in the menu of the workspace and pick the backup file there.
      </p>
    </section>
  );
}
