import { daysBetween } from '../dates.ts';
import { formatDate, formatRelativeDate } from '../format/dates.ts';
import { countDays } from '../format/words.ts';
import { type PriorityRule, ramp } from './rule.ts';

/** Within this many days a touch is recent; from a month on it gives all its points. */
const [RECENT_DAYS, LONG_AGO_DAYS] = [3, 30];
/** An average needs this many paid invoices before it is a habit. */
const HABIT_INVOICES = 3;
/** Up to this average a customer pays on time; this many days beyond it the habit is broken. */
const [ON_TIME_DAYS, BREAK_DAYS] = [3, 7];
/** An average delay of this many days gives all its points. */
const VERY_LATE_DAYS = 45;

const notContacted: PriorityRule = {
  code: 'not_contacted',
  find: ({ lastTouchOn, today }) => {
    if (lastTouchOn === null) return { strength: 1, text: 'never contacted' };
    const days = daysBetween(lastTouchOn, today);
    if (days <= RECENT_DAYS) return null;
    const text = `last contact ${formatRelativeDate(lastTouchOn, today)}`;
    return { strength: ramp(days, RECENT_DAYS, LONG_AGO_DAYS), text };
  },
};

const contactedRecently: PriorityRule = {
  code: 'contacted_recently',
  find: ({ lastTouchOn, today }) => {
    if (lastTouchOn === null || lastTouchOn > today) return null;
    const days = daysBetween(lastTouchOn, today);
    if (days > RECENT_DAYS) return null;
    const text = `contacted ${formatRelativeDate(lastTouchOn, today)}`;
    return { strength: 1 - days / (RECENT_DAYS + 1), text };
  },
};

const habitBroken: PriorityRule = {
  code: 'habit_broken',
  find: ({ habit, oldestDaysPastDue }) => {
    if (habit === null || habit.paidInvoices < HABIT_INVOICES) return null;
    const usual = Math.round(habit.averageDaysLate);
    const beyond = oldestDaysPastDue - Math.max(usual, 0);
    if (beyond <= BREAK_DAYS) return null;
    const usually = usual <= ON_TIME_DAYS ? 'usually pays on time' : `usually pays ${countDays(usual)} late`;
    return {
      strength: ramp(beyond, 0, 2 * BREAK_DAYS),
      text: `${usually}, now ${countDays(oldestDaysPastDue)}`,
    };
  },
};

const paysLate: PriorityRule = {
  code: 'pays_late',
  find: ({ habit }) => {
    if (habit === null || habit.paidInvoices < HABIT_INVOICES) return null;
    const usual = Math.round(habit.averageDaysLate);
    if (usual <= ON_TIME_DAYS) return null;
    return { strength: ramp(usual, 0, VERY_LATE_DAYS), text: `pays ${countDays(usual)} late on average` };
  },
};

const noNextAction: PriorityRule = {
  code: 'no_next_action',
  find: ({ nextAction }) => (nextAction === null ? { strength: 1, text: 'no next action' } : null),
};

const nextActionDue: PriorityRule = {
  code: 'next_action_due',
  find: ({ nextAction, today }) => {
    if (nextAction === null || nextAction.date > today) return null;
    const what = nextAction.kind.replaceAll('_', ' ');
    if (nextAction.date === today) return { strength: 1, text: `next action due today: ${what}` };
    return { strength: 1, text: `next action missed on ${formatDate(nextAction.date, today)}: ${what}` };
  },
};

const snoozed: PriorityRule = {
  code: 'snoozed',
  find: ({ snoozedUntil, today }) => {
    if (snoozedUntil === null || snoozedUntil <= today) return null;
    return { strength: 1, text: `snoozed until ${formatDate(snoozedUntil, today)}` };
  },
};

const held: PriorityRule = {
  code: 'held',
  find: ({ holds, today }) => {
    const hold = holds.find((one) => one.until === null || one.until > today);
    if (hold === undefined) return null;
    const until = hold.until === null ? '' : ` until ${formatDate(hold.until, today)}`;
    return { strength: 1, text: `on hold${until}: ${hold.reason}` };
  },
};

/** Rules about the work: who was in touch when, what is planned, what rests. */
export const WORK_RULES: readonly PriorityRule[] = [
  notContacted,
  contactedRecently,
  habitBroken,
  paysLate,
  noNextAction,
  nextActionDue,
  snoozed,
  held,
];
