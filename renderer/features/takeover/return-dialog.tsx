import { Button, Group, Modal, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Coverage, returnedSchema } from '../../../shared/contract/takeover.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { jobError, useJob } from '../../api/use-job.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useAction } from '../../ui/use-action.ts';
import { UnlockKeys } from '../people/unlock-keys.tsx';
import classes from './coverage.module.css';
import { timeBetween } from './window-words.ts';

const RADIO = {
  label: classes.radioLabel ?? '',
  description: classes.radioDescription ?? '',
  radio: classes.radio ?? '',
};

type Target = 'download' | 'shared';

/** Gives the work back: for good, or as it stands so far. Says what was done, and makes the file for the owner. */
export function ReturnDialog({
  coverage,
  onClose,
}: {
  readonly coverage: Coverage;
  readonly onClose: () => void;
}) {
  const queries = useQueries();
  const client = useClient();
  const people = useQuery(queries.people.list.queryOptions({ refetchOnMount: 'always' })).data;
  const folder = useQuery(queries.handoffs.sharedFolder.get.queryOptions()).data;
  const [final, setFinal] = useState(coverage.state === 'over' || coverage.state === 'returned');
  const [target, setTarget] = useState<Target>('download');
  const [jobId, setJobId] = useState<JobId | null>(null);
  const job = useJob(jobId);
  const make = useAction(async () => {
    setJobId((await client.takeover.return({ final, to: target })).jobId);
  });
  const made = job?.state === 'done' ? returnedSchema.parse(job.result) : null;
  const save = useAction(async () => {
    if (made?.download) await saveDownload(made.download);
  });
  const running = jobId !== null && (job === undefined || job.state === 'running');
  const error = save.error ?? make.error ?? (job?.state === 'failed' ? jobError(job) : null);
  const { sender } = coverage;
  return (
    <Modal opened onClose={onClose} title={`Return the work to ${sender}`} size={520}>
      <Facts coverage={coverage} />
      {made === null ? (
        <>
          <Radio.Group
            label="What it is"
            value={final ? 'final' : 'interim'}
            onChange={(value) => setFinal(value === 'final')}
          >
            <div className={classes.choices}>
              <Radio
                value="interim"
                size="xs"
                classNames={RADIO}
                label="So far: I go on"
                description={`${sender} sees what happened until now; the accounts stay with you.`}
                disabled={coverage.state === 'returned'}
              />
              <Radio
                value="final"
                size="xs"
                classNames={RADIO}
                label="All of it: I am done"
                description="The window ends here. Nothing goes out from this workspace any more; it can still be read."
              />
            </div>
          </Radio.Group>
          {folder?.path == null ? null : (
            <Radio.Group
              className={classes.part}
              label="Where it goes"
              value={target}
              onChange={(value) => setTarget(value === 'shared' ? 'shared' : 'download')}
            >
              <div className={classes.choices}>
                <Radio value="download" size="xs" classNames={RADIO} label="A file that you send" />
                <Radio
                  value="shared"
                  size="xs"
                  classNames={RADIO}
                  label="The shared folder"
                  description={folder.path}
                />
              </div>
            </Radio.Group>
          )}
          {people?.keys === 'locked' ? (
            <div className={classes.part}>
              <UnlockKeys />
            </div>
          ) : null}
        </>
      ) : (
        <p className={classes.made} role="status">
          {made.download === null
            ? `${made.fileName} lies in the shared folder.`
            : `${made.fileName} is ready. Save it and send it to ${sender}: it opens for nobody else.`}{' '}
          {made.final ? 'The window is over here.' : `You go on until the window ends.`}
        </p>
      )}
      {running ? (
        <ProgressLine title="Making the return" done={job?.done ?? 0} total={job?.total ?? null} />
      ) : null}
      {error === null ? null : <ErrorLine error={error} />}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button onClick={onClose}>{made === null ? 'Cancel' : 'Done'}</Button>
        {made === null ? (
          <Button
            variant="filled"
            loading={make.busy || running}
            disabled={people?.keys === 'locked'}
            onClick={() => make.run()}
            data-autofocus
          >
            {final ? 'Return all of it' : 'Make the return'}
          </Button>
        ) : made.download === null ? null : (
          <Button variant="filled" loading={save.busy} onClick={() => save.run()} data-autofocus>
            Save the file
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function Facts({ coverage }: { readonly coverage: Coverage }) {
  const { accepted, acceptedAt, firstContactAt, worked, sender } = coverage;
  return (
    <p className={classes.facts}>
      <b>
        {worked.length} of {count(accepted, 'account')}
      </b>{' '}
      worked.{' '}
      {firstContactAt === null
        ? 'No customer was contacted yet.'
        : `The first customer was contacted ${timeBetween(acceptedAt, firstContactAt)} after you took over.`}{' '}
      Letters that still wait as drafts go back with it, and {sender} can send them.
    </p>
  );
}
