import { formatDate } from '../format/dates.ts';
import { formatTotal } from '../format/money.ts';
import { formatShare } from '../format/words.ts';
import { type PriorityRule, ramp } from './rule.ts';

/** From this many broken promises on, the reason gives all its points. */
const FULL_LEVEL = 3;

const brokenPromise: PriorityRule = {
  code: 'broken_promise',
  find: ({ brokenPromise: broken, today }) => {
    if (broken === null) return null;
    const which = broken.level > 1 ? `promise no. ${broken.level}` : 'promise';
    const text = `${which} broken on ${formatDate(broken.on, today)}`;
    return { strength: 0.9 + 0.1 * ramp(broken.level, 1, FULL_LEVEL), text };
  },
};

const promised: PriorityRule = {
  code: 'promised',
  find: ({ promisedMinor, overdueMinor, promiseDue, currency, today }) => {
    if (promisedMinor <= 0 || overdueMinor <= 0) return null;
    const when = promiseDue === null ? '' : ` for ${formatDate(promiseDue, today)}`;
    const share = promisedMinor >= overdueMinor ? '' : ` (${formatShare(promisedMinor, overdueMinor)} of it)`;
    const text = `${formatTotal(promisedMinor, currency)} promised${when}${share}`;
    return { strength: Math.min(1, promisedMinor / overdueMinor), text };
  },
};

const unansweredReply: PriorityRule = {
  code: 'unanswered_reply',
  find: (facts) => (facts.unansweredReply ? { strength: 1, text: 'customer waits for an answer' } : null),
};

/** Rules about what the customer said: promises kept waiting, broken, and words without an answer. */
export const PROMISE_RULES: readonly PriorityRule[] = [brokenPromise, promised, unansweredReply];
