import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import classes from './settings.module.css';

const HOSTS = { electron: 'Desktop app', browser: 'Browser window', cli: 'Command line' } as const;

/** Which version this is, where it runs, and where its keys and files lie. */
export function AboutSection() {
  const queries = useQueries();
  const info = useQuery(queries.app.info.queryOptions());
  const status = useQuery(queries.app.status.queryOptions()).data;
  if (info.isError) return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  if (!info.data) return null;
  const { version, host, platform, keyring } = info.data;
  return (
    <section className={classes.section} aria-label="About">
      <h2 className={classes.title}>About Duebook</h2>
      <dl className={classes.facts}>
        <dt>Version</dt>
        <dd>{version}</dd>
        <dt>Runs as</dt>
        <dd>
          {HOSTS[host]} on {platform}
        </dd>
        <dt>Key store</dt>
        <dd>{keyring.text}</dd>
        {status?.state === 'ready' ? (
          <>
            <dt>Workspace</dt>
            <dd>
              {status.workspace.name}, base currency {status.workspace.currency}, {status.workspace.timeZone}
            </dd>
            <dt>Folder</dt>
            <dd>{status.workspace.path}</dd>
          </>
        ) : null}
        <dt>Licence</dt>
        <dd>MIT</dd>
      </dl>
    </section>
  );
}
