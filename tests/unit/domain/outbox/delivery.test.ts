import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ATTEMPT_WAITS,
  DEFERRED_WAITS,
  type DeliveryObservation,
  type DeliveryPhase,
  readDelivery,
  SENT_LOOKUPS,
} from '../../../../shared/domain/outbox/delivery.ts';

const PHASES: readonly DeliveryPhase[] = ['connect', 'login', 'envelope', 'recipient', 'data'];
const phase = fc.constantFrom(...PHASES);
const status = fc.option(
  fc.tuple(fc.constantFrom(4, 5), fc.nat(9), fc.nat(30)).map((parts) => parts.join('.')),
);
const refusal = fc.record({
  kind: fc.constant('refused' as const),
  phase,
  code: fc.integer({ min: 400, max: 599 }),
  status,
  answer: fc.string(),
});
const accepted = fc.record({
  kind: fc.constant('accepted' as const),
  code: fc.integer({ min: 0, max: 599 }),
  answer: fc.string(),
});
const silent = fc.record({ kind: fc.constant('silent' as const), phase });
const seen: fc.Arbitrary<DeliveryObservation> = fc.oneof(refusal, accepted, silent);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const refused = (code: number, of: string | null, at: DeliveryPhase = 'envelope') =>
  readDelivery({ kind: 'refused', phase: at, code, status: of, answer: '' });

describe('an attempt', () => {
  it('is sent only by a 2xx', () => {
    fc.assert(
      fc.property(seen, (observation) => {
        const sent = readDelivery(observation).kind === 'sent';
        expect(sent).toBe(
          observation.kind === 'accepted' && observation.code >= 200 && observation.code < 300,
        );
      }),
    );
  });

  it('is rejected only by a 5xx about the message itself', () => {
    fc.assert(
      fc.property(seen, (observation) => {
        if (readDelivery(observation).kind !== 'rejected') return;
        expect(observation).toMatchObject({ kind: 'refused' });
        if (observation.kind !== 'refused') return;
        expect(observation.code).toBeGreaterThanOrEqual(500);
        expect(['envelope', 'recipient', 'data']).toContain(observation.phase);
      }),
    );
  });

  it('is never made again when the server may have taken the message', () => {
    expect(readDelivery({ kind: 'silent', phase: 'data' })).toEqual({ kind: 'unknown' });
    fc.assert(
      fc.property(accepted, (observation) => {
        expect(readDelivery(observation).kind).not.toBe('again');
      }),
    );
  });

  it('is made again when it ended without an answer before the message was handed over', () => {
    for (const at of ['connect', 'login', 'envelope'] as const) {
      expect(readDelivery({ kind: 'silent', phase: at })).toEqual({ kind: 'again', pause: null });
    }
  });
});

describe('a refusal', () => {
  it.each([
    [450, '4.2.1', 'again', null],
    [452, null, 'again', null],
    [421, '4.3.2', 'again', 15 * 60_000],
    [421, null, 'again', 15 * 60_000],
    [451, '4.7.1', 'again', 60 * 60_000],
    [421, '4.7.0', 'again', 15 * 60_000],
    [550, '5.4.5', 'again', 24 * 60 * 60_000],
    [452, '5.4.5', 'again', 24 * 60 * 60_000],
    [451, '4.4.5', 'again', 60 * 60_000],
    [452, '4.5.4', 'again', 60 * 60_000],
  ])('%i %s is tried again; the mailbox pauses for %s %s', (code, of, kind, pause) => {
    expect(refused(code, of)).toEqual({ kind, pause });
    expect(pause === null ? { kind, pause } : refused(code, of, 'recipient')).toEqual({ kind, pause });
  });

  it.each([
    [450, null],
    [451, null],
    [450, '4.2.0'],
    [452, '4.2.2'],
    [451, '4.1.8'],
    [450, '4.6.1'],
  ])('%i %s of one recipient or of the message itself makes only that message wait', (code, of) => {
    expect(refused(code, of, 'recipient')).toEqual({ kind: 'deferred' });
    expect(refused(code, of, 'data')).toEqual({ kind: 'deferred' });
    expect(refused(code, of, 'envelope')).toEqual({ kind: 'again', pause: null });
  });

  it("about the server's own state holds its mailbox up for a short while", () => {
    for (const at of ['envelope', 'recipient', 'data'] as const) {
      expect(refused(452, '4.3.1', at)).toEqual({ kind: 'again', pause: null });
    }
  });

  it('never makes the mailbox and the message wait for one reason, nor defers what is for good', () => {
    fc.assert(
      fc.property(refusal, (observation) => {
        if (readDelivery(observation).kind !== 'deferred') return;
        expect(observation.code).toBeLessThan(500);
        expect(observation.code).not.toBe(421);
        expect(['recipient', 'data']).toContain(observation.phase);
      }),
    );
  });

  it.each([550, 552, 553, 554])('%i of the message is for good', (code) => {
    expect(refused(code, '5.1.1')).toEqual({ kind: 'rejected' });
    expect(refused(code, '5.7.1', 'data')).toEqual({ kind: 'rejected' });
  });

  it('before the message was spoken of is not the fault of the message', () => {
    fc.assert(
      fc.property(refusal, fc.constantFrom('connect', 'login'), (observation, at) => {
        expect(readDelivery({ ...observation, phase: at }).kind).toBe('again');
      }),
    );
  });
});

describe('waiting', () => {
  it('grows from attempt to attempt and from look to look', () => {
    for (const waits of [ATTEMPT_WAITS, DEFERRED_WAITS, SENT_LOOKUPS]) {
      expect([...waits].sort((one, other) => one - other)).toEqual(waits);
      expect(new Set(waits).size).toBe(waits.length);
    }
    expect(
      DEFERRED_WAITS.filter((_, index) => sum(DEFERRED_WAITS.slice(0, index + 1)) <= 3_600_000).length,
    ).toBe(3);
    expect(SENT_LOOKUPS).toEqual([0, 15_000, 60_000, 300_000]);
  });
});
