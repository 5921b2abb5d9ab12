import { Button } from '@mantine/core';
import type { PeopleView } from '../../../shared/contract/people.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useAction } from '../../ui/use-action.ts';
import { Fingerprint } from './fingerprint.tsx';
import classes from './people.module.css';
import { ROLE_LABELS } from './people-words.ts';
import { useRefreshPeople } from './use-refresh-people.ts';

type Person = PeopleView['trusted'][number];

/** Everybody whose card is trusted; letting go of one can be undone. */
export function TrustedPeople(props: { readonly people: readonly Person[] }) {
  const client = useClient();
  const feedback = useFeedback();
  const refresh = useRefreshPeople();
  const forget = useAction(async ({ id, name }: Person) => {
    const { card } = await client.people.forget({ id });
    await refresh();
    if (card === null) return;
    feedback.done({
      title: `${name} is no longer trusted`,
      undo: async () => {
        await client.people.trust({ text: card });
        await refresh();
      },
    });
  });
  if (props.people.length === 0) {
    return (
      <p className={classes.note}>
        Nobody yet. Add the card of somebody who stands in for you, or for whom you do.
      </p>
    );
  }
  return (
    <>
      <ul className={classes.people} aria-label="People you trust">
        {props.people.map((person) => (
          <li key={person.id}>
            <div className={classes.who}>
              <b>{person.name}</b>
              <Tag>{ROLE_LABELS[person.role]}</Tag>
              <span className={classes.note}>
                since <InstantText at={person.trustedAt} />
              </span>
            </div>
            <Button
              variant="subtle"
              size="compact-xs"
              disabled={forget.busy}
              aria-label={`Remove ${person.name}`}
              onClick={() => forget.run(person)}
            >
              Remove
            </Button>
            <Fingerprint value={person.fingerprint} label={`Fingerprint of ${person.name}`} />
          </li>
        ))}
      </ul>
      {forget.error === null ? null : <ErrorLine error={forget.error} />}
    </>
  );
}
