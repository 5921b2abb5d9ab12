import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TakenStatementView } from '../../../shared/contract/cash.ts';
import { DateText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './cash.module.css';

type Taken = Extract<TakenStatementView, { readonly state: 'taken' }>;

const ASIDE: Readonly<Record<Taken['aside'][number]['kind'], string>> = {
  reversal: 'takes an earlier booking back',
  not_booked: 'is not booked yet',
};

/** What a person should know of a statement that was read: what does not add up, was left aside, or could not be read. */
export function StatementReport({ taken, onClose }: { readonly taken: Taken; readonly onClose: () => void }) {
  const { warnings, alike, aside, rejected } = taken;
  return (
    <div className={classes.dialog}>
      <Part title="Look at this" shown={warnings.length > 0 || alike > 0}>
        {alike > 0 ? (
          <li>
            {count(alike, 'new line')} {alike === 1 ? 'has' : 'have'} the day and the amount of a line that
            another file brought: perhaps the same money. Approve it once.
          </li>
        ) : null}
        {warnings.map(({ row, message }) => (
          <li key={`${row} ${message}`}>{message}</li>
        ))}
      </Part>
      <Part title="Left aside" shown={aside.length > 0}>
        {aside.map((entry) => (
          <li key={entry.row}>
            <MoneyText minor={entry.amountMinor} currency={entry.currency} /> on{' '}
            <DateText date={entry.date} absolute /> {ASIDE[entry.kind]}.{' '}
            <span className={classes.second}>{entry.text}</span>
          </li>
        ))}
      </Part>
      <Part title="Could not be read" shown={rejected.length > 0}>
        {rejected.map(({ row, message, cells }) => (
          <li key={row}>
            <b>Row {row}:</b> {message} <span className={classes.second}>{cells.join(' · ')}</span>
          </li>
        ))}
      </Part>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </div>
  );
}

function Part(props: { readonly title: string; readonly shown: boolean; readonly children: ReactNode }) {
  if (!props.shown) return null;
  return (
    <section aria-label={props.title}>
      <h3 className={classes.accountName}>{props.title}</h3>
      <ul className={classes.rejected}>{props.children}</ul>
    </section>
  );
}
