import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeText } from '../../../../renderer/features/backups/size-text.ts';
import { sectionErrors } from '../../../../renderer/features/settings/section-checks.ts';
import { isDirty } from '../../../../renderer/features/settings/section-state.ts';
import { setWeight, type Weights, weightOf } from '../../../../renderer/features/settings/weights.ts';
import { SETTINGS } from './sample-settings.ts';

describe('unsaved changes', () => {
  it('are there when a value differs, and gone when it is put back', () => {
    expect(isDirty({ ...SETTINGS.company, name: 'Other' }, SETTINGS.company)).toBe(true);
    expect(isDirty({ ...SETTINGS.company }, SETTINGS.company)).toBe(false);
    expect(isDirty(null, SETTINGS.company)).toBe(false);
  });

  it('do not depend on the order of the keys', () => {
    expect(isDirty({ a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 })).toBe(false);
  });

  it('see the order of a list', () => {
    expect(isDirty([30, 60, 90], [30, 90, 60])).toBe(true);
  });
});

describe('what is wrong with a section', () => {
  it('is nothing when all fields may stand', () => {
    expect(sectionErrors('company', SETTINGS.company)).toEqual({});
    expect(sectionErrors('agingEdges', SETTINGS.agingEdges)).toEqual({});
    expect(sectionErrors('gate', SETTINGS.gate)).toEqual({});
  });

  it('stands at the field, with the limit in words', () => {
    const company = { ...SETTINGS.company, name: 'x'.repeat(121) };
    expect(sectionErrors('company', company)).toEqual({ name: 'At most 120 characters.' });
  });

  it.each(['ar@halden', 'ar halden@x.com', '@halden.com', 'ar@'])('refuses %s as a mail address', (email) => {
    expect(sectionErrors('sender', { ...SETTINGS.sender, email }).email).toMatch(/not a mail address/);
  });

  it.each(['pay.halden.com', 'ftp://halden.com', 'javascript:alert(1)'])(
    'refuses %s as a portal',
    (portalUrl) => {
      expect(sectionErrors('company', { ...SETTINGS.company, portalUrl }).portalUrl).toMatch(/https/);
    },
  );

  it('lets empty fields be', () => {
    expect(sectionErrors('company', { ...SETTINGS.company, email: '', portalUrl: '' })).toEqual({});
  });

  it('wants the edges of the buckets to rise', () => {
    expect(sectionErrors('agingEdges', [30, 20, 90])['']).toBe('Three rising numbers of days.');
    expect(sectionErrors('agingEdges', [0, 60, 90])['0']).toBe('At least 1.');
  });

  it('wants figures to be warned about before they hold a letter back', () => {
    const gate = { ...SETTINGS.gate, staleWarnDays: 45, staleBlockDays: 45 };
    expect(sectionErrors('gate', gate).staleBlockDays).toMatch(/More days/);
  });
});

describe('the points of a reason', () => {
  const reason = { code: 'oldest_overdue', default: 25 };
  const weights = fc.dictionary(
    fc.constantFrom('a', 'b', 'oldest_overdue'),
    fc.integer({ min: -100, max: 100 }),
  );

  it('are the default until they are set', () => {
    expect(weightOf({}, reason)).toBe(25);
    expect(weightOf({ oldest_overdue: 0 }, reason)).toBe(0);
  });

  it('are left out at their default', () => {
    expect(setWeight({ oldest_overdue: 40, a: 1 }, reason, 25)).toEqual({ a: 1 });
  });

  it('stay within a hundred, whole, and leave the other reasons alone', () => {
    const points = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(weights, points, (before: Weights, wanted) => {
        const after = setWeight(before, reason, wanted);
        const value = weightOf(after, reason);
        expect(Math.abs(value)).toBeLessThanOrEqual(100);
        expect(Number.isInteger(value)).toBe(true);
        for (const other of ['a', 'b']) expect(after[other]).toBe(before[other]);
      }),
    );
  });
});

describe('the size of a backup', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [812, '812 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [4_200, '4 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [4_312_004, '4.3 MB'],
    [999_940_000, '999.9 MB'],
    [999_950_000, '1 GB'],
    [4_000_000_000_000, '4,000 GB'],
    [12_000_000_000, '12 GB'],
  ])('of %d bytes is %s', (bytes, text) => {
    expect(sizeText(bytes, 'en-GB')).toBe(text);
  });
});
