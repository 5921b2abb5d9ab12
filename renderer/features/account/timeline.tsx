import { Button, Menu, Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Section } from '../../ui/pane.tsx';
import { NoteComposer } from './note-composer.tsx';
import classes from './timeline.module.css';
import { TimelineItem } from './timeline-item.tsx';
import { type TimelineGroup, useAccountQueries } from './use-account-queries.ts';

const GROUPS = [
  { value: 'all', label: 'Everything' },
  { value: 'conversation', label: 'Conversation' },
  { value: 'ledger', label: 'Ledger' },
] as const satisfies readonly { readonly value: TimelineGroup; readonly label: string }[];

/** Everything that happened with this account, newest first, and a place to write a note. */
export function Timeline({ accountId }: { readonly accountId: AccountId }) {
  const [group, setGroup] = useState<TimelineGroup>('all');
  const pages = useInfiniteQuery(useAccountQueries().timeline(accountId, group));
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const { ref, entry } = useIntersection({ threshold: 0 });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const inView = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (inView && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [inView, hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <div className={classes.timeline}>
      <Section title="Timeline" aside={<GroupChoice value={group} onChange={setGroup} />}>
        <NoteComposer accountId={accountId} />
        {pages.isError ? <ErrorLine error={pages.error} onRetry={() => void pages.refetch()} /> : null}
        {pages.isPending ? <Waiting /> : null}
        {pages.isSuccess && entries.length === 0 ? (
          <p className={classes.none}>Nothing has happened yet.</p>
        ) : null}
        <ol className={classes.entries}>
          {entries.map((item) => (
            <TimelineItem key={item.key} entry={item} />
          ))}
        </ol>
        {hasNextPage ? (
          <Button
            ref={ref}
            variant="subtle"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            Older entries
          </Button>
        ) : null}
      </Section>
    </div>
  );
}

function GroupChoice(props: {
  readonly value: TimelineGroup;
  readonly onChange: (group: TimelineGroup) => void;
}) {
  const chosen = GROUPS.find((group) => group.value === props.value);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={classes.choice}
          aria-label={`Shown in the timeline: ${chosen?.label ?? ''}`}
        >
          {chosen?.label} <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {GROUPS.map((group) => (
          <Menu.Item key={group.value} onClick={() => props.onChange(group.value)}>
            {group.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Waiting() {
  return (
    <div aria-hidden="true">
      {[70, 90, 55].map((width) => (
        <Skeleton key={width} height={10} width={`${width}%`} my={12} />
      ))}
    </div>
  );
}
