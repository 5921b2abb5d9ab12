import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { CallSheet } from '../../../shared/contract/calls.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { dateText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import type { ActionTarget } from '../account/account-actions.tsx';
import { ActionDialog } from '../account/action-dialog.tsx';
import { OUTCOME_NAMES } from '../account/touchpoint-words.ts';
import { emptyDraft } from '../disputes/dispute-form.ts';
import { firstInvoices } from '../promises/new-promise.ts';
import { actionWord } from '../worklist/action-words.ts';
import { type CallDraft, EMPTY_CALL, newCallOf, wasAnswered } from './call-draft.ts';
import { CallGuide } from './call-guide.tsx';
import classes from './calls.module.css';
import { DebtorDialog } from './debtor-dialog.tsx';
import { DisputeInCall } from './dispute-in-call.tsx';
import { OutcomeChoice } from './outcome-choice.tsx';
import { PromiseInCall } from './promise-in-call.tsx';
import { StepAfterCall } from './step-after-call.tsx';
import { WhoToCall } from './who-to-call.tsx';

/** A call from the first look at the clock to what came of it: one step in the log, one undo. */
export function CallForm(props: {
  readonly target: ActionTarget;
  readonly account: Account;
  readonly sheet: CallSheet;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { target, account } = props;
  const { currency } = target;
  const client = useClient();
  const feedback = useFeedback();
  const { today, locale } = useFormat();
  /* The moment of calling: what is found out later about the account does not change it, but for who and where it is. */
  const [begunAt] = useState(props.sheet.at);
  const [sheet, setSheet] = useState(props.sheet);
  const [asksWhere, setAsksWhere] = useState(false);
  const [draft, setDraft] = useState<CallDraft>(EMPTY_CALL);
  const set = (part: Partial<CallDraft>) => setDraft((now) => ({ ...now, ...part }));
  const answered = wasAnswered(draft);
  const input = newCallOf(draft, { account, currency, today, begunAt });
  const isAllowed = sheet.call.judgement.decision !== 'block';
  const { nextAction } = account;
  const planned =
    nextAction === null
      ? null
      : `${actionWord(nextAction.kind).toLowerCase()} ${dateText(nextAction.date, today, locale)}`;

  useCommands([
    {
      id: 'call.promise',
      title: draft.promise === null ? 'They promised to pay' : 'No promise',
      group: 'Account',
      keys: ['p'],
      inDialog: true,
      inPalette: false,
      when: () => answered && !asksWhere,
      run: () =>
        set({
          promise:
            draft.promise === null
              ? { typed: null, date: null, chosen: new Set(firstInvoices(account, currency, null)) }
              : null,
        }),
    },
    {
      id: 'call.dispute',
      title: draft.dispute === null ? 'They dispute an invoice' : 'No dispute',
      group: 'Account',
      keys: ['d'],
      inDialog: true,
      inPalette: false,
      when: () => answered && !asksWhere,
      run: () =>
        set({ dispute: draft.dispute === null ? { documentId: null, details: emptyDraft(today) } : null }),
    },
  ]);

  const log = async () => {
    if (input === null) return;
    const { id, promiseId, disputeId, previous, warnings } = await client.calls.log(input);
    const next = input.next === null ? null : { action: previous };
    props.onClose();
    feedback.done({
      title: `Call logged: ${target.name}, ${OUTCOME_NAMES[input.outcome].toLowerCase()}`,
      ...(warnings.length === 0 ? {} : { text: warnings.join(' ') }),
      undo: async () =>
        void (await client.calls.undo({ id, accountId: target.accountId, promiseId, disputeId, next })),
    });
    props.onDone();
  };

  return (
    <>
      <ActionDialog
        title={`Call ${target.name}`}
        action="Save and go on"
        ready={input !== null && isAllowed}
        wide
        covered={asksWhere}
        onClose={props.onClose}
        onSubmit={log}
      >
        <WhoToCall
          sheet={sheet}
          chosen={draft.contactId}
          onChoose={(contactId) => set({ contactId })}
          onPlace={() => setAsksWhere(true)}
        />
        <CallGuide script={sheet.script} checklist={sheet.checklist} />
        <OutcomeChoice
          value={draft.outcome}
          byKey={!asksWhere}
          onChange={(outcome) => set({ outcome, own: null })}
        />
        <Textarea
          label="What was said"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          value={draft.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        {answered ? (
          <div className={classes.capture}>
            <CommandButton command="call.promise" />
            <CommandButton command="call.dispute" />
          </div>
        ) : null}
        {answered && draft.promise !== null ? (
          <PromiseInCall
            account={account}
            currency={currency}
            part={draft.promise}
            onChange={(promise) => set({ promise })}
          />
        ) : null}
        {answered && draft.dispute !== null ? (
          <DisputeInCall
            account={account}
            currency={currency}
            part={draft.dispute}
            onChange={(dispute) => set({ dispute })}
          />
        ) : null}
        {draft.outcome === null ? null : <StepAfterCall draft={draft} planned={planned} onChange={set} />}
      </ActionDialog>
      {asksWhere ? (
        <DebtorDialog
          targets={[target]}
          onClose={() => setAsksWhere(false)}
          onSaved={async () => setSheet(await client.calls.sheet({ accountId: target.accountId }))}
        />
      ) : null}
    </>
  );
}
