import { formatDate } from '../format/dates.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/** Stops a message to a customer who wrote and has no answer yet: the answer comes first. */
export const unansweredReply: GateCheck = {
  code: 'unanswered_reply',
  run: (context) => {
    const asked = askedFor(context);
    if (asked.length === 0 || context.unanswered === null) return [];
    const { since, about } = context.unanswered;
    const subject = about.trim() === '' ? '' : ` (${about.trim()})`;
    const text =
      `${context.account.name} wrote on ${formatDate(since, context.today)}${subject} and has no answer yet. ` +
      'Answer first, then clear the mark.';
    return [{ code: 'unanswered_reply', decision: 'block', text, items: asked }];
  },
};
