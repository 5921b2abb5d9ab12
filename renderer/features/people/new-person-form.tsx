import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AppInfo } from '../../../shared/contract/app.ts';
import { personNameSchema } from '../../../shared/contract/people.ts';
import { ROLE_WORDS } from '../../../shared/domain/people/role-words.ts';
import { PERSON_ROLES, type PersonRole } from '../../../shared/domain/people/types.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FormRow } from '../../ui/form-row.tsx';
import { useAction } from '../../ui/use-action.ts';
import {
  ProtectionFields,
  protectionDraft,
  protectionOf,
  protectionProblem,
} from '../start/protection-fields.tsx';
import classes from './people.module.css';
import { ROLE_LABELS } from './people-words.ts';
import { useRefreshPeople } from './use-refresh-people.ts';

interface Suggestions {
  readonly suggested: string;
  /** What they most likely are; they can choose. */
  readonly suggestedRole?: PersonRole;
}

/** Makes the person of this profile; waits until it is known whether there is a key store. */
export function NewPersonForm(props: Suggestions) {
  const info = useQuery(useQueries().app.info.queryOptions()).data;
  return info ? <Form keyring={info.keyring} {...props} /> : null;
}

function Form(props: Suggestions & { readonly keyring: AppInfo['keyring'] }) {
  const client = useClient();
  const refresh = useRefreshPeople();
  const [name, setName] = useState(props.suggested);
  const [role, setRole] = useState<PersonRole>(props.suggestedRole ?? 'specialist');
  const [protection, setProtection] = useState(() => protectionDraft(props.keyring.available));
  const [tried, setTried] = useState(false);
  const nameProblem = personNameSchema.safeParse(name).success ? undefined : 'Enter your name, on one line.';
  const create = useAction(async () => {
    await client.people.create({ name, role, protection: protectionOf(protection) });
    await refresh();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameProblem === undefined && protectionProblem(protection) === null) create.run();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Your person">
      <FormRow
        label="Your name"
        hint="Stands in the log and on your card."
        error={tried ? nameProblem : undefined}
      >
        {(ids) => (
          <TextInput
            id={ids.id}
            w={260}
            maxLength={120}
            value={name}
            error={tried && nameProblem !== undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </FormRow>
      <FormRow label="Role" hint={ROLE_WORDS[role]}>
        {(ids) => (
          <NativeSelect
            id={ids.id}
            w={260}
            value={role}
            data={PERSON_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
            onChange={(event) => setRole(event.currentTarget.value as PersonRole)}
          />
        )}
      </FormRow>
      <ProtectionFields
        keyring={props.keyring}
        draft={protection}
        onChange={setProtection}
        tried={tried}
        keyringWords="Your keys are at hand while you are signed in to this computer."
        passphraseWords="Asked for when you hand over or take over. Nobody can look it up for you."
      />
      {create.error === null ? null : <ErrorLine error={create.error} />}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={create.busy}>
          Make my person
        </Button>
        <span className={classes.note}>Name and role stay as they are: a profile has one person.</span>
      </div>
    </form>
  );
}
