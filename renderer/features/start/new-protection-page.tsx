import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AppInfo, WorkspaceInfo } from '../../../shared/contract/app.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { HOME } from '../../app/location/location.ts';
import { ErrorLine, ErrorState } from '../../ui/error-state.tsx';
import { FullPage } from '../../ui/full-page.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useOpening } from './opening-step.tsx';
import { ProtectionFields, protectionDraft, protectionOf, protectionProblem } from './protection-fields.tsx';

/** After the recovery code was used: how the workspace is opened from now on. */
export function NewProtectionPage(props: { readonly workspace: WorkspaceInfo }) {
  const info = useQuery(useQueries().app.info.queryOptions());
  if (info.isError) return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  return info.data ? <ProtectionForm workspace={props.workspace} keyring={info.data.keyring} /> : null;
}

function ProtectionForm(props: { readonly workspace: WorkspaceInfo; readonly keyring: AppInfo['keyring'] }) {
  const { workspace, keyring } = props;
  const client = useClient();
  const opening = useOpening();
  const [draft, setDraft] = useState(() => protectionDraft(keyring.available));
  const [tried, setTried] = useState(false);
  const change = useAction(async () => {
    const { recoveryCode } = await client.workspaces.changeProtection(protectionOf(draft));
    opening.set({
      kind: 'recovery_code',
      workspaceId: workspace.id,
      code: recoveryCode,
      replaces: true,
      goTo: HOME,
    });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (protectionProblem(draft) === null) change.run();
  };
  return (
    <form onSubmit={submit} style={{ height: '100%' }}>
      <FullPage
        title="Choose how it opens from now on"
        lead={
          <>
            <b>{workspace.name}</b> was opened with its recovery code. Nothing in it has changed. Set a new
            protection now; you get a new recovery code, and the used one stops working.
          </>
        }
        actions={
          <>
            <Button type="submit" variant="filled" loading={change.busy}>
              Set the protection
            </Button>
            <Button variant="subtle" onClick={() => opening.set(null)}>
              Later
            </Button>
          </>
        }
      >
        <ProtectionFields keyring={keyring} draft={draft} onChange={setDraft} tried={tried} />
        {change.error === null ? null : <ErrorLine error={change.error} />}
      </FullPage>
    </form>
  );
}
