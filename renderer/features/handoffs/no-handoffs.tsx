import { Button } from '@mantine/core';
import { IconTransfer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Nothing was handed over yet: what a handoff is, and what is needed before the first one. */
export function NoHandoffs() {
  const people = useQuery(useQueries().people.list.queryOptions()).data;
  const ready = people !== undefined && people.own !== null && people.trusted.length > 0;
  return (
    <EmptyState
      icon={<IconTransfer size={24} aria-hidden="true" />}
      title="Nothing is handed over"
      action={
        ready || people === undefined ? (
          <Button variant="filled" onClick={() => navigate({ screen: 'handoffs', id: 'new' })}>
            Hand over accounts
          </Button>
        ) : (
          <Button variant="filled" onClick={() => navigate({ screen: 'settings', id: 'people' })}>
            Open People
          </Button>
        )
      }
    >
      A handoff gives accounts to somebody for the days you are away: one encrypted file with their history,
      what is due, and your own words. {nextStep(people)}
    </EmptyState>
  );
}

function nextStep(
  people: { readonly own: unknown; readonly trusted: readonly unknown[] } | undefined,
): string {
  if (people?.own === null)
    return 'It is signed with your keys, so first make yourself a person under People.';
  if (people?.trusted.length === 0) {
    return 'Trust the card of whoever covers for you under People; without one, a passphrase opens the file.';
  }
  return 'While it runs nothing goes out from here to these accounts, and you merge what was done when you are back.';
}
