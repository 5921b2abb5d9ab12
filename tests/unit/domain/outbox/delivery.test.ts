import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ATTEMPT_WAITS,
  type DeliveryObservation,
  type DeliveryPhase,
  readDelivery,
  SENT_LOOKUPS,
} from '../../../../shared/domain/outbox/delivery.ts';

const PHASES: readonly DeliveryPhase[] = ['connect', 'login', 'envelope', 'data'];
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
        expect(['envelope', 'data']).toContain(observation.phase);
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
  ])('%i %s is tried again; the mailbox pauses for %s %s', (code, of, kind, pause) => {
    expect(refused(code, of)).toEqual({ kind, pause });
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
    for (const waits of [ATTEMPT_WAITS, SENT_LOOKUPS]) {
      expect([...waits].sort((one, other) => one - other)).toEqual(waits);
      expect(new Set(waits).size).toBe(waits.length);
    }
    expect(SENT_LOOKUPS).toEqual([0, 15_000, 60_000, 300_000]);
  });
});
