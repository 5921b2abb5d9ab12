import { addDays, type PlainDate } from '../dates.ts';
import { formatDate } from '../format/dates.ts';
import { formatTotal } from '../format/money.ts';
import type { NextActionFacts } from './facts.ts';
import { type NextActionRule, now, waitUntil } from './rule.ts';

/** A hold or an objection without a date is looked at again after a week. */
const LOOK_AGAIN_DAYS = 7;

const day = (date: PlainDate, { today }: NextActionFacts) => formatDate(date, today);
const money = (minor: NextActionFacts['creditsMinor'], { currency }: NextActionFacts) =>
  formatTotal(minor, currency);

const unanswered: NextActionRule = {
  code: 'unanswered_reply',
  propose: (facts) =>
    facts.unansweredReply
      ? now(facts, 'answer', 'The customer wrote and waits for an answer: nothing else goes out before it')
      : null,
};

const held: NextActionRule = {
  code: 'held',
  propose: (facts) => {
    const [first] = facts.holds;
    if (first === undefined) return null;
    const ends = facts.holds.flatMap(({ until }) => until ?? []).sort();
    const end = ends.length === facts.holds.length ? ends.at(-1) : undefined;
    if (end !== undefined)
      return waitUntil(facts, end, `On hold until ${day(end, facts)}${because(first.reason)}`);
    const text = `On hold without an end${because(first.reason)}: ask in a week whether it still holds`;
    return waitUntil(facts, addDays(facts.today, LOOK_AGAIN_DAYS), text);
  },
};

const snoozed: NextActionRule = {
  code: 'snoozed',
  propose: (facts) => {
    const until = facts.snoozedUntil;
    if (until === null || until <= facts.today) return null;
    return waitUntil(facts, until, `Snoozed until ${day(until, facts)}`);
  },
};

/** What was promised and what somebody planned stand, unless a promise broke meanwhile. */
const planned: NextActionRule = {
  code: 'planned',
  propose: (facts) => {
    const plan = facts.planned;
    if (plan === null || plan.date <= facts.today || facts.brokenPromise !== null) return null;
    const text = `${plan.kind.replaceAll('_', ' ')} is planned for ${day(plan.date, facts)}`;
    return waitUntil(facts, plan.date, text.charAt(0).toUpperCase() + text.slice(1));
  },
};

const claimed: NextActionRule = {
  code: 'claimed',
  propose: (facts) => {
    const { parts } = facts;
    if (parts.free > 0 || parts.claimed === 0 || parts.promised > 0 || parts.disputed > 0) return null;
    const text = `${money(parts.claimed, facts)} was approved as paid and is not in the books yet: have it posted`;
    return now(facts, 'apply_cash', text);
  },
};

const disputed: NextActionRule = {
  code: 'disputed',
  propose: (facts) => {
    const { parts, disputeNextDate, promiseLastDay } = facts;
    if (parts.disputed === 0 || parts.disputed <= parts.free) return null;
    const amount = `${money(parts.disputed, facts)} is disputed`;
    if (disputeNextDate === null) {
      if (parts.promised > 0 && parts.promised > parts.disputed) return null;
      return now(facts, 'chase_dispute', `${amount} and nobody has a date for it`);
    }
    if (disputeNextDate <= facts.today) return now(facts, 'chase_dispute', `${amount} and its date is today`);
    if (parts.free > 0) return null;
    if (parts.promised > 0 && promiseLastDay !== null && promiseLastDay < disputeNextDate) return null;
    return waitUntil(facts, disputeNextDate, `${amount}; its next step is on ${day(disputeNextDate, facts)}`);
  },
};

const promised: NextActionRule = {
  code: 'promised',
  propose: (facts) => {
    const { parts, promiseLastDay } = facts;
    if (parts.free > 0 || parts.promised === 0 || promiseLastDay === null) return null;
    const text = `${money(parts.promised, facts)} is promised: its last day is ${day(promiseLastDay, facts)}`;
    return waitUntil(facts, addDays(promiseLastDay, 1), text);
  },
};

const nothingFree: NextActionRule = {
  code: 'nothing_free',
  propose: (facts) => {
    if (facts.parts.free > 0) return null;
    const text = 'All that is overdue is on hold or waits: look again in a week';
    return waitUntil(facts, addDays(facts.today, LOOK_AGAIN_DAYS), text);
  },
};

const creditsCover: NextActionRule = {
  code: 'credit_covers',
  propose: (facts) => {
    if (facts.creditsMinor < facts.parts.free) return null;
    const text = `${money(facts.creditsMinor, facts)} in credits and payments not applied covers what is overdue`;
    return now(facts, 'apply_cash', text);
  },
};

function because(reason: string): string {
  return reason.trim() === '' ? '' : ` (${reason.trim().replace(/[.!?]$/u, '')})`;
}

/** Rules about what stands against asking: as long as one of them fits, nothing is asked for. */
export const WAITING_RULES: readonly NextActionRule[] = [
  unanswered,
  held,
  snoozed,
  planned,
  claimed,
  disputed,
  promised,
  nothingFree,
  creditsCover,
];
