import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { PLANNED_KINDS, type PlannedKind } from '../../../shared/domain/next-action/planned-kinds.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { dateText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { actionWord } from './action-words.ts';

export interface Step {
  readonly kind: PlannedKind;
  readonly date: PlainDate;
  readonly note: string | null;
}

/** Plans the next step of an account and says so, with a way back for the step and the owner. */
export function useStepPlanning() {
  const client = useClient();
  const feedback = useFeedback();
  const { today, locale } = useFormat();
  return async (item: Pick<WorklistItem, 'accountId' | 'name'>, step: Step, owner: string | null) => {
    const accountIds = [item.accountId];
    const { previous } = await client.worklist.planStep({ accountIds, action: step, owner });
    feedback.done({
      title: `${item.name}: ${actionWord(step.kind)} ${dateText(step.date, today, locale)}`,
      undo: async () => {
        for (const { action, owner: before } of previous) {
          const kind = PLANNED_KINDS.find((one) => one === action?.kind) ?? 'other';
          const restored = action === null ? null : { ...action, kind };
          await client.accounts.setNextAction({ accountIds, action: restored });
          await client.worklist.setOwner({ accountIds, owner: before });
        }
      },
    });
  };
}
