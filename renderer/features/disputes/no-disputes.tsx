import { Button } from '@mantine/core';
import { IconScale, IconSearchOff } from '@tabler/icons-react';
import { navigate } from '../../app/location/use-location.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** No dispute in this view: how one comes here, or that the filter hides them. */
export function NoDisputes(props: {
  readonly filtered: boolean;
  readonly resolved: boolean;
  readonly onReset: () => void;
}) {
  if (props.filtered) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} aria-hidden="true" />}
        title="No dispute fits"
        action={<Button onClick={props.onReset}>Show all</Button>}
      >
        Take the search and the filters away to see them all.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconScale size={24} aria-hidden="true" />}
      title={props.resolved ? 'Nothing resolved yet' : 'No open dispute'}
      action={<Button onClick={() => navigate({ screen: 'worklist' })}>Open the worklist</Button>}
    >
      {props.resolved
        ? 'A dispute that is resolved stands here with its outcome and the days it took.'
        : 'When a customer objects to an invoice, press d on the account: the disputed part is not asked for, the rest is.'}
    </EmptyState>
  );
}
