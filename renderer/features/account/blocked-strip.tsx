import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { ResolveDialog } from '../disputes/resolve-dialog.tsx';
import { useHoldActions } from '../holds/use-hold-actions.ts';
import { PromiseOutcomeDialog } from '../promises/promise-outcome-dialog.tsx';
import classes from './blocked-strip.module.css';
import { type Block, blocksOf, type Lift } from './blocks.ts';

/** So many are shown at once; the others by a press. */
const SHOWN = 3;

const LIFTS: Readonly<Record<Lift['kind'], string>> = {
  hold: 'Lift',
  wish: 'Lift',
  answered: 'Answered',
  arrives: 'Arrives again',
  promise: 'Correct',
  dispute: 'Resolve',
};

/** What blocks asking, since when, who can lift it, and the button that does. */
export function BlockedStrip(props: { readonly account: Account; readonly currency: CurrencyCode | null }) {
  const { account } = props;
  const format = useFormat();
  const [all, setAll] = useState(false);
  const [form, setForm] = useState<Lift | null>(null);
  const lift = useLift(account, setForm);
  const blocks = blocksOf(account, props.currency, format);
  if (blocks.length === 0) return null;
  const shown = all ? blocks : blocks.slice(0, SHOWN);
  const rest = blocks.length - shown.length;
  return (
    <section className={classes.strip} aria-label="Blocked">
      <h2 className={classes.title}>Blocked</h2>
      <ul className={classes.blocks}>
        {shown.map((block) => (
          <BlockLine key={block.key} block={block} onLift={lift} />
        ))}
      </ul>
      {rest > 0 || all ? (
        <Button
          className={classes.more}
          variant="subtle"
          size="compact-xs"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? 'Fewer' : `${count(rest, 'more', 'more')}`}
        </Button>
      ) : null}
      {form?.kind === 'promise' ? (
        <PromiseOutcomeDialog promise={form.promise} onClose={() => setForm(null)} />
      ) : null}
      {form?.kind === 'dispute' ? (
        <ResolveDialog dispute={form.dispute} onClose={() => setForm(null)} />
      ) : null}
    </section>
  );
}

function BlockLine(props: { readonly block: Block; readonly onLift: (lift: Lift) => void }) {
  const { what, since, who, lift } = props.block;
  return (
    <li className={classes.block}>
      <span className={classes.words}>
        {what}
        <span className={classes.second}>
          {' · '}
          {since === null ? null : (
            <>
              since <DateText date={since} />
              {' · '}
            </>
          )}
          {who}
        </span>
      </span>
      {lift === null ? null : (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={`${LIFTS[lift.kind]}: ${what}`}
          onClick={() => props.onLift(lift)}
        >
          {LIFTS[lift.kind]}
        </Button>
      )}
    </li>
  );
}

/** Does at once what needs no words, and opens a form for what does. */
function useLift(account: Account, openForm: (lift: Lift) => void): (lift: Lift) => void {
  const actions = useHoldActions();
  const feedback = useFeedback();
  const atOnce = (lift: Lift): Promise<void> | null => {
    switch (lift.kind) {
      case 'hold':
        return actions.lift(lift.name, [lift.hold]);
      case 'wish':
        return actions.reopen(lift.name, lift.wish);
      case 'answered':
        return actions.answered(account.name, account.id, lift.about);
      case 'arrives':
        return actions.arrives(account.id, lift.address, lift.about);
      case 'promise':
      case 'dispute':
        return null;
    }
  };
  return (lift) => {
    const done = atOnce(lift);
    if (done === null) openForm(lift);
    else done.catch(feedback.failed);
  };
}
