import { Button } from '@mantine/core';
import { IconPlayerPause, IconSearchOff } from '@tabler/icons-react';
import { navigate } from '../../app/location/use-location.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Nothing rests: how a hold comes here, or that the search hides them. */
export function NoHolds(props: { readonly searched: boolean; readonly onReset: () => void }) {
  if (props.searched) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} aria-hidden="true" />}
        title="No hold fits"
        action={<Button onClick={props.onReset}>Show all</Button>}
      >
        Take the search away to see them all.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconPlayerPause size={24} aria-hidden="true" />}
      title="Nothing is on hold"
      action={<Button onClick={() => navigate({ screen: 'worklist' })}>Open the worklist</Button>}
    >
      Press h on an account to let it or some of its invoices rest, with a reason and a day on which work
      resumes.
    </EmptyState>
  );
}
