import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../../../shared/domain/dates.ts';
import { decide } from '../../../../shared/domain/gate/decide.ts';
import { partsOfItem } from '../../../../shared/domain/gate/restrained.ts';
import type { GateContext, GateItem } from '../../../../shared/domain/gate/types.ts';
import { LANES, laneOf } from '../../../../shared/domain/lanes/lanes.ts';
import { TEMPLATE_STAGES } from '../../../../shared/domain/letters/stages.ts';
import { addMinor, minorUnits } from '../../../../shared/domain/money.ts';
import type { NextActionFacts } from '../../../../shared/domain/next-action/facts.ts';
import {
  nextBestAction,
  onOldFigures,
  plannedKind,
} from '../../../../shared/domain/next-action/next-best-action.ts';
import { PLANNED_KINDS } from '../../../../shared/domain/next-action/planned-kinds.ts';
import { BEST_ACTION_KINDS, isMessage } from '../../../../shared/domain/next-action/types.ts';
import { cleanContext, gateItem } from '../gate-context.ts';
import { factsOf, inDays, TODAY } from './facts.ts';

const ADDRESS = 'ap@ostrander.example';
const part = fc.integer({ min: 1, max: 3_000 });
const days = fc.integer({ min: -40, max: 40 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const restrained: fc.Arbitrary<Partial<GateItem>> = fc.record(
  {
    claimedMinor: part.map(minorUnits),
    disputes: part.map((minor) => [
      { amountMinor: minorUnits(minor), reason: 'price' as const, since: TODAY, owner: null },
    ]),
    promises: part.map((minor) => [
      { date: TODAY, lastDay: TODAY, level: 1, coveredMinor: minorUnits(minor) },
    ]),
    holds: fc.constantFrom(
      [],
      [],
      [{ scope: 'invoice' as const, reason: 'Audit', until: null, setBy: 'Ada' }],
    ),
  },
  { requiredKeys: [] },
);

/** What the gate would be asked, and the same as facts of the next action. */
const anyAccount = fc
  .record({
    items: fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000 }), restrained), { minLength: 1, maxLength: 5 }),
    credits: fc.nat(6_000),
    closed: fc.boolean(),
    cameBack: fc.boolean(),
    waits: fc.boolean(),
    tooOld: fc.boolean(),
    address: fc.boolean(),
    callClosed: fc.boolean(),
    contact: maybe(fc.nat(40)),
    letter: maybe(fc.tuple(fc.constantFrom(...TEMPLATE_STAGES), fc.nat(60))),
    stage: fc.constantFrom(...TEMPLATE_STAGES),
    broken: maybe(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(20))),
    planned: maybe(fc.tuple(fc.constantFrom(...PLANNED_KINDS), days)),
    dispute: maybe(fc.nat(20)),
    snoozed: maybe(days),
    late: fc.integer({ min: 1, max: 200 }),
    habit: maybe(fc.record({ paidInvoices: fc.nat(9), averageDaysLate: fc.integer({ min: -5, max: 60 }) })),
    small: fc.boolean(),
    underWay: fc.constantFrom('outbox' as const, 'review' as const, 'drafts_folder' as const, null),
  })
  .map((any): { context: GateContext; facts: NextActionFacts } => {
    const items = any.items.map(([open, more], index) => ({ ...gateItem(`INV-${index}`, open), ...more }));
    const context = cleanContext({
      today: TODAY,
      items,
      creditsMinor: minorUnits(any.credits),
      recipients: any.address ? [ADDRESS] : [],
      closed: any.closed ? [{ email: null, reason: 'Lawyer' }] : [],
      undeliverable: any.cameBack ? [{ address: ADDRESS, since: TODAY }] : [],
      unanswered: any.waits ? { since: TODAY, about: '' } : null,
      figuresAsOf: any.tooOld ? inDays(-100) : TODAY,
    });
    const sum = (key: 'claimed' | 'disputed' | 'held' | 'promised' | 'free') =>
      addMinor(...items.map((item) => partsOfItem(item)[key]));
    const parts = {
      claimed: sum('claimed'),
      disputed: sum('disputed'),
      held: sum('held'),
      promised: sum('promised'),
      free: sum('free'),
    };
    const facts = factsOf({
      parts,
      oldestFreeDays: any.late,
      stage: any.stage,
      lastLetter: any.letter === null ? null : { stage: any.letter[0], on: inDays(-any.letter[1]) },
      letterUnderWay: any.underWay === null ? null : { place: any.underWay, approved: null },
      lastContactOn: any.contact === null ? null : inDays(-any.contact),
      brokenPromise: any.broken === null ? null : { level: any.broken[0], on: inDays(-any.broken[1]) },
      promiseLastDay: parts.promised > 0 ? TODAY : null,
      disputeNextDate: any.dispute === null ? null : inDays(any.dispute),
      unansweredReply: any.waits,
      reach: {
        address: any.address,
        mailClosed: any.closed,
        callClosed: any.callClosed,
        cameBack: any.cameBack,
      },
      creditsMinor: minorUnits(any.credits),
      habit: any.habit,
      small: any.small,
      planned: any.planned === null ? null : { kind: any.planned[0], date: inDays(any.planned[1]) },
      snoozedUntil: any.snoozed === null ? null : inDays(any.snoozed),
      figuresTooOld: any.tooOld,
    });
    return { context, facts };
  });

