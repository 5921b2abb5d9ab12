import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { workspaceExportSchema } from '../../../shared/contract/contract-end.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { jobError, useJob } from '../../api/use-job.ts';
import { useWindowState } from '../../app/window-state.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useAction } from '../../ui/use-action.ts';
import settings from '../settings/settings.module.css';
import classes from './contract-end.module.css';

/** Makes one archive of everything, and saves it where the person chooses. */
export function ExportEverything() {
  const client = useClient();
  const [jobId, setJobId] = useWindowState<JobId | null>('contract-end.export', null);
  const [saved, setSaved] = useWindowState<JobId | null>('contract-end.saved', null);
  const job = useJob(jobId);
  const made = job?.state === 'done' ? workspaceExportSchema.safeParse(job.result) : null;
  const create = useAction(async () => setJobId((await client.workspaces.end.export()).jobId));
  const cancel = useAction((id: JobId) => client.app.jobs.cancel({ id }));
  const save = useAction(async () => {
    if (made?.success && (await saveDownload(made.data.download))) setSaved(jobId);
  });
  const running = job?.state === 'running';
  const error = create.error ?? save.error ?? (job?.state === 'failed' ? jobError(job) : null);
  const ready = made?.success === true && saved !== jobId;
  return (
    <>
      <p className={settings.lead}>
        One zip archive that other programs read: accounts, documents, payments, promises, disputes, letters
        and the whole log, as CSV, mail files and JSON, with a README. It is not encrypted, and holds no
        passwords. That it was made goes into the log.
      </p>
      <div className={settings.buttons}>
        <Button loading={create.busy} disabled={running} onClick={() => create.run()}>
          Export everything
        </Button>
        {running && job ? (
          <ProgressLine
            title="Exporting everything"
            phase={job.phase}
            done={job.done}
            total={job.total}
            onCancel={() => cancel.run(job.id)}
          />
        ) : null}
        {ready ? (
          <Button
            variant="filled"
            leftSection={<IconDownload size={14} aria-hidden="true" />}
            loading={save.busy}
            onClick={() => save.run()}
          >
            Save the archive
          </Button>
        ) : null}
      </div>
      <p className={classes.note} role="status">
        {made?.success ? `${made.data.files} files. SHA-256 ${made.data.sha256}` : ''}
      </p>
      {error === null ? null : <ErrorLine error={error} />}
    </>
  );
}
