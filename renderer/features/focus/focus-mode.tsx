import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { IconButton } from '../../ui/command-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { AccountPage, LoadingAccount } from '../account/account-page.tsx';
import type { useCursor } from '../worklist/use-cursor.ts';
import type { useWorklist } from '../worklist/use-worklist.ts';
import { BestAction } from './best-action.tsx';
import classes from './focus.module.css';
import type { useFocusRun } from './use-focus-run.ts';

/** How many rows before the end the next page is read, so that nobody waits for it. */
const READ_MORE_AT = 20;

export interface FocusModeProps {
  readonly list: ReturnType<typeof useWorklist>;
  readonly cursor: ReturnType<typeof useCursor>;
  readonly run: ReturnType<typeof useFocusRun>;
  readonly onTick: (target: ComposeTarget) => void;
  readonly onLeave: () => void;
}

/**
 * One account after the other over the whole width: what to do and why, then everything about it. Enter does the next best
 * action, `j` and `k` go to the next and the previous, Escape goes back to the list at this account.
 */
export function FocusMode({ list, cursor, run, onTick, onLeave }: FocusModeProps) {
  const { locale } = useFormat();
  const frame = useRef<HTMLElement>(null);
  const rows = list.rows ?? [];
  const { item } = cursor;
  const index = item === null ? -1 : rows.indexOf(item);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (index >= rows.length - READ_MORE_AT && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [index, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  useEffect(() => {
    const main = frame.current?.closest('main');
    frame.current?.focus();
    return () => main?.querySelector<HTMLElement>('[role=grid]')?.focus();
  }, []);
  useCommands([
    {
      id: 'focus.next',
      title: 'Next account',
      group: 'List',
      keys: ['j', 'down'],
      inPalette: false,
      run: run.pass,
    },
    {
      id: 'focus.previous',
      title: 'Previous account',
      group: 'List',
      keys: ['k', 'up'],
      inPalette: false,
      when: () => index > 0,
      run: cursor.previous,
    },
    { id: 'focus.leave', title: 'Back to the list', group: 'List', keys: ['esc'], run: onLeave },
  ]);
  const number = new Intl.NumberFormat(locale);
  return (
    <section ref={frame} className={classes.focus} aria-label="Focus" tabIndex={-1}>
      <header className={classes.bar}>
        <span className={classes.progress} role="status">
          {index < 0 ? '' : `${number.format(run.done)} done · ${number.format(run.left)} left`}
        </span>
        <progress
          className={classes.track}
          aria-label="Progress"
          value={run.done}
          max={Math.max(run.done + run.left, 1)}
        />
        <IconButton
          label="Previous account"
          keys="k"
          icon={<IconArrowUp size={16} />}
          disabled={index <= 0}
          onClick={cursor.previous}
        />
        <IconButton
          label="Next account"
          keys="j"
          icon={<IconArrowDown size={16} />}
          disabled={index < 0 || rows.length < 2}
          onClick={run.pass}
        />
        <IconButton label="Back to the list" keys="esc" icon={<IconX size={16} />} onClick={onLeave} />
      </header>
      {item === null ? (
        <NothingLeft loading={list.rows === null || rows.length > 0} onLeave={onLeave} />
      ) : (
        <Account item={item} onWorked={run.worked} onTick={onTick} onLeave={onLeave} />
      )}
    </section>
  );
}

function Account(props: {
  readonly item: WorklistItem;
  readonly onWorked: () => void;
  readonly onTick: (target: ComposeTarget) => void;
  readonly onLeave: () => void;
}) {
  const { item } = props;
  return (
    <>
      <BestAction item={item} onDone={props.onWorked} />
      <div className={classes.account}>
        <AccountPage
          accountId={item.accountId}
          currency={item.currency}
          opened
          stepAbove
          onTick={props.onTick}
          onClose={props.onLeave}
          onOpen={props.onLeave}
        />
      </div>
    </>
  );
}

function NothingLeft(props: { readonly loading: boolean; readonly onLeave: () => void }) {
  if (props.loading) return <LoadingAccount />;
  return (
    <EmptyState
      title="That was the last one"
      action={<Button onClick={props.onLeave}>Back to the list</Button>}
    >
      Every account of this list was worked.
    </EmptyState>
  );
}
