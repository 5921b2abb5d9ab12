import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView, SyncRunView } from '../../../shared/contract/connections.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { bytesText, runState } from './connection-words.ts';
import classes from './connections.module.css';
import { RunChanges } from './run-changes.tsx';

const AT_FIRST = 10;
const MORE = 50;

/** All runs, newest first: what each brought and cost. A press shows what it changed. */
export function RunHistory({ connection }: { readonly connection: ConnectionView }) {
  const [shown, setShown] = useState<SyncRunView['id'] | null>(null);
  const runs = useInfiniteQuery(
    useQueries().connections.runs.infiniteOptions({
      input: (cursor: string | null) => ({
        id: connection.id,
        limit: cursor === null ? AT_FIRST : MORE,
        cursor,
      }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  );
  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  if (runs.error) {
    return (
      <Section title="Reads so far">
        <ErrorLine error={runs.error} onRetry={() => void runs.refetch()} />
      </Section>
    );
  }
  if (rows.length === 0) return null;
  const open = rows.find(({ id }) => id === shown);
  return (
    <>
      <Section title="Reads so far">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Begun</th>
              <th scope="col">How it ended</th>
              <th scope="col" className={classes.number}>
                Changes
              </th>
              <th scope="col" className={classes.number}>
                Calls
              </th>
              <th scope="col" className={classes.number}>
                Read
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                shown={run.id === shown}
                onShow={() => setShown(run.id === shown ? null : run.id)}
              />
            ))}
          </tbody>
        </table>
        {runs.hasNextPage ? (
          <Button
            variant="subtle"
            loading={runs.isFetchingNextPage}
            onClick={() => void runs.fetchNextPage()}
          >
            Show earlier ones
          </Button>
        ) : null}
      </Section>
      {open ? <RunChanges run={open} title="What this read changed" /> : null}
    </>
  );
}

function RunRow(props: { readonly run: SyncRunView; readonly shown: boolean; readonly onShow: () => void }) {
  const { run } = props;
  const { locale } = useFormat();
  const state = runState(run);
  const changes = Object.values(run.changes).reduce((sum, number) => sum + (number ?? 0), 0);
  return (
    <tr>
      <td className={classes.whole}>
        <InstantText at={run.startedAt} />
        {run.mode === 'full' ? ' · everything' : ''}
      </td>
      <td className={classes.words}>
        <Tag tone={state.tone}>{state.text}</Tag> {run.error?.message ?? ''}
      </td>
      <td className={classes.number}>
        {changes === 0 ? (
          '—'
        ) : (
          <Button
            variant="subtle"
            size="compact-xs"
            mr={-7}
            aria-expanded={props.shown}
            onClick={props.onShow}
          >
            {count(changes, 'change', 'changes', locale)}
          </Button>
        )}
      </td>
      <td className={classes.number}>{new Intl.NumberFormat(locale).format(run.calls)}</td>
      <td className={classes.number}>{bytesText(run.bytes, locale)}</td>
    </tr>
  );
}
