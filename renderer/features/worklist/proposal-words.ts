import type { NextBestActionView } from '../../../shared/contract/worklist.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { BestActionKind } from '../../../shared/domain/next-action/types.ts';
import { shortDate } from '../../ui/format/date-format.ts';
import { STAGE_NAMES } from './action-words.ts';

const LONG: Readonly<Record<Exclude<BestActionKind, 'mail' | 'wait'>, string>> = {
  answer: 'Answer the customer',
  call: 'Call',
  send_statement: 'Send a statement',
  chase_dispute: 'Chase the dispute',
  apply_cash: 'Have the cash applied',
  escalate_internally: 'Have it decided inside',
  read_books: 'Read the books again',
};

const SHORT: Readonly<Record<Exclude<BestActionKind, 'mail' | 'wait'>, string>> = {
  answer: 'Answer',
  call: 'Call',
  send_statement: 'Statement',
  chase_dispute: 'Dispute',
  apply_cash: 'Apply cash',
  escalate_internally: 'Escalate',
  read_books: 'Read books',
};

interface Words {
  readonly today: PlainDate;
  readonly locale: string;
}

/** The next best action as a headline: `Mail, firm`, `Wait until 27 Nov`. */
export function proposalTitle(action: NextBestActionView, { today, locale }: Words): string {
  if (action.kind === 'wait') return `Wait until ${shortDate(action.date, today, locale)}`;
  if (action.kind === 'mail') return `Mail, ${STAGE_NAMES[action.stage ?? 'friendly']}`;
  return LONG[action.kind];
}

/** The same for a column of a list. */
export function proposalShort(action: NextBestActionView, { today, locale }: Words): string {
  if (action.kind === 'wait') return `Wait to ${shortDate(action.date, today, locale)}`;
  if (action.kind === 'mail') return `Mail, ${STAGE_NAMES[action.stage ?? 'friendly']}`;
  return SHORT[action.kind];
}

/** Its reasons in one sentence, for a note and below the headline. */
export function proposalReason(action: NextBestActionView): string {
  return `${action.reasons.join('. ')}.`;
}
