import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ToldChangeView } from '../../../shared/contract/connection-changes.ts';
import type { SyncRunView } from '../../../shared/contract/connections.ts';
import { CHANGE_GROUPS, type ChangeGroup } from '../../../shared/domain/connections/change-groups.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { AccountLink } from './account-link.tsx';
import { changeWords } from './change-words.ts';
import { GROUP_TITLES } from './connection-words.ts';
import classes from './connections.module.css';
import { readCounts } from './read-counts.ts';

const AT_FIRST = 8;
const MORE = 100;

/** What a run changed, in the groups in which people ask for it. */
export function RunChanges(props: { readonly run: SyncRunView; readonly title: string }) {
  const { run } = props;
  const { locale } = useFormat();
  const groups = CHANGE_GROUPS.filter((group) => (run.changes[group] ?? 0) > 0);
  return (
    <Section title={props.title}>
      {groups.map((group) => (
        <ChangesOfGroup key={`${run.id} ${group}`} run={run} group={group} number={run.changes[group] ?? 0} />
      ))}
      {groups.length === 0 ? <p className={classes.second}>{readCounts(run, locale)}</p> : null}
      {groups.length === 0 && (run.counts.invoice ?? 0) > 0 ? (
        <Button variant="subtle" ml={-10} onClick={() => navigate({ screen: 'worklist' })}>
          Go to the worklist
        </Button>
      ) : null}
    </Section>
  );
}

function ChangesOfGroup(props: {
  readonly run: SyncRunView;
  readonly group: ChangeGroup;
  readonly number: number;
}) {
  const { run, group, number } = props;
  const { locale } = useFormat();
  const changes = useInfiniteQuery(
    useQueries().connections.changes.infiniteOptions({
      input: (cursor: string | null) => ({
        runId: run.id,
        group,
        limit: cursor === null ? AT_FIRST : MORE,
        cursor,
      }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  );
  const rows = changes.data?.pages.flatMap((page) => page.changes) ?? [];
  const rest = number - rows.length;
  return (
    <section className={classes.group} aria-label={GROUP_TITLES[group]}>
      <h3 className={classes.groupTitle}>
        {GROUP_TITLES[group]} <span>{new Intl.NumberFormat(locale).format(number)}</span>
      </h3>
      {changes.error ? <ErrorLine error={changes.error} onRetry={() => void changes.refetch()} /> : null}
      <ul className={classes.rows}>
        {rows.map((row) => (
          <ChangeRow key={row.id} row={row} />
        ))}
      </ul>
      {changes.hasNextPage ? (
        <Button
          variant="subtle"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          Show {count(Math.min(rest, MORE), 'more', 'more', locale)}
        </Button>
      ) : null}
    </section>
  );
}

function ChangeRow({ row }: { readonly row: ToldChangeView }) {
  const format = useFormat();
  const { text, amount } = changeWords(row, format);
  return (
    <li className={classes.row}>
      <AccountLink id={row.accountId} name={row.account} />
      <span>{text}</span>
      {amount !== null && row.currency !== null ? (
        <MoneyText minor={amount} currency={row.currency} />
      ) : (
        <span />
      )}
    </li>
  );
}
