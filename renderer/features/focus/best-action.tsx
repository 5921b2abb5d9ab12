import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { plannedKind } from '../../../shared/domain/next-action/next-best-action.ts';
import type { BestActionKind } from '../../../shared/domain/next-action/types.ts';
import { useCommandRegistry, useCommands } from '../../app/commands/commands-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { NextStepDialog } from '../worklist/next-step-dialog.tsx';
import { proposalReason, proposalTitle } from '../worklist/proposal-words.ts';
import { tellingReasons } from '../worklist/reasons.ts';
import { useStepPlanning } from '../worklist/use-step-planning.ts';
import classes from './focus.module.css';

/** The command that does a proposal; the others are planned, or are done on another screen. */
const COMMANDS: Readonly<Partial<Record<BestActionKind, string>>> = {
  answer: 'account.waits',
  call: 'account.call',
  mail: 'account.mail',
  send_statement: 'account.mail',
  chase_dispute: 'account.nextAction',
};

/** What to do with this account and why, with the one key that does it. */
export function BestAction(props: { readonly item: WorklistItem; readonly onDone: () => void }) {
  const { item } = props;
  const format = useFormat();
  const registry = useCommandRegistry();
  const feedback = useFeedback();
  const plan = useStepPlanning();
  const [planning, setPlanning] = useState(false);
  const { proposal } = item;
  const wait = async () => {
    if (proposal === null) return;
    const note = proposalReason(proposal);
    await plan(item, { kind: plannedKind(proposal.kind), date: proposal.date, note }, null);
    props.onDone();
  };
  const act = () => {
    switch (proposal?.kind) {
      case undefined:
        return setPlanning(true);
      case 'wait':
        return void wait().catch(feedback.failed);
      case 'apply_cash':
        return navigate({ screen: 'cash' });
      case 'read_books':
        return navigate({ screen: 'imports' });
      default: {
        const command = proposal === null ? undefined : COMMANDS[proposal.kind];
        if (command === undefined || !registry.run(command)) setPlanning(true);
      }
    }
  };
  useCommands([
    {
      id: 'focus.act',
      title: 'Do the next best action',
      group: 'Account',
      keys: ['enter'],
      run: act,
    },
    {
      id: 'focus.plan',
      title: 'Plan the next step as proposed',
      group: 'Account',
      keys: ['shift+a'],
      run: () => setPlanning(true),
    },
  ]);
  const why = tellingReasons(item.reasons).map((reason) => reason.text);
  return (
    <section className={classes.best} aria-label="Next best action">
      <div className={classes.words}>
        <p className={classes.headline}>
          {proposal === null ? 'Nothing is overdue' : proposalTitle(proposal, format)}
        </p>
        <p className={classes.why}>
          {proposal === null ? null : proposalReason(proposal)}{' '}
          {why.length > 0 ? <span className={classes.because}>Why now: {why.join(' · ')}.</span> : null}
        </p>
      </div>
      <Button variant="filled" onClick={act} rightSection={<Keys keys="enter" tone="inverse" />}>
        {proposal === null ? 'Plan' : VERBS[proposal.kind]}
      </Button>
      {planning ? (
        <NextStepDialog
          item={item}
          onPlanned={() => {
            setPlanning(false);
            props.onDone();
          }}
          onClose={() => setPlanning(false)}
        />
      ) : null}
    </section>
  );
}

const VERBS: Readonly<Record<BestActionKind, string>> = {
  answer: 'Answered',
  call: 'Call',
  mail: 'Write it',
  send_statement: 'Write it',
  chase_dispute: 'Plan it',
  apply_cash: 'Go to cash',
  escalate_internally: 'Plan it',
  read_books: 'Go to imports',
  wait: 'Wait',
};
