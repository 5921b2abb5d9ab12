import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MOST_ATTEMPTS,
  nextProgress,
  SETTLING_MS,
  WRITE_BACK_STATES,
  type WriteBackEvent,
  type WriteBackProgress,
} from '../../../shared/domain/connections/write-back-states.ts';
import type { Instant } from '../../../shared/domain/dates.ts';

const START = Date.parse('2026-11-22T08:00:00.000Z');
const at = (milliseconds: number) => new Date(START + milliseconds).toISOString() as Instant;
const NOW = at(0);
const QUEUED: WriteBackProgress = { state: 'queued', attempts: 0, runAt: NOW };

const EVENTS: readonly WriteBackEvent[] = [
  { kind: 'begun' },
  { kind: 'taken' },
  { kind: 'refused' },
  { kind: 'not_taken', waitMs: null },
  { kind: 'unclear' },
  { kind: 'interrupted' },
  { kind: 'found' },
  { kind: 'not_looked', waitMs: 5_000 },
  { kind: 'look_refused' },
  { kind: 'given_up' },
  { kind: 'again' },
  { kind: 'dropped' },
];

function progressAfter(...events: readonly WriteBackEvent[]): WriteBackProgress {
  return events.reduce<WriteBackProgress>((progress, event) => {
    const next = nextProgress(progress, event, progress.runAt ?? NOW);
    if (next === null) throw new Error(`${event.kind} does not belong to ${progress.state}`);
    return next;
  }, QUEUED);
}

describe('a note on its way', () => {
  it('is written when the system takes it', () => {
    expect(progressAfter({ kind: 'begun' }, { kind: 'taken' })).toEqual({
      state: 'confirmed',
      attempts: 1,
      runAt: null,
    });
  });

  it('waits for a person when the system refuses it, and then begins from the start', () => {
    const refused = progressAfter({ kind: 'begun' }, { kind: 'refused' });
    expect(refused).toEqual({ state: 'failed', attempts: 1, runAt: null });
    expect(nextProgress(refused, { kind: 'again' }, NOW)).toEqual(QUEUED);
  });

  it('is not touched before the time that the system asked for', () => {
    const told = progressAfter({ kind: 'begun' }, { kind: 'not_taken', waitMs: 600_000 });
    expect(told).toEqual({ state: 'queued', attempts: 1, runAt: at(600_000) });
    expect(nextProgress(told, { kind: 'begun' }, at(599_999))).toBeNull();
    expect(nextProgress(told, { kind: 'begun' }, at(600_000))?.state).toBe('sent');
  });

  it.each(['unclear', 'interrupted'] as const)(
    'that is %s is looked for only after the server has certainly come to an end',
    (kind) => {
      expect(progressAfter({ kind: 'begun' }, { kind })).toEqual({
        state: 'ambiguous',
        attempts: 1,
        runAt: at(SETTLING_MS),
      });
    },
  );

  it('of which nothing is known is not looked for earlier because a person is impatient', () => {
    const unclear = progressAfter({ kind: 'begun' }, { kind: 'unclear' });
    expect(nextProgress(unclear, { kind: 'again' }, at(1))?.runAt).toBe(at(SETTLING_MS));
  });

  it('of which nothing is known stays so when it may not be looked for', () => {
    const unclear = progressAfter({ kind: 'begun' }, { kind: 'unclear' });
    expect(nextProgress(unclear, { kind: 'look_refused' }, NOW)).toEqual({
      state: 'ambiguous',
      attempts: 1,
      runAt: null,
    });
  });

  it(`is handed over at most ${MOST_ATTEMPTS} times before a person is asked`, () => {
    const tries = Array.from({ length: MOST_ATTEMPTS }).flatMap(
      () => [{ kind: 'begun' }, { kind: 'unclear' }] as const,
    );
    const tired = progressAfter(...tries);
    expect(nextProgress(tired, { kind: 'begun' }, at(10 ** 9))).toBeNull();
    expect(nextProgress(tired, { kind: 'given_up' }, at(10 ** 9))?.state).toBe('failed');
  });

  it('that is written or dropped is never touched again', () => {
    for (const state of ['confirmed', 'dropped'] as const) {
      for (const event of EVENTS) {
        expect(nextProgress({ state, attempts: 1, runAt: null }, event, NOW)).toBeNull();
      }
    }
  });

  it('leaves "sent" only by an answer or an interruption', () => {
    const sent: WriteBackProgress = { state: 'sent', attempts: 1, runAt: null };
    const leading = EVENTS.filter((event) => nextProgress(sent, event, NOW) !== null);
    expect(leading.map(({ kind }) => kind)).toEqual([
      'taken',
      'refused',
      'not_taken',
      'unclear',
      'interrupted',
    ]);
  });

  it('has a time exactly while it is worked on by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        let progress = QUEUED;
        for (const event of events) progress = nextProgress(progress, event, NOW) ?? progress;
        expect(WRITE_BACK_STATES).toContain(progress.state);
        if (progress.state === 'queued') expect(progress.runAt).not.toBeNull();
        if (!['queued', 'ambiguous'].includes(progress.state)) expect(progress.runAt).toBeNull();
      }),
    );
  });
});

/** How an attempt goes. A note that is taken without an answer may arrive late, while the server is still at work. */
const attempt = fc.oneof(
  fc.constant({ kind: 'answered' } as const),
  fc.constant({ kind: 'throttled' } as const),
  fc.record({
    kind: fc.constant('silent' as const),
    arrives: fc.option(fc.integer({ min: 0, max: SETTLING_MS - 1 })),
  }),
  fc.record({
    kind: fc.constant('killed' as const),
    arrives: fc.option(fc.integer({ min: 0, max: SETTLING_MS - 1 })),
  }),
  fc.constant({ kind: 'look_fails' } as const),
);

describe('whatever goes wrong', () => {
  it('there is never a second note at the source, and in the end exactly one', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 12 }), (attempts) => {
        /** When each note arrived at the source. */
        const arrivals: number[] = [];
        let progress = QUEUED;
        let time = 0;
        const move = (event: WriteBackEvent) => {
          const next = nextProgress(progress, event, at(time));
          if (next === null) throw new Error(`${event.kind} does not belong to ${progress.state}`);
          progress = next;
        };
        for (const going of [
          ...attempts,
          ...Array.from({ length: 8 }, () => ({ kind: 'answered' as const })),
        ]) {
          if (progress.state === 'failed') move({ kind: 'again' });
          if (progress.runAt === null) break;
          time = Math.max(time, Date.parse(progress.runAt) - START);
          if (going.kind === 'look_fails') {
            move({ kind: 'not_looked', waitMs: null });
            continue;
          }
          if (arrivals.some((arrival) => arrival <= time)) {
            move({ kind: 'found' });
            continue;
          }
          if (progress.attempts >= MOST_ATTEMPTS) {
            move({ kind: 'given_up' });
            continue;
          }
          move({ kind: 'begun' });
          if (going.kind === 'throttled') move({ kind: 'not_taken', waitMs: null });
          else if (going.kind === 'answered') {
            arrivals.push(time);
            move({ kind: 'taken' });
          } else {
            if (going.arrives !== null) arrivals.push(time + going.arrives);
            move({ kind: going.kind === 'killed' ? 'interrupted' : 'unclear' });
          }
        }
        expect(arrivals).toHaveLength(1);
        expect(progress.state).toBe('confirmed');
      }),
    );
  });
});
