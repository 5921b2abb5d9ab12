import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PeopleView } from '../../../shared/contract/people.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Fingerprint } from './fingerprint.tsx';
import classes from './people.module.css';
import { ROLE_LABELS } from './people-words.ts';

type Person = PeopleView['trusted'][number];

/** A card as the engine read it, before anybody trusts it. `known`: who has this id already. */
export interface SeenCard {
  readonly person: Person;
  readonly known: Person | null;
  readonly text: string;
}

/** The fingerprint, large: two people read it to each other, and only then the card is trusted. */
export function CompareCard(props: {
  readonly seen: SeenCard;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onTrust: () => void;
  readonly onClose: () => void;
}) {
  const { person, known } = props.seen;
  const [compared, setCompared] = useState(false);
  const own = person.own;
  return (
    <Confirm
      opened
      title={own ? 'This is your own card' : `Is this ${person.name}?`}
      action={known === null ? `Trust ${person.name}` : 'Take over what changed'}
      busy={props.busy}
      disabled={own || (known === null && !compared)}
      onConfirm={props.onTrust}
      onClose={props.onClose}
    >
      <div className={classes.compare}>
        <div className={classes.who}>
          <b className={classes.name}>{person.name}</b>
          <Tag tone="accent">{ROLE_LABELS[person.role]}</Tag>
        </div>
        <Fingerprint value={person.fingerprint} large label={`Fingerprint of ${person.name}`} />
        {own ? (
          <p>It is for others: send it to whom you work with.</p>
        ) : known === null ? (
          <>
            <p>
              Call {person.name} on a number that you know, and read the groups to each other. Do not compare
              by the mail or chat that brought the card: whoever could change the card could change that, too.
            </p>
            <Checkbox
              size="xs"
              label="We compared all ten groups, and they are the same"
              checked={compared}
              onChange={(event) => setCompared(event.currentTarget.checked)}
            />
          </>
        ) : (
          <p>{changeWords(person, known)}</p>
        )}
        {props.error === null ? null : <ErrorLine error={props.error} />}
      </div>
    </Confirm>
  );
}

/** The keys are the ones that were compared before: only name and role can differ. */
function changeWords(person: Person, known: Person): string {
  const changes = [
    ...(person.name === known.name ? [] : [`the name was ${known.name}`]),
    ...(person.role === known.role ? [] : [`the role was ${ROLE_LABELS[known.role].toLowerCase()}`]),
  ];
  return changes.length === 0
    ? 'You trust this card already, and nothing on it changed.'
    : `You trust these keys already; on the card before, ${changes.join(' and ')}.`;
}
