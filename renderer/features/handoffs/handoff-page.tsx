import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { GivenHandoff } from '../../../shared/contract/handoffs.ts';
import type { HandoffId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useDropTarget } from '../../app/drop/drop-target.ts';
import { navigate } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import classes from './away.module.css';
import { AwayAccounts } from './away-accounts.tsx';
import { Conflicts } from './conflicts.tsx';
import { CoverageFacts } from './coverage-facts.tsx';
import { STATE_WORDS, windowText } from './handoff-words.ts';
import { TakeBackDialog } from './take-back-dialog.tsx';
import { useReturnFile } from './use-return-file.ts';

/** One handoff: how it stands, what waits for a decision, and what changed while somebody else had the accounts. */
export function HandoffPage({ id }: { readonly id: HandoffId }) {
  const queries = useQueries();
  const format = useFormat();
  const overview = useQuery(queries.handoffs.overview.queryOptions());
  const away = useQuery(queries.handoffs.away.queryOptions({ input: { id } }));
  const [takingBack, setTakingBack] = useState(false);
  const returned = useReturnFile();
  const handoff = overview.data?.handoffs.find((one) => one.id === id) ?? null;
  const ours = handoff !== null && handoff.closedAt === null && handoff.state !== 'over';
  useDropTarget({
    words: 'Drop a return to see what is in it. Nothing changes yet.',
    take: (file) => void returned.drop(file),
  });
  useCommands([
    {
      id: 'handoffs.merge',
      title: 'Merge a return',
      group: 'List',
      keys: ['m'],
      run: () => void returned.pick(),
    },
    {
      id: 'handoffs.takeBack',
      title: 'Take the accounts back',
      group: 'List',
      keys: ['t'],
      when: () => ours,
      run: () => setTakingBack(true),
    },
    {
      id: 'handoffs.all',
      title: 'All handoffs',
      group: 'List',
      keys: ['escape'],
      inPalette: false,
      run: () => navigate({ screen: 'handoffs' }),
    },
  ]);
  if (overview.isError || away.isError) {
    return (
      <Pane title="Handoff">
        <ErrorState
          error={overview.error ?? away.error}
          action={<Button onClick={() => navigate({ screen: 'handoffs' })}>All handoffs</Button>}
        />
      </Pane>
    );
  }
  if (handoff === null || away.data === undefined) return <Pane title="Handoff">{null}</Pane>;
  const { coverage, conflicts, accounts } = away.data;
  return (
    <Pane
      title={`Handed to ${handoff.to}`}
      subtitle={<Tag tone={STATE_WORDS[handoff.state].tone}>{STATE_WORDS[handoff.state].text}</Tag>}
      actions={
        <>
          <Button onClick={() => navigate({ screen: 'handoffs' })}>All handoffs</Button>
          {ours ? <CommandButton command="handoffs.takeBack" label="Take back…" /> : null}
          <CommandButton command="handoffs.merge" label="Merge a return…" />
        </>
      }
    >
      <div className={classes.page}>
        <p className={classes.standing}>
          {count(handoff.accounts, 'account', 'accounts', format.locale)}{' '}
          {windowText({ from: handoff.startsOn, to: handoff.endsOn }, format)} · given by {handoff.givenBy}{' '}
          <InstantText at={handoff.givenAt} />
          <Ending handoff={handoff} />
        </p>
        {conflicts.length > 0 ? <Conflicts conflicts={conflicts} to={handoff.to} /> : null}
        {handoff.returnedAt === null ? (
          <NothingYet handoff={handoff} />
        ) : (
          <CoverageFacts coverage={coverage} accounts={accounts} />
        )}
        {handoff.words === '' ? null : (
          <Section title="Your words">
            <p className={classes.words}>{handoff.words}</p>
          </Section>
        )}
        <AwayAccounts accounts={accounts} to={handoff.to} returned={handoff.returnedAt !== null} />
      </div>
      {takingBack ? <TakeBackDialog handoff={handoff} onClose={() => setTakingBack(false)} /> : null}
    </Pane>
  );
}

function Ending({ handoff }: { readonly handoff: GivenHandoff }) {
  if (handoff.closedAt === null) return null;
  return (
    <>
      {' · ended '}
      <InstantText at={handoff.closedAt} />
      {handoff.closedWhy === null ? null : `: ${handoff.closedWhy}`}
    </>
  );
}

function NothingYet({ handoff }: { readonly handoff: GivenHandoff }) {
  return (
    <EmptyState title="Nothing came back yet">
      {handoff.state === 'running' || handoff.state === 'upcoming'
        ? `Until ${handoff.to} sends a return, what they do is not seen here. Nothing goes out from this desk to these accounts while the window runs.`
        : `The accounts are yours again. If ${handoff.to} worked on them, ask for the return and merge it: drop the file on this window.`}
    </EmptyState>
  );
}
