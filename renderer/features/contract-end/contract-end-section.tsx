import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import settings from '../settings/settings.module.css';
import { EraseForm } from './erase-form.tsx';
import { ExportEverything } from './export-everything.tsx';

/** The end of a contract: everything for the client first, then the erase. */
export function ContractEndSection() {
  const queries = useQueries();
  const status = useQuery(queries.app.status.queryOptions()).data;
  const view = useQuery(queries.workspaces.end.look.queryOptions({ refetchOnMount: 'always' }));
  if (status?.state !== 'ready') return null;
  return (
    <section className={settings.section} aria-label="End of contract">
      <h2 className={settings.title}>End of contract</h2>
      {status.workspace.demo ? (
        <p className={settings.lead}>The demo is thrown away when you close it. There is nothing to erase.</p>
      ) : view.isError ? (
        <ErrorState error={view.error} onRetry={() => void view.refetch()} />
      ) : view.data?.allowed === false ? (
        <p className={settings.lead}>
          Specialists and supervisors export everything and erase a workspace. Ask one of them.
        </p>
      ) : view.data ? (
        <>
          <p className={settings.lead}>
            When you stop working for this client: first hand everything over, then erase what is here.
          </p>
          <h3 className={settings.subtitle}>1. Everything for the client</h3>
          <ExportEverything />
          <h3 className={settings.subtitle}>2. Erase the workspace</h3>
          <EraseForm view={view.data} />
        </>
      ) : null}
    </section>
  );
}
