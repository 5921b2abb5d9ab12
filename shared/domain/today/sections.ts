/** What the morning screen tells, in the order in which it is worked. */
export const TODAY_SECTIONS = [
  'replies',
  'broken_promises',
  'promises_due',
  'callbacks',
  'follow_ups',
  'disputes',
  'without_step',
  'payments',
] as const;
export type TodaySection = (typeof TODAY_SECTIONS)[number];
