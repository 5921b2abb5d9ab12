import { type ReactNode, useState } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';
import { type ComposeTarget, useCompose } from '../../app/compose/compose-context.tsx';
import { CallDialog } from '../calls/call-dialog.tsx';
import { DebtorDialog } from '../calls/debtor-dialog.tsx';
import { NO_LETTERS, useAsOf } from '../looking-back/use-as-of.ts';
import { type HoldFireForm, HoldFireForms, isHoldFireForm } from './hold-fire-forms.tsx';
import { NextActionDialog } from './next-action-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';

/** Whom an action is about. */
export type ActionTarget = Pick<WorklistItem, 'accountId' | 'name' | 'currency' | 'nextAction' | 'holds'>;

type Dialog = 'call' | 'debtor' | 'snooze' | 'nextAction' | HoldFireForm;

/** Mail, call, snooze and next action for the selected account, or for all ticked ones: commands and their dialogs. */
export function AccountActions(props: {
  readonly targets: readonly ActionTarget[];
  readonly several: boolean;
  /** Items ticked on the account's page: a mail speaks of these only. */
  readonly ticked: ComposeTarget | null;
  /** The work on these accounts is done for now: on to the next. */
  readonly onDone: () => void;
  readonly children: ReactNode;
}) {
  const { targets } = props;
  const compose = useCompose();
  const lookingBack = useAsOf().asOf !== null;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const some = () => targets.length > 0;
  const one = () => some() && !props.several;
  const composeTarget = ({ accountId, currency }: ActionTarget): ComposeTarget => {
    const { ticked } = props;
    const same = ticked?.accountId === accountId && ticked.currency === currency && !props.several;
    return same ? ticked : { accountId, currency };
  };
  const command = (id: string, title: string, key: string, run: () => void, when = some): Command => ({
    id: `account.${id}`,
    title,
    group: 'Account',
    keys: [key],
    when,
    run,
  });
  useCommands([
    {
      ...command(
        'mail',
        'Write a mail',
        'e',
        () => compose.open(targets.map(composeTarget), props.onDone),
        () => some() && compose.available,
      ),
      ...(lookingBack ? { off: NO_LETTERS } : {}),
    },
    command('call', 'Log a call', 'c', () => setDialog('call'), one),
    { ...command('debtor', 'Say who and where they are', '', () => setDialog('debtor'), one), keys: [] },
    command('snooze', 'Snooze', 's', () => setDialog('snooze')),
    command('nextAction', 'Plan the next action', 'a', () => setDialog('nextAction')),
    command('promise', 'Keep a promise to pay', 'p', () => setDialog('promise'), one),
    command('dispute', 'Open a dispute', 'd', () => setDialog('dispute'), one),
    command('hold', 'Put on hold, or lift the hold', 'h', () => setDialog('hold')),
    command('doNotContact', 'Do not contact', 'shift+h', () => setDialog('doNotContact'), one),
    command('waits', 'Waits for an answer, or has it', 'w', () => setDialog('waits'), one),
    { ...command('undeliverable', 'Mail comes back', '', () => setDialog('undeliverable'), one), keys: [] },
  ]);
  const shared = { targets, onClose: () => setDialog(null), onDone: props.onDone };
  return (
    <>
      {props.children}
      {dialog === 'call' ? <CallDialog {...shared} /> : null}
      {dialog === 'debtor' ? <DebtorDialog {...shared} /> : null}
      {dialog === 'snooze' ? <SnoozeDialog {...shared} /> : null}
      {dialog === 'nextAction' ? <NextActionDialog {...shared} /> : null}
      {isHoldFireForm(dialog) ? (
        <HoldFireForms {...shared} form={dialog} several={props.several} ticked={props.ticked} />
      ) : null}
    </>
  );
}

/** For titles and messages: the account's name, or how many there are. */
export function targetNames(targets: readonly ActionTarget[]): string {
  const ids = new Set(targets.map((target) => target.accountId));
  return ids.size === 1 ? (targets[0]?.name ?? '') : `${ids.size} accounts`;
}

/** Each account once, though it may stand in the list with several currencies. */
export function targetIds(targets: readonly ActionTarget[]): ActionTarget['accountId'][] {
  return [...new Set(targets.map((target) => target.accountId))];
}
