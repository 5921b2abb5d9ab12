import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { FirstHour } from '../../../shared/contract/takeover.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { shownError } from '../../api/errors.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate, replaceLocation } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane, Section } from '../../ui/pane.tsx';
import { LoadingAccount } from '../account/account-page.tsx';
import { DueSections } from './due-sections.tsx';
import classes from './first-hour.module.css';
import { HandedAccounts } from './handed-accounts.tsx';
import { NeverList } from './never-list.tsx';
import { useRowKeys } from './use-row-keys.ts';

/** What somebody who takes accounts over does first: what must not be done, what is due, and whom to begin with. */
export function FirstHourScreen() {
  const view = useQuery(useQueries().takeover.firstHour.queryOptions());
  const elsewhere = view.isError && shownError(view.error).code === 'conflict';
  useEffect(() => {
    if (elsewhere) replaceLocation({ screen: 'today', id: null, params: {} });
  }, [elsewhere]);
  if (view.isError) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  return view.data ? <Loaded view={view.data} /> : <LoadingAccount />;
}

function Loaded({ view }: { readonly view: FirstHour }) {
  const body = useRef<HTMLDivElement>(null);
  useRowKeys(body);
  useCommands([
    {
      id: 'firstHour.start',
      title: 'Start working: focus on the handed accounts',
      group: 'List',
      keys: ['shift+f'],
      run: () => navigate({ screen: 'worklist', params: { focus: '1' } }),
    },
  ]);
  const { coverage } = view;
  const worked = new Set(coverage.worked);
  return (
    <Pane
      title="First hour"
      subtitle={
        <>
          <DateText date={coverage.from} absolute /> to <DateText date={coverage.to} absolute />
        </>
      }
      label="First hour"
      actions={
        <>
          <span className={classes.counter}>
            {worked.size} of {count(coverage.accepted, 'account')} worked
          </span>
          <progress
            className={classes.track}
            aria-label="Accounts worked"
            value={worked.size}
            max={Math.max(coverage.accepted, 1)}
          />
          <CommandButton command="firstHour.start" label="Start working" variant="filled" />
        </>
      }
    >
      <div ref={body} className={classes.body}>
        {coverage.words === '' ? null : (
          <blockquote className={classes.words}>
            <p>{coverage.words}</p>
            <footer>{coverage.sender}</footer>
          </blockquote>
        )}
        <div className={classes.columns}>
          <NeverList nevers={view.never} />
          <div className={classes.main}>
            <DueSections view={view} />
            <Section title={`Your accounts, the most urgent first · ${view.accounts.length}`}>
              <HandedAccounts accounts={view.accounts} worked={worked} />
            </Section>
          </div>
        </div>
      </div>
    </Pane>
  );
}
