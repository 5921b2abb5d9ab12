import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallRow } from '../../../shared/contract/calls.ts';
import { useQueries } from '../../api/engine-context.tsx';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { AccountActions } from '../account/account-actions.tsx';
import { AccountPage, LoadingAccount } from '../account/account-page.tsx';
import { CALL_COLUMNS } from './call-columns.tsx';
import { countersWords } from './call-words.ts';
import classes from './calls.module.css';

/** The clocks at the customers' places go on: the list is asked for again so often. */
const EVERY_MINUTE = 60_000;

/** Whom to call now, in the customers' own time; `c` opens the form of the call, and saving goes on to the next. */
export function CallsScreen() {
  const location = useLocation();
  const list = useQuery({
    ...useQueries().calls.list.queryOptions(),
    refetchInterval: EVERY_MINUTE,
  });
  const [ticked, setTicked] = useState<ComposeTarget | null>(null);
  const rows = list.data?.calls ?? [];
  const active = rows.find(({ accountId }) => accountId === location.id) ?? rows[0] ?? null;
  const first = location.id === null ? (active?.accountId ?? null) : null;
  /* The order changes with the clocks: whoever is looked at stays looked at. */
  useEffect(() => {
    if (first !== null) replaceLocation({ id: first });
  }, [first]);
  const opened = location.params.full === '1' && active !== null;
  const open = (row: CallRow) => navigate({ screen: 'calls', id: row.accountId, params: { full: '1' } });
  const next = () => {
    const at = active === null ? -1 : rows.indexOf(active);
    const following = rows[at + 1] ?? rows[at - 1];
    if (following) replaceLocation({ id: following.accountId });
  };
  const targets = active === null ? [] : [targetOf(active)];
  return (
    <AccountActions targets={targets} several={false} ticked={ticked} onDone={next}>
      <SplitPanes
        id="calls"
        initial={0.68}
        opened={opened}
        listAlone={rows.length === 0}
        list={
          <Pane
            title="Calls"
            subtitle={list.data === undefined ? undefined : count(rows.length, 'account')}
            ownScroll
            actions={active === null ? undefined : <CommandButton command="account.call" label="Call" />}
            footer={
              list.data === undefined ? undefined : (
                <p className={classes.counters}>
                  <span>Today: {countersWords(list.data.today)}</span>
                  <span>This week: {countersWords(list.data.week)}</span>
                </p>
              )
            }
          >
            <DataTable
              id="calls"
              label="Calls"
              columns={CALL_COLUMNS}
              rows={list.data?.calls ?? null}
              rowKey={(row) => row.accountId}
              active={active?.accountId ?? null}
              onActivate={(row) => replaceLocation({ id: row.accountId })}
              onOpen={open}
              primary
              empty={<NobodyToCall />}
              error={
                list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
              }
            />
          </Pane>
        }
        detail={
          active === null ? (
            <LoadingAccount />
          ) : (
            <AccountPage
              accountId={active.accountId}
              currency={active.currency}
              opened={opened}
              onTick={setTicked}
              onOpen={() => open(active)}
              onClose={() => navigate({ screen: 'calls', id: active.accountId, params: {} })}
            />
          )
        }
      />
    </AccountActions>
  );
}

function targetOf({ accountId, name, currency, planned }: CallRow) {
  const nextAction = planned === null ? null : { kind: 'call', ...planned };
  return { accountId, name, currency, nextAction, holds: [] };
}

function NobodyToCall() {
  return (
    <EmptyState
      icon={<IconPhone size={24} aria-hidden="true" />}
      title="Nobody to call now"
      action={
        <Button variant="filled" onClick={() => navigate({ screen: 'worklist' })}>
          Go to the worklist
        </Button>
      }
    >
      Planned calls and call-backs stand here when their day comes, with customers for whom a call is the next
      best step. Plan one with a on any account.
    </EmptyState>
  );
}
