import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { plannedKind } from '../../../shared/domain/next-action/next-best-action.ts';
import { PLANNED_KINDS, type PlannedKind } from '../../../shared/domain/next-action/planned-kinds.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { ActionDialog } from '../account/action-dialog.tsx';
import { DateChoice } from '../account/date-choice.tsx';
import { actionWord } from './action-words.ts';
import classes from './next-step.module.css';
import { proposalReason, proposalTitle } from './proposal-words.ts';
import { usePerson } from './use-person.ts';
import { useStepPlanning } from './use-step-planning.ts';

/** The next step of one overdue account: as the rules propose it, to be taken over with Enter or changed before. */
export function NextStepDialog(props: {
  readonly item: WorklistItem;
  /** How many have none yet, this one among them. */
  readonly left?: number;
  readonly onPlanned: () => void;
  /** On to the next without planning; absent: there is only this one. */
  readonly onPass?: () => void;
  readonly onClose: () => void;
}) {
  const { item } = props;
  const format = useFormat();
  const person = usePerson();
  const plan = useStepPlanning();
  const { proposal } = item;
  const [kind, setKind] = useState<PlannedKind>(proposal === null ? 'call' : plannedKind(proposal.kind));
  const [date, setDate] = useState<PlainDate | null>(proposal?.date ?? format.today);
  const [note, setNote] = useState(proposal === null ? '' : proposalReason(proposal));
  const [owner, setOwner] = useState(item.owner ?? person ?? '');
  const left = props.left === undefined ? '' : ` · ${props.left} without one`;
  return (
    <ActionDialog
      title={`Next step: ${item.name}${left}`}
      action="Plan"
      ready={date !== null}
      onClose={props.onClose}
      onSubmit={async () => {
        if (date === null) return;
        await plan(item, { kind, date, note: note.trim() || null }, owner.trim() || null);
        props.onPlanned();
      }}
      aside={
        props.onPass ? (
          <Button variant="subtle" onClick={props.onPass}>
            Pass over
          </Button>
        ) : undefined
      }
    >
      <p className={classes.proposal}>
        <MoneyText minor={item.overdue} currency={item.currency} /> overdue, {item.oldestDaysPastDue} days
        late.{' '}
        {proposal === null ? null : (
          <>
            <b>{proposalTitle(proposal, format)}.</b> {proposalReason(proposal)}
          </>
        )}
      </p>
      <TextInput
        label="Note"
        maxLength={500}
        value={note}
        data-autofocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Select
        label="What"
        data={PLANNED_KINDS.map((value) => ({ value, label: actionWord(value) }))}
        value={kind}
        onChange={(value) => setKind(PLANNED_KINDS.find((one) => one === value) ?? kind)}
      />
      <DateChoice label="When" value={date} onChange={setDate} earliest={format.today} quiet />
      <TextInput
        label="Owner"
        description="Who works this account."
        maxLength={120}
        value={owner}
        disabled={item.owner !== null}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
