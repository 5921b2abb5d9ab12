import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ContractEndView } from '../../../shared/contract/contract-end.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FormRow } from '../../ui/form-row.tsx';
import { useAction } from '../../ui/use-action.ts';
import settings from '../settings/settings.module.css';
import classes from './contract-end.module.css';

/** Shows what an erase takes and leaves, and does it once the name was typed. */
export function EraseForm({ view }: { readonly view: ContractEndView }) {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const queries = useQueries();
  const queryClient = useQueryClient();
  const erase = useAction(async (confirm: string) => {
    await client.workspaces.end.erase({ confirm });
    // The start screen is there before the last of it is gone.
    await queryClient.invalidateQueries({ queryKey: queries.app.info.key() });
    await queryClient.invalidateQueries({ queryKey: queries.workspaces.end.certificates.list.key() });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === view.name) erase.run(typed);
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Erase the workspace">
      <p className={settings.lead}>
        Destroys the key and the files. It cannot be undone, and nobody can bring it back. You get a signed
        certificate of what was erased; it is kept on this computer and offered on the start screen.
      </p>
      <Lines title="Will be gone" lines={view.gone} />
      <Lines title="Stays, because it is elsewhere" lines={view.stays} />
      {view.warnings.length > 0 ? <Lines title="Still under way" lines={view.warnings} warning /> : null}
      {view.signedByPerson ? null : (
        <p className={classes.note}>
          You have no person yet, so the certificate will show that nothing was changed, not who signed it.
          Make one under People first if that matters.
        </p>
      )}
      <FormRow label="Name of the workspace" hint={`Type ${view.name} to erase it.`}>
        {({ id }) => (
          <TextInput
            id={id}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </FormRow>
      {erase.error === null ? null : <ErrorLine error={erase.error} />}
      <div className={settings.buttons}>
        <Button
          type="submit"
          color="red"
          variant="filled"
          disabled={typed !== view.name}
          loading={erase.busy}
        >
          Erase it for good
        </Button>
      </div>
    </form>
  );
}

function Lines(props: {
  readonly title: string;
  readonly lines: readonly string[];
  readonly warning?: boolean;
}) {
  return (
    <section className={classes.lines} aria-label={props.title} data-warning={props.warning || undefined}>
      <h4>{props.title}</h4>
      <ul>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
