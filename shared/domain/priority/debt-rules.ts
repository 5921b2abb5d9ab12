import { formatTotal } from '../format/money.ts';
import { countDays, formatShare } from '../format/words.ts';
import { type PriorityRule, ramp } from './rule.ts';

/** Shares of the book are spread over four decades: 0.01 % gives nothing, 100 % everything. */
const DECADES = 4;
/** At this age the oldest invoice gives all its points. */
const FULL_AGE_DAYS = 120;
/** A share of the book counts from here on, fully at a quarter. */
const [LARGE_SHARE, FULL_SHARE] = [0.05, 0.25];
/** An invoice that just fell due is large from 1 % of the book on, fully at 10 %. */
const [LARGE_INVOICE, FULL_INVOICE] = [0.01, 0.1];

const overdueAmount: PriorityRule = {
  code: 'overdue_amount',
  find: ({ overdueMinor, askableMinor, bookMinor, currency }) => {
    if (askableMinor <= 0) return null;
    const share = askableMinor / Math.max(bookMinor, askableMinor);
    const strength = ramp(Math.log10(share), -DECADES, 0);
    const text = `${formatTotal(overdueMinor, currency)} overdue`;
    if (askableMinor === overdueMinor) return { strength, text };
    return { strength, text: `${text}, ${formatTotal(askableMinor, currency)} of it to be asked for` };
  },
};

const oldestOverdue: PriorityRule = {
  code: 'oldest_overdue',
  find: ({ oldestDaysPastDue }) => {
    if (oldestDaysPastDue <= 0) return null;
    return {
      strength: ramp(oldestDaysPastDue, 0, FULL_AGE_DAYS),
      text: `${countDays(oldestDaysPastDue)} late`,
    };
  },
};

const shareOfBook: PriorityRule = {
  code: 'share_of_book',
  find: ({ overdueMinor, bookMinor, currency }) => {
    const share = bookMinor > 0 ? overdueMinor / bookMinor : 0;
    if (share < LARGE_SHARE) return null;
    const text = `${formatTotal(overdueMinor, currency)} is ${formatShare(overdueMinor, bookMinor)} of your book`;
    return { strength: ramp(share, 0, FULL_SHARE), text };
  },
};

const newlyOverdue: PriorityRule = {
  code: 'newly_overdue',
  find: ({ newlyOverdue: invoice, bookMinor, currency }) => {
    const share = invoice !== null && bookMinor > 0 ? invoice.minor / bookMinor : 0;
    if (invoice === null || share < LARGE_INVOICE) return null;
    const text = `an invoice of ${formatTotal(invoice.minor, currency)} fell due ${countDays(invoice.daysPastDue)} ago`;
    return { strength: ramp(share, 0, FULL_INVOICE), text };
  },
};

const disputed: PriorityRule = {
  code: 'disputed',
  find: ({ disputedMinor, currency }) => {
    if (disputedMinor <= 0) return null;
    return { strength: 1, text: `${formatTotal(disputedMinor, currency)} disputed` };
  },
};

const creditCovers: PriorityRule = {
  code: 'credit_covers',
  find: ({ creditsMinor, askableMinor, currency }) => {
    if (creditsMinor <= 0 || askableMinor <= 0) return null;
    const credit = `${formatTotal(creditsMinor, currency)} in credits and payments not applied`;
    if (creditsMinor >= askableMinor) return { strength: 1, text: `${credit} covers all that is overdue` };
    const text = `${credit} covers ${formatShare(creditsMinor, askableMinor)} of it`;
    return { strength: creditsMinor / askableMinor, text };
  },
};

/** Rules about the money: what is owed, how old it is, what stands against it. */
export const DEBT_RULES: readonly PriorityRule[] = [
  overdueAmount,
  oldestOverdue,
  shareOfBook,
  newlyOverdue,
  disputed,
  creditCovers,
];
