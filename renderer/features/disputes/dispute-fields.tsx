import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import { DISPUTE_REASON_LABELS, DISPUTE_REASONS } from '../../../shared/domain/disputes/reasons.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import classes from '../account/action-dialog.module.css';
import { useRefusal } from '../account/refusal.tsx';
import { amountProblem, type DisputeDraft, withReason } from './dispute-form.ts';
import { USUAL_OWNERS } from './dispute-words.ts';
import { PaperList } from './paper-list.tsx';

const REASONS = DISPUTE_REASONS.map((value) => ({ value, label: DISPUTE_REASON_LABELS[value] }));

/** Everything that is said about a dispute: why, how much, who settles it with which papers, and what is next. */
export function DisputeFields(props: {
  readonly draft: DisputeDraft;
  readonly currency: CurrencyCode;
  /** What is open of the one invoice that is meant; null: several are, and all of each is disputed. */
  readonly mostMinor: MinorUnits | null;
  readonly focusReason: boolean;
  readonly onChange: (draft: DisputeDraft) => void;
}) {
  const { draft, currency, mostMinor, onChange } = props;
  const { locale } = useFormat();
  const set = (part: Partial<DisputeDraft>) => onChange({ ...draft, ...part });
  const problem = amountProblem(draft, currency, mostMinor);
  const refused = {
    amount: useRefusal('amount'),
    owner: useRefusal('owner'),
    nextAction: useRefusal('nextAction'),
    nextDate: useRefusal('nextDate'),
    text: useRefusal('text'),
  };
  const most = mostMinor === null ? null : moneyText(mostMinor, currency, locale);
  return (
    <>
      <div className={classes.pair}>
        <Select
          label="Reason"
          placeholder="Choose one"
          data={REASONS}
          value={draft.reason}
          searchable
          openOnFocus={false}
          autoFocus={props.focusReason}
          data-autofocus={props.focusReason || undefined}
          onChange={(value) => {
            const reason = DISPUTE_REASONS.find((one) => one === value);
            if (reason) onChange(withReason(draft, reason));
          }}
        />
        <TextInput
          label={`Disputed part (${currency})`}
          inputMode="decimal"
          placeholder={most === null ? 'all of each invoice' : `all of it: ${most}`}
          disabled={mostMinor === null}
          value={mostMinor === null ? '' : draft.amount}
          error={
            problem === 'no_amount'
              ? 'An amount above zero, or nothing for all of it'
              : problem === 'too_much'
                ? `At most the ${most} that is open`
                : refused.amount
          }
          onChange={(event) => set({ amount: event.currentTarget.value })}
        />
      </div>
      <Autocomplete
        label="Who settles it"
        description="Somebody outside accounts receivable."
        maxLength={120}
        data={[...USUAL_OWNERS]}
        value={draft.owner}
        error={refused.owner}
        onChange={(owner) => set({ owner })}
      />
      <PaperList papers={draft.papers} onChange={(papers) => set({ papers, ownPapers: true })} />
      <div className={classes.pair}>
        <TextInput
          label="Next action"
          maxLength={500}
          value={draft.nextAction}
          error={refused.nextAction}
          onChange={(event) => set({ nextAction: event.currentTarget.value })}
        />
        <TextInput
          label="Due"
          type="date"
          value={draft.nextDate}
          error={refused.nextDate}
          onChange={(event) => set({ nextDate: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="What the customer says"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={draft.text}
        error={refused.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </>
  );
}
