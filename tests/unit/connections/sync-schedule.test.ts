import { describe, expect, it } from 'vitest';
import { isDue } from '../../../electron/engine/services/connections/sync-schedule.ts';
import { CHANGE_GROUPS, changeGroup, kindsIn } from '../../../shared/domain/connections/change-groups.ts';
import type { Instant } from '../../../shared/domain/dates.ts';

const NOW = '2026-11-21T08:12:00.000Z' as Instant;
const LATER = '2026-11-21T08:12:00.001Z' as Instant;
const row = { everyMinutes: 30, status: 'ready', nextRunAt: NOW } as const;

describe('a connection is due', () => {
  it('from the moment that the run before it has set, and not before', () => {
    expect(isDue(row, NOW)).toBe(true);
    expect(isDue({ ...row, nextRunAt: LATER }, NOW)).toBe(false);
  });

  it('at once when it was never read or was changed', () => {
    expect(isDue({ ...row, nextRunAt: null, status: 'new' }, NOW)).toBe(true);
  });

  it('again after a failure that passes', () => {
    expect(isDue({ ...row, status: 'failing' }, NOW)).toBe(true);
  });

  it('never while its sign-in is refused, nor when only a person starts it', () => {
    expect(isDue({ ...row, status: 'reconnect' }, NOW)).toBe(false);
    expect(isDue({ ...row, everyMinutes: 0, nextRunAt: null }, NOW)).toBe(false);
  });
});

it('every kind of change stands in exactly one group', () => {
  const kinds = CHANGE_GROUPS.flatMap((group) => kindsIn(group));
  expect(new Set(kinds).size).toBe(kinds.length);
  for (const group of CHANGE_GROUPS) {
    for (const kind of kindsIn(group)) expect(changeGroup(kind)).toBe(group);
  }
});
