import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { shownError } from '../../api/errors.ts';
import { FullPage } from '../../ui/full-page.tsx';
import { AddPerson } from '../people/add-person.tsx';
import { Fingerprint } from '../people/fingerprint.tsx';
import { NewPersonForm } from '../people/new-person-form.tsx';
import { OwnCard } from '../people/own-card.tsx';
import { UnlockKeys } from '../people/unlock-keys.tsx';
import classes from './takeover.module.css';
import { problemOf, type TakeoverProblem } from './takeover-problem.ts';

/** What helps with these goes on by itself: there is nothing to try again. */
const GOES_ON: readonly TakeoverProblem['kind'][] = ['no_person', 'locked_keys', 'passphrase'];

interface ProblemProps {
  readonly error: unknown;
  readonly triedPassphrase: boolean;
  readonly busy: boolean;
  readonly onRetry: () => void;
  readonly onPassphrase: (passphrase: string) => void;
  readonly onClose: () => void;
}

/** Why a pack cannot be looked at, and what to do about it. What helps goes on with the pack by itself. */
export function ProblemPage(props: ProblemProps) {
  const queries = useQueries();
  const people = useQuery(queries.people.list.queryOptions({ refetchOnMount: 'always' })).data;
  const suggested = useQuery(queries.app.preferences.get.queryOptions()).data?.personName ?? '';
  const error = shownError(props.error);
  const problem = problemOf(error, people, props.triedPassphrase);
  const retry = useRef(props.onRetry);
  retry.current = props.onRetry;
  /* Who makes a person, unlocks the keys or trusts the sender goes on at once. */
  const standing = people === undefined ? null : `${people.own?.id} ${people.keys} ${people.trusted.length}`;
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (standing === null) return;
    if (before.current !== null && before.current !== standing) retry.current();
    before.current = standing;
  }, [standing]);
  const words = wordsOf(problem, error.title, error.text);
  return (
    <FullPage
      width="list"
      title={words.title}
      lead={words.lead}
      actions={
        <>
          {GOES_ON.includes(problem.kind) ? null : (
            <Button loading={props.busy} onClick={props.onRetry}>
              Look again
            </Button>
          )}
          <Button variant="subtle" onClick={props.onClose}>
            Close
          </Button>
        </>
      }
    >
      <Help
        problem={problem}
        own={people?.own ?? null}
        busy={props.busy}
        suggested={suggested}
        onPassphrase={props.onPassphrase}
      />
      {error.reference === null ? null : <p className={classes.note}>Reference {error.reference}</p>}
    </FullPage>
  );
}

function wordsOf(
  problem: TakeoverProblem,
  title: string,
  text: string,
): { readonly title: string; readonly lead: ReactNode } {
  switch (problem.kind) {
    case 'no_person':
      return {
        title: 'Who are you?',
        lead: 'A handoff is made for one person, and this computer does not know you yet. Say who you are and you get a card: the sender makes the pack for it.',
      };
    case 'locked_keys':
      return {
        title: 'Your keys are locked',
        lead: 'The pack was made for your card. Enter the passphrase that you chose for your keys, and it opens.',
      };
    case 'passphrase':
      return {
        title: problem.wrong ? 'That passphrase does not open it' : 'This pack opens with a passphrase',
        lead: problem.wrong
          ? 'Capitals and spaces count. Ask the sender to tell it to you again, by phone.'
          : 'The sender chose it. Ask for it on another way than the pack came: by phone, not in the same mail.',
      };
    case 'wrong_recipient':
      return {
        title: 'This pack is not for you',
        lead: `${problem.text} Nothing was opened. This is your card:`,
      };
    case 'stranger':
      return {
        title: `Do you know ${problem.name}?`,
        lead: `The pack is whole and signed, but nobody with these keys is trusted here. Ask ${problem.name} for the card, compare the fingerprint with the one below by phone, and add it. Then the pack opens.`,
      };
    case 'newer_version':
      return { title: 'Made by a newer Duebook', lead: problem.text };
    case 'bad_pack':
      return { title: 'This pack cannot be used', lead: `${problem.text} Nothing was changed here.` };
    case 'other':
      return { title, lead: text };
  }
}

function Help(props: {
  readonly problem: TakeoverProblem;
  readonly own: Parameters<typeof OwnCard>[0]['own'] | null;
  readonly busy: boolean;
  readonly suggested: string;
  readonly onPassphrase: (passphrase: string) => void;
}) {
  const { problem, own } = props;
  switch (problem.kind) {
    case 'no_person':
      return <NewPersonForm key={props.suggested} suggested={props.suggested} suggestedRole="backup" />;
    case 'locked_keys':
      return <UnlockKeys />;
    case 'passphrase':
      return <PassphraseForm busy={props.busy} onPassphrase={props.onPassphrase} />;
    case 'wrong_recipient':
      return own === null ? null : <OwnCard own={own} />;
    case 'stranger':
      return (
        <>
          <h2 className={classes.heading}>The pack is signed with</h2>
          <Fingerprint
            value={problem.fingerprint}
            large
            label={`Fingerprint in the pack of ${problem.name}`}
          />
          <h2 className={classes.heading}>Add the card of {problem.name}</h2>
          <AddPerson />
        </>
      );
    default:
      return null;
  }
}

function PassphraseForm(props: { readonly busy: boolean; readonly onPassphrase: (text: string) => void }) {
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') props.onPassphrase(passphrase);
  };
  return (
    <form className={classes.passphrase} onSubmit={submit} noValidate>
      <PasswordInput
        w={300}
        label="Passphrase of the pack"
        autoComplete="off"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" variant="filled" loading={props.busy} disabled={passphrase === ''}>
        Open it
      </Button>
    </form>
  );
}
