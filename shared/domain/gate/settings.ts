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

/** A workspace's own limits over the defaults; what is no number is not taken over. */
export function gateSettings(own: unknown): GateSettings {
  const given = typeof own === 'object' && own !== null ? Object.entries(own) : [];
  const known = given.filter(([key, value]) => key in DEFAULT_GATE_SETTINGS && typeof value === 'number');
  return { ...DEFAULT_GATE_SETTINGS, ...Object.fromEntries(known) };
}
