import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBook2, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import type { LifecycleScreenProps } from './lifecycle-screens.tsx';

/** Says why no workspace is open, with the one step that always helps. */
export function PlainLifecycleScreen({ status }: LifecycleScreenProps) {
  const client = useClient();
  const [error, setError] = useState<unknown>(null);
  const failure = error === null ? null : <ErrorLine error={error} />;
  if (status.state === 'no_workspace') {
    return (
      <EmptyState
        icon={<IconBook2 size={24} aria-hidden="true" />}
        title="No workspace is open"
        action={
          <Button variant="filled" onClick={() => client.workspaces.openDemo().catch(setError)}>
            Open the demo
          </Button>
        }
      >
        The demo is a made-up company with customers and invoices relative to today. {failure}
      </EmptyState>
    );
  }
  if (status.state === 'needs_unlock') {
    return (
      <EmptyState
        icon={<IconLock size={24} aria-hidden="true" />}
        title="The workspace is locked"
        action={
          <Button
            variant="filled"
            onClick={() => client.workspaces.unlock({ with: 'keyring' }).catch(setError)}
          >
            Unlock
          </Button>
        }
      >
        {status.folder} {failure}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconAlertTriangle size={24} aria-hidden="true" />}
      title="The workspace could not be opened"
      action={<Button onClick={() => client.workspaces.close().catch(setError)}>Back to the start</Button>}
    >
      {status.message} {failure}
    </EmptyState>
  );
}
