import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { onOldFigures } from '../../../../shared/domain/next-action/next-best-action.ts';
import type { NextBestAction } from '../../../../shared/domain/next-action/types.ts';

/** A next best action as the contract has it. */
export interface ProposedAction extends Omit<NextBestAction, 'reasons'> {
  readonly reasons: string[];
}

/** A proposal as it was worked out with the figures, once their age on the day is looked at. */
export function proposalToday(
  proposal: NextBestAction | null,
  { today, tooOld }: { readonly today: PlainDate; readonly tooOld: boolean },
): ProposedAction | null {
  if (proposal === null) return null;
  const action = tooOld ? onOldFigures(proposal, today) : proposal;
  return { ...action, reasons: [...action.reasons] };
}
