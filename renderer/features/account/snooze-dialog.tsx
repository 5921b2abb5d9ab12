import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { useClient } from '../../api/engine-context.tsx';
import { byFormer, doneNames, useBulk } from '../../app/bulk/use-bulk.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { shortDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { type ActionTarget, targetIds, targetNames } from './account-actions.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { DateChoice } from './date-choice.tsx';

/** Puts accounts away until a day, with a reason; they come back by themselves. */
export function SnoozeDialog(props: {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const client = useClient();
  const feedback = useFeedback();
  const bulk = useBulk();
  const { today, locale } = useFormat();
  const [until, setUntil] = useState<PlainDate | null>(null);
  const [reason, setReason] = useState('');
  const names = targetNames(props.targets);
  const snoozed = props.targets.some((target) => target.holds.some((hold) => hold.code === 'snoozed'));

  const snooze = (to: PlainDate | null) =>
    bulk({
      title: to === null ? 'Ending the snooze' : 'Snoozing',
      things: targetIds(props.targets),
      work: (accountIds) => client.accounts.snooze({ accountIds, until: to, reason: reason.trim() || null }),
      onDone: (answers, done) => {
        const whom = doneNames(names, done, targetIds(props.targets).length);
        const previous = answers.flatMap((answer) => answer.previous);
        props.onClose();
        feedback.done({
          title:
            to === null ? `Snooze of ${whom} ended` : `Snoozed ${whom} until ${shortDate(to, today, locale)}`,
          undo: async () => {
            const formers = byFormer(previous, ({ until: before, reason: why }) => ({
              until: before,
              reason: why,
            }));
            for (const { former, things } of formers) {
              const accountIds = things.map(({ accountId }) => accountId);
              await client.accounts.snooze({ accountIds, ...former });
            }
          },
        });
        props.onDone();
      },
    });

  return (
    <ActionDialog
      title={`Snooze ${names}`}
      action="Snooze"
      ready={until !== null && until > today}
      onClose={props.onClose}
      onSubmit={() => snooze(until)}
      aside={
        snoozed ? (
          <Button variant="subtle" onClick={() => snooze(null).catch(feedback.failed)}>
            End the snooze
          </Button>
        ) : undefined
      }
    >
      <DateChoice label="Comes back on" value={until} onChange={setUntil} earliest={addDays(today, 1)} />
      <TextInput
        label="Reason"
        description="Stands in the log and beside the account."
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
