import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createRateLimiter,
  createRateLimiters,
} from '../../../../electron/engine/connectors/http/rate-limiter.ts';
import type { Timing } from '../../../../electron/engine/connectors/http/timing.ts';
import { fakeTiming } from '../../../support/ledger/fake-timing.ts';

const going = () => new AbortController().signal;

/** A clock that stands still: whoever waits, waits until it is told to go on or is stopped. */
function stopped(): Timing {
  return {
    now: () => 0,
    random: () => 0,
    sleep: (_ms, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  };
}

test('no minute holds more calls than the published limit, however they come, and over time 70 % of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 80 }),
      fc.array(fc.nat(5_000), { maxLength: 150 }),
      async (perMinute, pauses) => {
        const timing = fakeTiming();
        const limiter = createRateLimiter({ perMinute, concurrent: 5 }, timing);
        const entered: number[] = [];
        for (const pause of pauses) {
          timing.advance(pause);
          (await limiter.enter(going()))();
          entered.push(timing.now());
        }
        for (const [index, at] of entered.entries()) {
          const within = entered.slice(index).filter((other) => other - at < 60_000).length;
          expect(within).toBeLessThanOrEqual(perMinute);
        }
        const minutes = (timing.now() - (entered[0] ?? 0)) / 60_000;
        expect(entered.length).toBeLessThanOrEqual(0.3 * perMinute + 0.7 * perMinute * minutes + 1);
      },
    ),
    { numRuns: 60 },
  );
});

test('a burst as large as the bucket goes through at once, the next call waits for its share of a minute', async () => {
  const timing = fakeTiming();
  const limiter = createRateLimiter({ perMinute: 60, concurrent: 5 }, timing);
  for (let call = 0; call < 18; call += 1) (await limiter.enter(going()))();
  expect(timing.waits).toEqual([]);
  (await limiter.enter(going()))();
  expect(timing.waits).toEqual([Math.ceil(60_000 / 42)]);
});

test('the tightest of several rates decides', async () => {
  const timing = fakeTiming();
  const limiter = createRateLimiter({ perSecond: 10, perMinute: 500, concurrent: 10 }, timing);
  for (let call = 0; call < 4; call += 1) (await limiter.enter(going()))();
  expect(timing.waits).toEqual([Math.ceil(1_000 / 7)]);
});

test('as many calls run at a time as 70 % of the limit, and at least one', async () => {
  const five = createRateLimiter({ concurrent: 5 }, stopped());
  const leave = [await five.enter(going()), await five.enter(going()), await five.enter(going())];
  let fourth = false;
  const waits = five.enter(going()).then((done) => {
    fourth = true;
    return done;
  });
  await Promise.resolve();
  expect(fourth).toBe(false);
  leave[0]?.();
  leave[0]?.();
  await waits;
  expect(fourth).toBe(true);

  const one = createRateLimiter({ concurrent: 1 }, stopped());
  (await one.enter(going()))();
  await expect(one.enter(going())).resolves.toBeTypeOf('function');
});

test('whoever waits for a seat or for a rate leaves at once when stopped, and takes nothing with them', async () => {
  const limiter = createRateLimiter({ perMinute: 2, concurrent: 1 }, stopped());
  const leave = await limiter.enter(going());
  const stop = new AbortController();
  const seat = limiter.enter(stop.signal);
  const behind = limiter.enter(stop.signal);
  stop.abort(new Error('enough'));
  await expect(seat).rejects.toThrow('enough');
  await expect(behind).rejects.toThrow('enough');
  leave();

  const stopRate = new AbortController();
  const rate = limiter.enter(stopRate.signal);
  await Promise.resolve();
  stopRate.abort(new Error('enough'));
  await expect(rate).rejects.toThrow('enough');
});

test('after a pause that the vendor asked for, everybody waits it out', async () => {
  const timing = fakeTiming();
  const limiter = createRateLimiter({ concurrent: 5 }, timing);
  limiter.pause(17_000);
  limiter.pause(3_000);
  (await limiter.enter(going()))();
  expect(timing.waits).toEqual([17_000]);
});

test('connections to the same tenant share one limiter, other tenants and vendors have their own', () => {
  const limiters = createRateLimiters(fakeTiming());
  const limits = { concurrent: 5 };
  const first = limiters.of('xero', 'a', limits);
  expect(limiters.of('xero', 'a', limits)).toBe(first);
  expect(limiters.of('xero', 'b', limits)).not.toBe(first);
  expect(limiters.of('stripe', 'a', limits)).not.toBe(first);
});
