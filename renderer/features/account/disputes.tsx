import { Button, Checkbox } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { DisputeView } from '../../../shared/contract/disputes.ts';
import { DISPUTE_REASON_LABELS } from '../../../shared/domain/disputes/reasons.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { IconButton } from '../../ui/command-button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ChangeDisputeDialog } from '../disputes/change-dispute-dialog.tsx';
import { ageInDays, disputedNow, isStuck } from '../disputes/dispute-words.ts';
import { ticked } from '../disputes/paper-list.tsx';
import { ResolveDialog } from '../disputes/resolve-dialog.tsx';
import { useDisputeActions } from '../disputes/use-dispute-actions.ts';
import classes from './account-page.module.css';

type Form = { readonly kind: 'change' | 'resolve'; readonly dispute: DisputeView };

/** Open disputes of an account: who settles each, which papers are missing, what is next and by when. */
export function Disputes(props: { readonly account: Account; readonly currency: CurrencyCode | null }) {
  const [form, setForm] = useState<Form | null>(null);
  const disputes = props.account.standing.disputes.filter(({ currency }) => currency === props.currency);
  if (disputes.length === 0) return null;
  return (
    <Section title="Open disputes">
      <ul className={classes.contacts}>
        {disputes.map((dispute) => (
          <DisputeLine key={dispute.id} dispute={dispute} onForm={(kind) => setForm({ kind, dispute })} />
        ))}
      </ul>
      {form?.kind === 'change' ? (
        <ChangeDisputeDialog dispute={form.dispute} onClose={() => setForm(null)} />
      ) : null}
      {form?.kind === 'resolve' ? (
        <ResolveDialog dispute={form.dispute} onClose={() => setForm(null)} />
      ) : null}
    </Section>
  );
}

function DisputeLine(props: {
  readonly dispute: DisputeView;
  readonly onForm: (kind: Form['kind']) => void;
}) {
  const { dispute } = props;
  const { today } = useFormat();
  const { nextAction, nextDate } = dispute;
  return (
    <li className={classes.contact}>
      <div className={classes.contactWords}>
        <span>
          <MoneyText minor={disputedNow(dispute)} currency={dispute.currency} /> of {dispute.number},{' '}
          {DISPUTE_REASON_LABELS[dispute.reason].toLowerCase()}{' '}
          {isStuck(dispute, today) ? <Tag tone="red">stuck</Tag> : null}
        </span>
        <span className={classes.second}>
          {ageWords(ageInDays(dispute, today))} · {dispute.owner ?? 'nobody settles it yet'}
          {nextAction === null && nextDate === null ? null : ' · '}
          {nextAction} {nextDate === null ? null : <DateText date={nextDate} />}
          {dispute.text === '' ? null : ` · ${dispute.text}`}
        </span>
        <Papers dispute={dispute} />
      </div>
      <span className={classes.contactActions}>
        <IconButton
          label={`Change the dispute on ${dispute.number}`}
          icon={<IconPencil size={15} />}
          onClick={() => props.onForm('change')}
        />
        <Button variant="subtle" onClick={() => props.onForm('resolve')}>
          Resolve
        </Button>
      </span>
    </li>
  );
}

function ageWords(days: number): string {
  return days === 0 ? 'logged today' : `${count(days, 'day')} old`;
}

/** The papers that settle it; a tick says that one is there. */
function Papers({ dispute }: { readonly dispute: DisputeView }) {
  const { today } = useFormat();
  const actions = useDisputeActions();
  const feedback = useFeedback();
  if (dispute.papers.length === 0) return null;
  const { reason, amountMinor, text, owner, nextAction, nextDate, papers } = dispute;
  const known = { reason, amountMinor, text, owner, nextAction, nextDate };
  return (
    <span className={classes.papers}>
      {papers.map(({ name, receivedOn }) => (
        <Checkbox
          key={name}
          label={name}
          checked={receivedOn !== null}
          onChange={() => {
            const changed = { ...known, papers: ticked(papers, name, today) };
            actions.change(dispute, changed).catch(feedback.failed);
          }}
        />
      ))}
    </span>
  );
}