describe('of whatever is known of an account', () => {
  it('no message is proposed that the gate would stop', () => {
    fc.assert(
      fc.property(anyAccount, ({ context, facts }) => {
        const action = nextBestAction(facts);
        if (action === null || !isMessage(action.kind)) return;
        expect(decide(context).items).not.toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('no message is proposed while another one is under way', () => {
    fc.assert(
      fc.property(anyAccount, ({ facts }) => {
        const letterUnderWay = { place: 'outbox', approved: { on: TODAY, time: '10:40' } } as const;
        const action = nextBestAction({ ...facts, letterUnderWay });
        expect(action !== null && isMessage(action.kind)).toBe(false);
      }),
    );
  });

  it('a proposal kept from fresher figures is no message once they are too old', () => {
    fc.assert(
      fc.property(anyAccount, ({ facts }) => {
        const kept = nextBestAction({ ...facts, figuresTooOld: false });
        if (kept === null) return;
        expect(isMessage(onOldFigures(kept, TODAY).kind)).toBe(false);
      }),
    );
  });

  it('everything overdue gets a proposal, for today or for a working day to come, with its reason', () => {
    fc.assert(
      fc.property(anyAccount, ({ facts }) => {
        const action = nextBestAction(facts);
        if (action === null) throw new Error('Nothing is proposed for something overdue.');
        expect(action.reasons.join('')).not.toBe('');
        const ahead = daysBetween(TODAY, action.date);
        expect(action.kind === 'wait' ? ahead > 0 : ahead === 0).toBe(true);
        expect(action.kind === 'mail' || action.kind === 'send_statement').toBe(action.stage !== null);
        if (action.kind === 'wait') expect([1, 2, 3, 4, 5]).toContain(new Date(action.date).getUTCDay());
      }),
    );
  });

  it('an overdue account stands in exactly one lane', () => {
    fc.assert(
      fc.property(anyAccount, fc.boolean(), ({ facts }, rests) => {
        const { parts } = facts;
        const lane = laneOf({
          today: TODAY,
          overdueMinor: addMinor(parts.claimed, parts.disputed, parts.held, parts.promised, parts.free),
          freeMinor: parts.free,
          disputedMinor: parts.disputed,
          brokenLevel: facts.brokenPromise?.level ?? 0,
          promiseDue: facts.promiseLastDay,
          rests,
          oldestDaysPastDue: facts.oldestFreeDays,
          habit: facts.habit,
          small: facts.small,
        });
        expect(LANES.filter((one) => one === lane)).toHaveLength(1);
      }),
    );
  });

  it('every proposal can be planned', () => {
    for (const kind of BEST_ACTION_KINDS) expect(PLANNED_KINDS).toContain(plannedKind(kind));
  });
});
