import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../electron/engine/services/demo/random.ts';

describe('the source of chance', () => {
  it('repeats itself for the same seed only', () => {
    const draws = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('stays within its bounds, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, least, span) => {
        const random = seededRandom(seed);
        for (let draw = 0; draw < 20; draw++) {
          const drawn = random.whole(least, least + span);
          expect(Number.isInteger(drawn) && drawn >= least && drawn <= least + span).toBe(true);
          const next = random.next();
          expect(next >= 0 && next < 1).toBe(true);
        }
      }),
    );
  });

  it('reaches every value of a small range', () => {
    const random = seededRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c'] as const)));
    expect(drawn).toEqual(new Set(['a', 'b', 'c']));
  });

  it('follows a probability', () => {
    const random = seededRandom(3);
    const hits = Array.from({ length: 2_000 }, () => random.chance(0.25)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(400);
    expect(hits).toBeLessThan(600);
  });
});
