import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { GATE_CHECKS } from '../../../shared/domain/gate/registry.ts';
import { freeOf, partsOfItem } from '../../../shared/domain/gate/restrained.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../shared/domain/gate/settings.ts';
import type { GateContext, GateItem } from '../../../shared/domain/gate/types.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { cleanContext, contactOf, gateItem, TODAY } from './gate-context.ts';

describe('of whatever comes into the gate', () => {
  const amount = fc.integer({ min: -500, max: 5_000 });
  const part = fc.integer({ min: 1, max: 3_000 });
  const anyRestraints: fc.Arbitrary<Partial<GateItem>> = fc.record(
    {
      claimedMinor: part.map(minorUnits),
      disputes: fc.array(
        fc.option(part).map((minor) => ({
          amountMinor: minor === null ? null : minorUnits(minor),
          reason: 'price' as const,
          since: TODAY,
          owner: null,
        })),
        { maxLength: 2 },
      ),
      promises: fc.array(
        part.map((minor) => ({ date: TODAY, lastDay: TODAY, level: 1, coveredMinor: minorUnits(minor) })),
        { maxLength: 2 },
      ),
      holds: fc.constantFrom(
        [],
        [],
        [{ scope: 'account' as const, reason: 'Audit', until: null, setBy: 'Ada' }],
      ),
    },
    { requiredKeys: [] },
  );
  const anyContext: fc.Arbitrary<GateContext> = fc
    .record({
      opens: fc.array(fc.tuple(amount, anyRestraints), { maxLength: 6 }),
      credits: fc.nat(8_000),
      unapplied: fc.nat(4_000),
      address: fc.boolean(),
      contacts: fc.array(fc.integer({ min: -3, max: 30 }), { maxLength: 3 }),
      age: fc.option(fc.integer({ min: -5, max: 90 })),
      approved: fc.boolean(),
      changed: fc.array(fc.string(), { maxLength: 2 }),
      closed: fc.option(fc.constantFrom(null, 'ap@ostrander.example', 'someone@else.example')),
      returned: fc.boolean(),
      waits: fc.boolean(),
      policy: fc.constantFrom('warn' as const, 'block' as const),
    })
    .map((any) =>
      cleanContext({
        items: any.opens.map(([open, restraints], index) => ({
          ...gateItem(`INV-${index}`, open),
          ...restraints,
        })),
        creditsMinor: minorUnits(any.credits),
        unappliedMinor: minorUnits(any.unapplied),
        recipients: any.address ? ['ap@ostrander.example'] : [],
        closed: any.closed === null ? [] : [{ email: any.closed, reason: 'They asked.' }],
        undeliverable: any.returned ? [{ address: 'ap@ostrander.example', since: TODAY }] : [],
        unanswered: any.waits ? { since: TODAY, about: '' } : null,
        contacts: any.contacts.map((days) => contactOf(days)),
        figuresAsOf: any.age === null ? null : addDays(TODAY, -any.age),
        wording: { approved: any.approved, changedSentences: any.changed },
        settings: { ...DEFAULT_GATE_SETTINGS, unapprovedWording: any.policy },
      }),
    );

  it('no paid amount ever passes', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        expect(decide(any).items.every((one) => one.openMinor > 0)).toBe(true);
      }),
    );
  });

  it('what passes leaves something to ask for beside what is paid, disputed, held or promised', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        const { items } = decide(any);
        for (const one of items) {
          expect(freeOf(one)).toBeGreaterThan(0);
          expect(one.holds ?? []).toEqual([]);
        }
      }),
    );
  });

  it('what is held back of an invoice that passes is named with its reason', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        const { items, entries: found } = decide(any);
        const named = (code: string) => found.flatMap((entry) => (entry.code === code ? entry.invoices : []));
        for (const one of items) {
          const parts = partsOfItem(one);
          expect(named('disputed').includes(one.number)).toBe(parts.disputed > 0);
          expect(named('promised').includes(one.number)).toBe(parts.promised > 0);
          expect(named('claimed_payment').includes(one.number)).toBe(parts.claimed > 0);
        }
      }),
    );
  });

  it('nothing goes to an account or an address that asked not to get mail, nor before an answer', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        const { items } = decide(any);
        const shut = any.closed.some(({ email }) => email === null || any.recipients.includes(email));
        if (shut || any.unanswered !== null) expect(items).toEqual([]);
      }),
    );
  });

  it('nothing passes that credits would cover', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        const { items } = decide(any);
        const asked = items.reduce((sum, one) => sum + freeOf(one), 0);
        if (items.length > 0) expect(asked).toBeGreaterThan(any.creditsMinor + any.unappliedMinor);
      }),
    );
  });

  it('entries name only invoices that came in, and blocks exactly those that were left out', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        const { items, entries: said } = decide(any);
        const left = new Set(items.map((one) => one.number));
        const asked = any.items.map((one) => one.number);
        const blocked = new Set(
          said.filter((entry) => entry.decision === 'block').flatMap((entry) => entry.invoices),
        );
        expect(said.every((entry) => entry.invoices.every((number) => asked.includes(number)))).toBe(true);
        expect([...blocked].sort()).toEqual(asked.filter((number) => !left.has(number)).sort());
      }),
    );
  });

  it('the order of the checks does not matter for what passes', () => {
    const orders = fc.shuffledSubarray([...GATE_CHECKS], { minLength: GATE_CHECKS.length });
    fc.assert(
      fc.property(anyContext, orders, (any, checks) => {
        expect(decide(any, checks).items).toEqual(decide(any).items);
      }),
    );
  });

  it('what passed once passes again without a block', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        const { items } = decide(any);
        const again = decide({ ...any, items });
        expect(again.items).toEqual(items);
        expect(again.entries.filter((entry) => entry.decision === 'block')).toEqual([]);
      }),
    );
  });
});
