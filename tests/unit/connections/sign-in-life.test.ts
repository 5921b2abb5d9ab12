import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type SignInLife,
  signInEnd,
  signInState,
  signInWarning,
} from '../../../shared/domain/connections/sign-in-life.ts';
import type { Instant } from '../../../shared/domain/dates.ts';

const KEY: SignInLife = {
  what: 'API key',
  from: '2026-08-01T00:00:00.000Z' as Instant,
  until: '2026-11-09T00:00:00.000Z' as Instant,
};
const at = (text: string) => `${text}T00:00:00.000Z` as Instant;

describe('a key or certificate that ends', () => {
  it('is warned of from four fifths of its life on, by day', () => {
    expect(signInState(KEY, at('2026-10-19'))).toBe('lasting');
    expect(signInWarning(KEY, at('2026-10-19'))).toBeNull();
    expect(signInState(KEY, at('2026-10-20'))).toBe('ending');
    expect(signInWarning(KEY, at('2026-10-20'))).toBe(
      'The API key ends on 2026-11-09. Make a new one in the accounting system and enter it before that day.',
    );
  });

  it('has ended from its last moment on', () => {
    expect(signInState(KEY, '2026-11-08T23:59:59.999Z' as Instant)).toBe('ending');
    expect(signInState(KEY, KEY.until)).toBe('ended');
    expect(signInWarning({ ...KEY, what: 'certificate' }, KEY.until)).toContain(
      'The certificate ended on 2026-11-09.',
    );
    expect(signInEnd(KEY)).toBe('2026-11-09');
  });

  it('never goes back to an earlier state as time passes', () => {
    const order = ['lasting', 'ending', 'ended'];
    const time = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, (one, two) => {
        const [sooner, later] = [one, two]
          .toSorted((left, right) => left.getTime() - right.getTime())
          .map((moment) => order.indexOf(signInState(KEY, moment.toISOString() as Instant)));
        expect(later).toBeGreaterThanOrEqual(sooner ?? 0);
      }),
    );
  });
});
