/** Reasons that a priority is made of. A code is also the key of its weight in the settings. */
export const PRIORITY_CODES = [
  'overdue_amount',
  'oldest_overdue',
  'share_of_book',
  'not_contacted',
  'contacted_recently',
  'habit_broken',
  'pays_late',
  'broken_promise',
  'promised',
  'unanswered_reply',
  'disputed',
  'newly_overdue',
  'no_next_action',
  'next_action_due',
  'credit_covers',
  'snoozed',
  'held',
] as const;
export type PriorityCode = (typeof PRIORITY_CODES)[number];

/** The most points that a reason can give (or take, when negative); whole numbers from −100 to 200, 0 turns it off. */
export type PriorityWeights = Readonly<Record<PriorityCode, number>>;

export const DEFAULT_PRIORITY_WEIGHTS: PriorityWeights = {
  overdue_amount: 30,
  oldest_overdue: 25,
  share_of_book: 10,
  not_contacted: 10,
  contacted_recently: -15,
  habit_broken: 10,
  pays_late: 5,
  // More than everything else together comes to: a broken promise is on top of the list the day it breaks.
  broken_promise: 170,
  promised: -40,
  unanswered_reply: 25,
  disputed: 5,
  newly_overdue: 8,
  no_next_action: 5,
  next_action_due: 15,
  credit_covers: -30,
  snoozed: -60,
  held: -60,
};

/** What the settings screen calls each weight. */
export const PRIORITY_LABELS: Readonly<Record<PriorityCode, string>> = {
  overdue_amount: 'Overdue amount, compared with your book',
  oldest_overdue: 'Age of the oldest overdue invoice',
  share_of_book: 'Large share of your book',
  not_contacted: 'Not contacted for a while',
  contacted_recently: 'Contacted in the last few days',
  habit_broken: 'Later than the customer usually pays',
  pays_late: 'Usually pays late',
  broken_promise: 'Promise broken and not made good',
  promised: 'Waits for a promise',
  unanswered_reply: 'Customer waits for an answer',
  disputed: 'Disputed, here or in the books',
  newly_overdue: 'Large invoice that just fell due',
  no_next_action: 'No next action planned',
  next_action_due: 'Next action due today or missed',
  credit_covers: 'Credits and payments not applied cover it',
  snoozed: 'Snoozed',
  held: 'On hold',
};

/** The defaults with a workspace's own weights over them; unknown codes and fractions of a point are dropped. */
export function priorityWeights(own: Readonly<Record<string, number>>): PriorityWeights {
  const known = PRIORITY_CODES.flatMap((code) => {
    const weight = own[code];
    return weight === undefined || !Number.isFinite(weight) ? [] : [[code, Math.trunc(weight)] as const];
  });
  return { ...DEFAULT_PRIORITY_WEIGHTS, ...Object.fromEntries(known) };
}
