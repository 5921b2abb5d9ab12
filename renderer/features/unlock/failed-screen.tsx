import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import type { LifecycleScreenProps } from '../../app/lifecycle/lifecycle-screens.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FullPage } from '../../ui/full-page.tsx';
import { useAction } from '../../ui/use-action.ts';
import { RestoreBackup } from '../backups/restore-backup.tsx';
import { type FailureHelp, failureOf } from './failures.ts';
import classes from './unlock.module.css';

/** Why the workspace did not open, what is safe, and what helps. */
export function FailedScreen({ status }: LifecycleScreenProps) {
  const client = useClient();
  const info = useQuery(useQueries().app.info.queryOptions({ refetchOnMount: 'always' }));
  const [said, setSaid] = useState('');
  const retry = useAction(async (recentId: string) => client.workspaces.open({ recentId }));
  const start = useAction(() => client.workspaces.close());
  if (status.state !== 'failed') return null;

  const failure = failureOf(status.code);
  const recent = info.data?.recents.find((one) => one.folder === status.folder);
  const details = [
    `Duebook ${info.data?.version ?? ''} (${info.data?.host ?? ''}, ${info.data?.platform ?? ''})`,
    `Error: ${status.code}`,
    status.message,
    `Folder: ${status.folder ?? 'none'}`,
  ].join('\n');
  const copy = () =>
    navigator.clipboard.writeText(details).then(
      () => setSaid('Copied. The text holds the folder and the error, nothing from the books.'),
      () => setSaid('The clipboard is not available.'),
    );

  const buttons: Readonly<Record<FailureHelp, (main: boolean) => ReactNode>> = {
    retry: (main) =>
      recent ? (
        <Button
          key="retry"
          variant={main ? 'filled' : 'default'}
          loading={retry.busy}
          onClick={() => retry.run(recent.id)}
          data-autofocus={main || undefined}
        >
          Try again
        </Button>
      ) : null,
    copy: () => (
      <Button key="copy" variant="subtle" onClick={copy}>
        Copy details
      </Button>
    ),
    start: () => (
      <Button key="start" variant="subtle" loading={start.busy} onClick={() => start.run()}>
        Other workspaces
      </Button>
    ),
    restore: (main) => <RestoreBackup key="restore" variant={main ? 'filled' : 'default'} />,
  };
  const [first, ...others] = failure.help;
  return (
    <FullPage
      title={failure.title}
      lead={failure.doNow}
      actions={others.filter((help) => help !== 'restore').map((help) => buttons[help](false))}
    >
      <dl className={classes.facts}>
        <dt>What happened</dt>
        <dd>{status.message}</dd>
        <dt>What is safe</dt>
        <dd>{failure.safe}</dd>
        {status.folder === null ? null : (
          <>
            <dt>Folder</dt>
            <dd>{status.folder}</dd>
          </>
        )}
        {failure.help.includes('restore') && status.folder !== null ? (
          <BackupPlace folder={status.folder} />
        ) : null}
      </dl>
      {first ? buttons[first](true) : null}
      {first !== 'restore' && failure.help.includes('restore') ? buttons.restore(false) : null}
      {retry.error === null ? null : <ErrorLine error={retry.error} />}
      <p className={classes.said} role="status">
        {said}
      </p>
    </FullPage>
  );
}

/** Where the backups of this workspace lie, and the newest of them if the engine can list them. */
function BackupPlace({ folder }: { readonly folder: string }) {
  const backups = useQuery(useQueries().workspaces.backups.list.queryOptions());
  const separator = folder.includes('\\') ? '\\' : '/';
  const newest = backups.data?.toSorted((left, right) => right.createdAt.localeCompare(left.createdAt))[0];
  return (
    <>
      <dt>Its backups</dt>
      <dd>
        {`${folder}${separator}backups`}
        {newest ? (
          <>
            . The newest is <b>{newest.fileName}</b>, <InstantText at={newest.createdAt} />.
          </>
        ) : (
          '. Pick the newest file there, or a copy that you keep elsewhere.'
        )}
      </dd>
    </>
  );
}
