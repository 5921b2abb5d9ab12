import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { NEXT_ACTION_KINDS } from '../../../shared/contract/accounts.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { useClient } from '../../api/engine-context.tsx';
import { byFormer, doneNames, useBulk } from '../../app/bulk/use-bulk.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { dateText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { actionWord } from '../worklist/action-words.ts';
import { type ActionTarget, targetIds, targetNames } from './account-actions.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { DateChoice } from './date-choice.tsx';

type Kind = (typeof NEXT_ACTION_KINDS)[number];

/** What to do next with accounts, and when. */
export function NextActionDialog(props: {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const client = useClient();
  const feedback = useFeedback();
  const bulk = useBulk();
  const { today, locale } = useFormat();
  const planned = props.targets.length === 1 ? (props.targets[0]?.nextAction ?? null) : null;
  const [kind, setKind] = useState<Kind>(kindOf(planned?.kind) ?? 'call');
  const [date, setDate] = useState<PlainDate | null>(planned?.date ?? null);
  const [note, setNote] = useState(planned?.note ?? '');
  const names = targetNames(props.targets);

  const plan = (action: { kind: Kind; date: PlainDate; note: string | null } | null) =>
    bulk({
      title: 'Planning the next action',
      things: targetIds(props.targets),
      work: (accountIds) => client.accounts.setNextAction({ accountIds, action }),
      onDone: (answers, done) => {
        const whom = doneNames(names, done, targetIds(props.targets).length);
        const previous = answers.flatMap((answer) => answer.previous);
        props.onClose();
        const words = action
          ? `${actionWord(action.kind)} ${dateText(action.date, today, locale)}`
          : 'nothing planned';
        feedback.done({
          title: `${whom}: ${words}`,
          undo: async () => {
            for (const { former, things } of byFormer(previous, (one) => one.action)) {
              const restored = former ? { ...former, kind: kindOf(former.kind) ?? 'other' } : null;
              const accountIds = things.map(({ accountId }) => accountId);
              await client.accounts.setNextAction({ accountIds, action: restored });
            }
          },
        });
        props.onDone();
      },
    });

  return (
    <ActionDialog
      title={`Next action: ${names}`}
      action="Plan"
      ready={date !== null}
      onClose={props.onClose}
      onSubmit={async () => {
        if (date) await plan({ kind, date, note: note.trim() || null });
      }}
      aside={
        planned ? (
          <Button variant="subtle" onClick={() => plan(null).catch(feedback.failed)}>
            Clear it
          </Button>
        ) : undefined
      }
    >
      <Select
        label="What"
        data={NEXT_ACTION_KINDS.map((value) => ({ value, label: actionWord(value) }))}
        value={kind}
        onChange={(value) => setKind(kindOf(value ?? undefined) ?? kind)}
      />
      <DateChoice label="When" value={date} onChange={setDate} earliest={today} />
      <TextInput
        label="Note"
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

function kindOf(text: string | undefined): Kind | undefined {
  return NEXT_ACTION_KINDS.find((kind) => kind === text);
}
