import { Button } from '@mantine/core';
import { IconListCheck, IconSearchOff } from '@tabler/icons-react';
import { useCommandRegistry } from '../../app/commands/commands-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import classes from './worklist.module.css';
import type { WorklistKind } from './worklist-filter.ts';

/** What an empty list means, and what to do next: it depends on filters, on the day that is shown, and on the ledger. */
export function NothingHere(props: {
  readonly kind: WorklistKind;
  readonly filtered: boolean;
  /** Figures were imported at some time. */
  readonly hasLedger: boolean;
  /** Overdue accounts that wait: on hold, with somebody else, or for a day that is set. */
  readonly waiting: number;
  readonly onReset: () => void;
  readonly onShowWaiting: () => void;
}) {
  const { asOf, words, backToToday } = useAsOf();
  const registry = useCommandRegistry();
  const back = <Button onClick={backToToday}>Back to today</Button>;
  if (props.filtered) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} aria-hidden="true" />}
        title="No account fits"
        action={<Button onClick={props.onReset}>Take the filters away</Button>}
      >
        Nothing in this ledger matches the search and the filters above.
      </EmptyState>
    );
  }
  const icon = <IconListCheck size={24} aria-hidden="true" />;
  if (props.kind === 'customers') {
    return (
      <EmptyState icon={icon} title="No customers yet" action={asOf === null ? <WaysIn /> : back}>
        Connect the accounting system, or import its open invoices, and every customer stands here.
      </EmptyState>
    );
  }
  if (asOf !== null) {
    return (
      <EmptyState icon={icon} title={`Nothing was overdue on ${words}`} action={back}>
        By that day every invoice was paid or within its terms. Try another day, or go on with today.
      </EmptyState>
    );
  }
  if (!props.hasLedger) {
    return (
      <EmptyState icon={icon} title="Nothing is overdue" action={<WaysIn />}>
        There are no figures yet. Connect the accounting system, and they come in by themselves; or import the
        open invoices that it exports.
      </EmptyState>
    );
  }
  if (props.waiting > 0) {
    return (
      <EmptyState
        icon={icon}
        title="Nothing to do now"
        action={<Button onClick={props.onShowWaiting}>Show what waits</Button>}
      >
        Whatever is overdue waits: it is on hold, with somebody else, promised, or planned for a later day.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title="Nothing is overdue"
      action={
        <div className={classes.ways}>
          <ImportButton />
          <Button onClick={() => registry.run('asOf.choose')}>Look back</Button>
        </div>
      }
    >
      Every invoice of this ledger is paid or within its terms. Look back at an earlier day, or import a newer
      file.
    </EmptyState>
  );
}

/** Where figures can come from. */
function WaysIn() {
  return (
    <div className={classes.ways}>
      <Button variant="filled" onClick={() => navigate({ screen: 'connections', id: 'new' })}>
        Connect a system
      </Button>
      <Button onClick={() => navigate({ screen: 'imports' })}>Import a file</Button>
    </div>
  );
}

function ImportButton() {
  return (
    <Button variant="filled" onClick={() => navigate({ screen: 'imports' })}>
      Import a file
    </Button>
  );
}
