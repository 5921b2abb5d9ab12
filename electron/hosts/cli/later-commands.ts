/** Commands that the pages of the command line foresee and this version does not have. */
export const LATER_COMMANDS: readonly string[] = [
  'mail sync',
  'mail classify',
  'mail reply-text',
  'kpi',
  'report daily',
  'report weekly',
  'report scorecard',
  'report forecast',
];
