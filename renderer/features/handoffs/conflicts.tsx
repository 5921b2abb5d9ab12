import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ConflictView, RecordFactView } from '../../../shared/contract/handoff-away.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './away.module.css';
import { AccountLink } from './completeness-list.tsx';
import shared from './handoffs.module.css';
import { RecordFacts } from './record-facts.tsx';

type Decision = 'mine' | 'theirs';

/** What both sides changed, side by side. Ours stands until a person decides: `1` keeps it, `2` takes theirs. */
export function Conflicts(props: { readonly conflicts: readonly ConflictView[]; readonly to: string }) {
  const { conflicts } = props;
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const place = Math.min(at, conflicts.length - 1);
  const active = conflicts[place] ?? null;
  const go = (to: number) => {
    const next = Math.max(0, Math.min(conflicts.length - 1, to));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const decide = async (conflict: ConflictView, decision: Decision) => {
    if (busy) return;
    setBusy(true);
    try {
      await client.handoffs.decide({ id: conflict.id, decision });
      feedback.say(
        `${conflict.accountName ?? 'Workspace'}, ${conflict.what.toLowerCase()}: ${decision === 'mine' ? 'yours stays' : `that of ${props.to} is taken`}`,
      );
    } catch (error) {
      feedback.failed(error);
    } finally {
      setBusy(false);
    }
  };
  const onActive = (run: (conflict: ConflictView) => void) => () => {
    if (active !== null) run(active);
  };
  useCommands([
    {
      id: 'conflicts.next',
      title: 'Next conflict',
      group: 'List',
      keys: ['j'],
      inPalette: false,
      run: () => go(place + 1),
    },
    {
      id: 'conflicts.before',
      title: 'Conflict before',
      group: 'List',
      keys: ['k'],
      inPalette: false,
      run: () => go(place - 1),
    },
    {
      id: 'conflicts.mine',
      title: 'Keep mine',
      group: 'Edit',
      keys: ['1'],
      run: onActive((conflict) => void decide(conflict, 'mine')),
    },
    {
      id: 'conflicts.theirs',
      title: 'Take theirs',
      group: 'Edit',
      keys: ['2'],
      run: onActive((conflict) => void decide(conflict, 'theirs')),
    },
    {
      id: 'conflicts.open',
      title: 'Open the account of the conflict',
      group: 'List',
      keys: ['enter'],
      inPalette: false,
      run: onActive(({ accountId }) => {
        if (accountId) navigate({ screen: 'customers', id: accountId, params: { full: '1' } });
      }),
    },
  ]);
  return (
    <Section
      title={count(conflicts.length, 'conflict to decide', 'conflicts to decide', locale)}
      aside="Both of you changed these. Yours stands until you decide."
    >
      <ul ref={list} className={classes.conflicts}>
        {conflicts.map((conflict, index) => (
          <Conflict
            key={conflict.id}
            conflict={conflict}
            to={props.to}
            active={index === place}
            busy={busy}
            onFocus={() => setAt(index)}
            onDecide={(decision) => void decide(conflict, decision)}
          />
        ))}
      </ul>
    </Section>
  );
}

function Conflict(props: {
  readonly conflict: ConflictView;
  readonly to: string;
  readonly active: boolean;
  readonly busy: boolean;
  readonly onFocus: () => void;
  readonly onDecide: (decision: Decision) => void;
}) {
  const { conflict, active } = props;
  const { accountId, accountName, what, before, mine, theirs } = conflict;
  const side = (
    title: string,
    decision: Decision,
    facts: readonly RecordFactView[],
    other: readonly RecordFactView[],
  ) => (
    <div className={classes.side}>
      <h4 className={classes.sideTitle}>{title}</h4>
      <RecordFacts facts={facts} other={other} />
      <Button
        size="compact-sm"
        disabled={props.busy}
        rightSection={active ? <Keys keys={decision === 'mine' ? '1' : '2'} /> : undefined}
        onClick={() => props.onDecide(decision)}
      >
        {decision === 'mine' ? 'Keep mine' : 'Take theirs'}
        <span className={shared.hidden}>
          : {what}, {accountName ?? 'the whole workspace'}
        </span>
      </Button>
    </div>
  );
  return (
    <li className={classes.conflict} data-active={active || undefined} onFocus={props.onFocus}>
      <h3 className={classes.conflictTitle}>
        {accountId === null ? (
          'The whole workspace'
        ) : (
          <AccountLink id={accountId} name={accountName ?? accountId} />
        )}
        <span className={classes.titleAside}> {what}</span>
      </h3>
      <div className={classes.sides}>
        {side('Mine', 'mine', mine, theirs)}
        {side(`From ${props.to}`, 'theirs', theirs, mine)}
      </div>
      {before.length > 0 ? (
        <details className={classes.before}>
          <summary>As it was when you handed over</summary>
          <RecordFacts facts={before} other={before} />
        </details>
      ) : null}
    </li>
  );
}
