import type { Timing } from './timing.ts';

/** What a vendor publishes, for one tenant of ours. */
export interface PublishedLimits {
  readonly perSecond?: number;
  readonly perMinute?: number;
  readonly concurrent: number;
}

/** Lets calls through so that a vendor's limits are kept. */
export interface RateLimiter {
  /** Waits for a turn; the answer gives the turn back. Rejects when the signal is aborted. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** Nobody enters before so many milliseconds have passed: the vendor said so. */
  pause(milliseconds: number): void;
}

/** What we allow ourselves of a published limit over time: others use the same account. */
export const SHARE = 0.7;
/** What may go at once; with what refills meanwhile, no span of the limit ever holds more calls than it allows. */
const BURST = 1 - SHARE;

interface Bucket {
  readonly size: number;
  readonly refillPerMs: number;
  level: number;
  filledAt: number;
}

/**
 * A token bucket for each published rate and a number of calls at a time, all at 70 % (at least one at a time). Callers
 * enter in the order in which they came.
 */
export function createRateLimiter(limits: PublishedLimits, timing: Timing): RateLimiter {
  const bucket = (calls: number, span: number): Bucket => {
    const size = Math.max(1, Math.floor(calls * BURST));
    return { size, refillPerMs: (calls * SHARE) / span, level: size, filledAt: timing.now() };
  };
  const buckets = [
    ...(limits.perSecond === undefined ? [] : [bucket(limits.perSecond, 1_000)]),
    ...(limits.perMinute === undefined ? [] : [bucket(limits.perMinute, 60_000)]),
  ];
  const seats = Math.max(1, Math.floor(limits.concurrent * SHARE));
  let taken = 0;
  let pausedUntil = 0;
  let turn: Promise<void> = Promise.resolve();
  const waiting: (() => void)[] = [];

  return {
    async enter(signal) {
      const before = turn;
      const entered = before.then(() => admit(signal));
      turn = entered.catch(() => undefined);
      await abortable(entered, signal);
      let left = false;
      return () => {
        if (!left) leave();
        left = true;
      };
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, timing.now() + milliseconds);
    },
  };

  async function admit(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (taken >= seats) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await abortable(promise, signal);
    }
    await allowance(signal);
    taken += 1;
  }

  function leave(): void {
    taken -= 1;
    for (const wake of waiting.splice(0)) wake();
  }

  async function allowance(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = timing.now();
      const delay = Math.max(pausedUntil - now, ...buckets.map((one) => untilNext(one, now)), 0);
      if (delay <= 0) break;
      await timing.sleep(delay, signal);
    }
    for (const one of buckets) one.level -= 1;
  }
}

/** The promise, or the signal's reason as soon as it is aborted. */
async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Milliseconds until the bucket holds a whole call. */
function untilNext(bucket: Bucket, now: number): number {
  bucket.level = Math.min(
    bucket.size,
    bucket.level + Math.max(0, now - bucket.filledAt) * bucket.refillPerMs,
  );
  bucket.filledAt = now;
  return bucket.level >= 1 ? 0 : Math.ceil((1 - bucket.level) / bucket.refillPerMs);
}

/** One limiter for each vendor and tenant of this process, however many connections look at it. */
export interface RateLimiters {
  of(vendor: string, tenant: string, limits: PublishedLimits): RateLimiter;
}

export function createRateLimiters(timing: Timing): RateLimiters {
  const known = new Map<string, RateLimiter>();
  return {
    of(vendor, tenant, limits) {
      const key = JSON.stringify([vendor, tenant]);
      const limiter = known.get(key) ?? createRateLimiter(limits, timing);
      known.set(key, limiter);
      return limiter;
    },
  };
}
