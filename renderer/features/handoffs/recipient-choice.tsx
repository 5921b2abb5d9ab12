import { Button, PasswordInput, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PeopleView } from '../../../shared/contract/people.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { Fingerprint } from '../people/fingerprint.tsx';
import { UnlockKeys } from '../people/unlock-keys.tsx';
import { MIN_PASSPHRASE, passphraseHint } from '../start/passphrase-strength.ts';
import classes from './hand-over.module.css';
import type { ChosenRecipient } from './hand-over-form.ts';
import shared from './handoffs.module.css';

interface RecipientChoiceProps {
  readonly value: ChosenRecipient | null;
  readonly passphrase: string;
  readonly onChange: (recipient: ChosenRecipient) => void;
  readonly onPassphrase: (passphrase: string) => void;
}

/** Who takes over: somebody whose card is trusted, or whoever knows a passphrase. */
export function RecipientChoice(props: RecipientChoiceProps) {
  const people = useQuery(useQueries().people.list.queryOptions()).data;
  if (people === undefined) return null;
  if (people.own === null) return <NoPersonYet />;
  const { value, onChange } = props;
  const choose = (chosen: string) => {
    if (chosen === 'passphrase') {
      onChange({ kind: 'passphrase', name: '' });
      return;
    }
    const person = people.trusted.find(({ id }) => id === chosen);
    if (person !== undefined) onChange({ kind: 'person', id: person.id });
  };
  return (
    <Radio.Group
      value={value === null ? '' : value.kind === 'person' ? value.id : 'passphrase'}
      onChange={choose}
      aria-label="Who takes over"
    >
      <div className={classes.cards}>
        {people.trusted.map((person) => (
          <PersonCard key={person.id} person={person} />
        ))}
        <div className={classes.card}>
          <Radio size="xs" value="passphrase" label="Whoever knows a passphrase" />
          {value?.kind === 'passphrase' ? (
            <PassphraseFields {...props} value={value} />
          ) : (
            <p className={classes.cardNote}>For somebody whose card you do not have.</p>
          )}
        </div>
      </div>
      {people.keys === 'locked' ? <UnlockKeys /> : null}
      {people.trusted.length === 0 ? (
        <p className={shared.hint}>
          You trust nobody’s card yet. With a card only that person can open the file, and you need no
          passphrase. <OpenPeople label="Trust a card under People" />
        </p>
      ) : null}
    </Radio.Group>
  );
}

function PersonCard({ person }: { readonly person: PeopleView['trusted'][number] }) {
  return (
    <div className={classes.card}>
      <Radio
        size="xs"
        value={person.id}
        label={
          <>
            <b>{person.name}</b> <span className={shared.second}>{person.role}</span>
          </>
        }
      />
      <div className={classes.cardPrint}>
        <Fingerprint value={person.fingerprint} label={`Fingerprint of ${person.name}`} />
      </div>
    </div>
  );
}

function PassphraseFields(
  props: RecipientChoiceProps & { readonly value: Extract<ChosenRecipient, { kind: 'passphrase' }> },
) {
  const { value, passphrase } = props;
  const hint = passphraseHint(passphrase);
  return (
    <div className={classes.dates}>
      <TextInput
        label="Their name"
        description="Stands in the log and on the brief."
        maxLength={120}
        value={value.name}
        onChange={(event) => props.onChange({ kind: 'passphrase', name: event.currentTarget.value })}
      />
      <PasswordInput
        label="Passphrase"
        description={
          passphrase === ''
            ? `At least ${MIN_PASSPHRASE} characters: four or five unrelated words.`
            : hint.text
        }
        autoComplete="new-password"
        value={passphrase}
        onChange={(event) => props.onPassphrase(event.currentTarget.value)}
      />
    </div>
  );
}

function NoPersonYet() {
  return (
    <p className={shared.hint}>
      A handoff is signed, so that nobody can pass one off as yours. For that you need a person: a name, a
      role and keys of your own. <OpenPeople label="Make one under People" />
    </p>
  );
}

function OpenPeople(props: { readonly label: string }) {
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => navigate({ screen: 'settings', id: 'people' })}>
      {props.label}
    </Button>
  );
}
