import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { daysBetween, type PlainDate } from '../../../shared/domain/dates.ts';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';
import { shortDate } from '../../ui/format/date-format.ts';

const KINDS: Readonly<Record<string, string>> = {
  call: 'Call',
  mail: 'Mail',
  wait: 'Wait',
  escalate: 'Escalate',
  send_copy: 'Send copy',
  review: 'Review',
  other: 'Other',
};

/** A next action's kind in words: `Call`, `Send copy`. A kind of a later version stands as it is. */
export function actionWord(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** The same in one word, for a list. */
export function shortActionWord(kind: string): string {
  return kind === 'send_copy' ? 'Copy' : actionWord(kind);
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

/** When it is planned, short enough for a list: `today`, `in 3 d`, `2 d late`, `24 Nov`. */
export function plannedWhen(date: PlainDate, today: PlainDate, locale: string): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days < 0) return `${-days} d late`;
  return days < 7 ? `in ${days} d` : shortDate(date, today, locale);
}
