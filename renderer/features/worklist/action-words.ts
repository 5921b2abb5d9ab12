import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';

const KINDS: Readonly<Record<string, string>> = {
  call: 'Call',
  mail: 'Mail',
  wait: 'Wait',
  escalate: 'Escalate',
  send_copy: 'Send copy',
  review: 'Review',
  other: 'Other',
};

/** A next action's kind as a verb: `Send copy`. A kind of a later version stands as it is. */
export function actionWord(kind: string): string {
  return KINDS[kind] ?? kind;
}

export const STAGE_NAMES: Readonly<Record<TemplateStage, string>> = {
  before_due: 'before due',
  friendly: 'friendly',
  firm: 'firm',
  final: 'final',
  statement: 'statement',
};

/** What to suggest where nothing is planned: the letter that the stage proposes. */
export function suggestion(item: Pick<WorklistItem, 'stage' | 'overdue'>): string {
  return item.overdue > 0 ? `Mail, ${STAGE_NAMES[item.stage]}` : 'Nothing due';
}
