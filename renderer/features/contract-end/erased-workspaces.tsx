import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import start from '../start/start.module.css';
import classes from './contract-end.module.css';

const SHOWN = 5;

/** Certificates of the workspaces that were erased on this computer; nothing where there are none. */
export function ErasedWorkspaces() {
  const client = useClient();
  const queries = useQueries();
  const listed = useQuery(
    queries.workspaces.end.certificates.list.queryOptions({ refetchOnMount: 'always' }),
  );
  const save = useAction(async (id: string) =>
    saveDownload(await client.workspaces.end.certificates.download({ id })),
  );
  const certificates = listed.data?.slice(0, SHOWN) ?? [];
  if (certificates.length === 0) return null;
  return (
    <section aria-label="Erased" className={start.part}>
      <h2 className={start.heading}>Erased</h2>
      <ul className={classes.certificates}>
        {certificates.map(({ id, name, erasedAt }) => (
          <li key={id}>
            <span className={classes.name}>{name}</span>
            <span className={classes.at}>
              <InstantText at={erasedAt} />
            </span>
            <Button
              leftSection={<IconDownload size={14} aria-hidden="true" />}
              disabled={save.busy}
              aria-label={`Save the certificate of ${name}`}
              onClick={() => save.run(id)}
            >
              Certificate
            </Button>
          </li>
        ))}
      </ul>
      {save.error === null ? null : <ErrorLine error={save.error} />}
    </section>
  );
}
