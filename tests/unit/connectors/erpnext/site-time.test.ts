import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, lookBack } from '../../../../electron/engine/connectors/erpnext/site-time.ts';

describe('how far a site is looked back', () => {
  test.each([
    ['Asia/Kolkata', '2026-11-22 13:40:00'],
    ['UTC', '2026-11-22 08:10:00'],
    ['Pacific/Kiritimati', '2026-11-22 22:10:00'],
    ['America/St_Johns', '2026-11-22 04:40:00'],
  ])('five minutes by the clock of %s', (zone, time) => {
    expect(lookBack('2026-11-22T08:15:00.000Z', zone)).toBe(time);
  });

  test('an hour more when clocks are about to be put back: the hour that comes twice hides nothing', () => {
    // Berlin, 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC.
    expect(lookBack('2026-10-25T00:50:00.000Z', 'Europe/Berlin')).toBe('2026-10-25 01:45:00');
    expect(lookBack('2026-10-25T01:30:00.000Z', 'Europe/Berlin')).toBe('2026-10-25 02:25:00');
  });

  test('26 hours without a zone', () => {
    expect(lookBack('2026-11-22T08:15:00.000Z', null)).toBe('2026-11-21 06:15:00');
  });

  test('whatever the zone and the time, what a site writes later is not before it', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Pacific/Apia',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
        fc.integer({ min: 0, max: 48 * 3_600_000 }),
        fc.boolean(),
        (zone, time, later, isKnown) => {
          const written = new Date(time + later).toLocaleString('sv-SE', { timeZone: zone });
          expect(written >= lookBack(new Date(time).toISOString(), isKnown ? zone : null)).toBe(true);
        },
      ),
    );
  });

  test('a zone that nobody knows is none', () => {
    expect(isTimeZone('Asia/Kolkata')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
