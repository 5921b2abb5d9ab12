import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AppInfo, WorkspaceInfo } from '../../../shared/contract/app.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useOpening } from '../start/opening-step.tsx';
import {
  ProtectionFields,
  protectionDraft,
  protectionOf,
  protectionProblem,
} from '../start/protection-fields.tsx';
import classes from './settings.module.css';

/** How the key of the workspace is kept, and a new recovery code. */
export function ProtectionSection() {
  const queries = useQueries();
  const info = useQuery(queries.app.info.queryOptions()).data;
  const status = useQuery(queries.app.status.queryOptions()).data;
  if (!info || status?.state !== 'ready') return null;
  return (
    <section className={classes.section} aria-label="Protection">
      <h2 className={classes.title}>Protection</h2>
      {status.workspace.demo ? (
        <p className={classes.lead}>
          The demo keeps its key in memory only. It is gone when you close it, and needs no protection.
        </p>
      ) : (
        <ProtectionForm info={info} workspace={status.workspace} />
      )}
      <h3 className={classes.subtitle}>Lock now</h3>
      <p className={classes.lead}>Forgets the key at once and shows the unlock screen.</p>
      <CommandButton command="workspace.lock" />
    </section>
  );
}

function ProtectionForm(props: { readonly info: AppInfo; readonly workspace: WorkspaceInfo }) {
  const client = useClient();
  const opening = useOpening();
  const [draft, setDraft] = useState(() => protectionDraft(props.info.keyring.available));
  const [tried, setTried] = useState(false);
  const change = useAction(async () => {
    const { recoveryCode } = await client.workspaces.changeProtection(protectionOf(draft));
    opening.set({
      kind: 'recovery_code',
      workspaceId: props.workspace.id,
      code: recoveryCode,
      replaces: true,
      goTo: { screen: 'settings', id: 'protection' },
    });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (protectionProblem(draft) === null) change.run();
  };
  return (
    <form onSubmit={submit} noValidate>
      <p className={classes.lead}>
        Set how the workspace opens from now on. You get a new recovery code with it, and the one before stops
        working; setting the same protection again is the way to a new code alone.
      </p>
      <ProtectionFields keyring={props.info.keyring} draft={draft} onChange={setDraft} tried={tried} />
      {change.error === null ? null : <ErrorLine error={change.error} />}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={change.busy}>
          Set it and show the new recovery code
        </Button>
      </div>
    </form>
  );
}
