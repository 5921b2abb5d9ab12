import type { GateSettings } from './types.ts';

/**
 * The courtesy defaults: three days between two mails, a remark on figures older than a week, and a stop at 45 days,
 * so that books imported once a month still go out, with the remark. A connection reads many times a day: a day without it
 * is remarked on, a week stops.
 */
export const DEFAULT_GATE_SETTINGS: GateSettings = {
  recentContactDays: 3,
  staleWarnDays: 7,
  staleBlockDays: 45,
  syncWarnHours: 24,
  syncBlockHours: 168,
  unapprovedWording: 'warn',
};
