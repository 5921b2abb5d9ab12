import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { GATE_CHECKS } from '../../../shared/domain/gate/registry.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../shared/domain/gate/settings.ts';
import {
  GATE_CODES,
  type GateCheck,
  type GateContext,
  type GateItem,
} from '../../../shared/domain/gate/types.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits, ZERO } from '../../../shared/domain/money.ts';

const TODAY = plainDate('2026-11-21');

function item(number: string, openMinor: number): GateItem {
  return {
    documentId: `doc-${number}` as DocumentId,
    number,
    totalMinor: minorUnits(Math.max(openMinor, 100)),
    openMinor: minorUnits(openMinor),
    disputed: false,
  };
}

function contested(number: string, openMinor: number): GateItem {
  return { ...item(number, openMinor), disputed: true };
}

function context(changes: Partial<GateContext> = {}): GateContext {
  return {
    today: TODAY,
    account: { name: 'Ostrander Pumps BV' },
    currency: currencyCode('EUR'),
    items: [item('INV-1', 120_000), item('INV-2', 80_000)],
    creditsMinor: ZERO,
    unappliedMinor: ZERO,
    recipients: ['ap@ostrander.example'],
    contacts: [],
    figuresAsOf: TODAY,
    wording: { approved: true, changedSentences: [] },
    settings: DEFAULT_GATE_SETTINGS,
    ...changes,
  };
}

function contact(daysAgo: number, kind: 'mail' | 'call' = 'mail') {
  return { date: addDays(TODAY, -daysAgo), kind, actor: 'Ines Duarte' };
}

function passes(changes: Partial<GateContext>): readonly string[] {
  return decide(context(changes)).items.map((one) => one.number);
}

function entries(changes: Partial<GateContext>) {
  return decide(context(changes)).entries.map(({ code, decision, invoices }) => ({
    code,
    decision,
    invoices,
  }));
}

describe('the gate', () => {
  it('lets a clean message go without a word', () => {
    expect(decide(context())).toEqual({ items: context().items, entries: [] });
  });

  it('has nothing to say about a message that asks for nothing', () => {
    expect(decide(context({ items: [], recipients: [] }))).toEqual({ items: [], entries: [] });
  });

  it('registers each code once, and only codes that scripts know', () => {
    const codes = GATE_CHECKS.map((check) => check.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(GATE_CODES).toEqual(expect.arrayContaining(codes));
  });
});

describe('paid', () => {
  it('leaves out an invoice with nothing open and names it; the rest goes', () => {
    const result = decide(context({ items: [item('INV-1', 0), item('INV-2', 500)] }));
    expect(result.items.map((one) => one.number)).toEqual(['INV-2']);
    expect(result.entries).toEqual([
      { code: 'paid', decision: 'block', text: '1 invoice left out: INV-1 is paid.', invoices: ['INV-1'] },
    ]);
  });

  it('leaves nothing when everything is paid, and does not blame a missing address', () => {
    const items = [item('INV-1', 0), item('INV-2', 0)];
    expect(entries({ items, recipients: [], wording: { approved: false, changedSentences: [] } })).toEqual([
      { code: 'paid', decision: 'block', invoices: ['INV-1', 'INV-2'] },
    ]);
  });

  it('counts an overpaid invoice as paid', () => {
    expect(passes({ items: [item('INV-1', -100), item('INV-2', 500)] })).toEqual(['INV-2']);
  });
});

describe('disputed', () => {
  it('leaves out an invoice that the books mark as disputed and names it; the rest goes', () => {
    const result = decide(context({ items: [contested('INV-1', 500), item('INV-2', 500)] }));
    expect(result.items.map((one) => one.number)).toEqual(['INV-2']);
    expect(result.entries).toEqual([
      {
        code: 'disputed',
        decision: 'block',
        text: '1 invoice left out: INV-1 is marked as disputed in the books.',
        invoices: ['INV-1'],
      },
    ]);
  });

  it('leaves nothing when everything is disputed', () => {
    const items = [contested('INV-1', 500), contested('INV-2', 700)];
    expect(entries({ items })).toEqual([
      { code: 'disputed', decision: 'block', invoices: ['INV-1', 'INV-2'] },
    ]);
    expect(decide(context({ items })).entries[0]?.text).toBe(
      '2 invoices left out: INV-1 and INV-2 are marked as disputed in the books.',
    );
  });

  it('says of a disputed invoice that was paid since only that it is paid', () => {
    expect(entries({ items: [contested('INV-1', 0), item('INV-2', 500)] })).toEqual([
      { code: 'paid', decision: 'block', invoices: ['INV-1'] },
    ]);
  });

  it('counts credits against what is not disputed', () => {
    const items = [contested('INV-1', 120_000), item('INV-2', 80_000)];
    expect(entries({ items, creditsMinor: minorUnits(80_000) })).toEqual([
      { code: 'disputed', decision: 'block', invoices: ['INV-1'] },
      { code: 'credit_covers', decision: 'block', invoices: ['INV-2'] },
    ]);
  });
});

describe('credits', () => {
  it('stop the message when they cover all that it asks for', () => {
    expect(entries({ creditsMinor: minorUnits(150_000), unappliedMinor: minorUnits(50_000) })).toEqual([
      { code: 'credit_covers', decision: 'block', invoices: ['INV-1', 'INV-2'] },
    ]);
  });

  it('are remarked on when they cover a part', () => {
    const { items, entries: said } = decide(context({ creditsMinor: minorUnits(64_000) }));
    expect(items).toHaveLength(2);
    expect(said).toEqual([
      {
        code: 'credit_covers',
        decision: 'warn',
        text: '€640.00 in open credit notes stands against the €2,000.00 asked for: shown in the message, not netted.',
        invoices: [],
      },
    ]);
  });

  it('are not counted against what is paid already', () => {
    const items = [item('INV-1', 0), item('INV-2', 500)];
    expect(passes({ items, creditsMinor: minorUnits(499) })).toEqual(['INV-2']);
    expect(passes({ items, creditsMinor: minorUnits(500) })).toEqual([]);
  });

  it('are looked at again for what another check left over', () => {
    const holdsTheLarge: GateCheck = {
      code: 'held',
      run: ({ items }) => {
        const large = items.filter((one) => one.openMinor >= 100_000);
        return large.length === 0
          ? []
          : [{ code: 'held', decision: 'block', text: 'On hold.', items: large }];
      },
    };
    const result = decide(context({ creditsMinor: minorUnits(90_000) }), [...GATE_CHECKS, holdsTheLarge]);
    expect(result.items).toEqual([]);
    expect(result.entries.map(({ code, decision, invoices }) => [code, decision, invoices])).toEqual([
      ['held', 'block', ['INV-1']],
      ['credit_covers', 'block', ['INV-2']],
    ]);
  });
});

describe('recent contact', () => {
  const remark = [{ code: 'recent_contact', decision: 'warn', invoices: [] }];

  it('is remarked on up to three days back, whoever it was', () => {
    expect(entries({ contacts: [contact(3)] })).toEqual(remark);
    expect(entries({ contacts: [contact(4)] })).toEqual([]);
  });

  it('says who it was and when, by the latest contact', () => {
    const [entry] = decide(context({ contacts: [contact(9), contact(1, 'call'), contact(2)] })).entries;
    expect(entry?.text).toBe('Ines Duarte called yesterday. Consider waiting for the answer.');
  });

  it('takes no notice of what lies after the day that counts as today', () => {
    expect(entries({ contacts: [contact(-1)] })).toEqual([]);
  });

  it('follows the limit of the workspace', () => {
    const settings = { ...DEFAULT_GATE_SETTINGS, recentContactDays: 10 };
    expect(entries({ contacts: [contact(9)], settings })).toEqual(remark);
  });
});

describe('wording', () => {
  const wording = { approved: true, changedSentences: ['Pay at once.'] };

  it('is remarked on when sentences differ from what was approved', () => {
    const [entry] = decide(context({ wording })).entries;
    expect(entry).toEqual({
      code: 'unapproved_wording',
      decision: 'warn',
      text: '1 sentence differs from the approved wording.',
      invoices: [],
    });
  });

  it('is remarked on when the version was never approved', () => {
    expect(entries({ wording: { approved: false, changedSentences: [] } })).toEqual([
      { code: 'unapproved_wording', decision: 'warn', invoices: [] },
    ]);
  });

  it('stops the message where the policy says so', () => {
    const settings = { ...DEFAULT_GATE_SETTINGS, unapprovedWording: 'block' as const };
    expect(entries({ wording, settings })).toEqual([
      { code: 'unapproved_wording', decision: 'block', invoices: ['INV-1', 'INV-2'] },
    ]);
  });
});

describe('the age of the figures', () => {
  const aged = (days: number) => entries({ figuresAsOf: addDays(TODAY, -days) });

  it('is no matter for a week, then a remark, then a stop', () => {
    expect(aged(7)).toEqual([]);
    expect(aged(8)).toEqual([{ code: 'stale_data', decision: 'warn', invoices: [] }]);
    expect(aged(45)).toEqual([{ code: 'stale_data', decision: 'warn', invoices: [] }]);
    expect(aged(46)).toEqual([{ code: 'stale_data', decision: 'block', invoices: ['INV-1', 'INV-2'] }]);
  });

  it('is no matter when the figures are newer than the day that counts as today', () => {
    expect(aged(-300)).toEqual([]);
  });

  it('is remarked on when it is unknown', () => {
    expect(entries({ figuresAsOf: null })).toEqual([{ code: 'stale_data', decision: 'warn', invoices: [] }]);
  });
});

describe('the address', () => {
  it('is remarked when it is missing: a draft can be filled in by hand', () => {
    expect(entries({ recipients: ['', ' '] })).toEqual([
      { code: 'no_address', decision: 'warn', invoices: [] },
    ]);
  });
});

describe('whatever comes in', () => {
  const amount = fc.integer({ min: -500, max: 5_000 });
  const anyContext: fc.Arbitrary<GateContext> = fc
    .record({
      opens: fc.array(fc.tuple(amount, fc.boolean()), { maxLength: 6 }),
      credits: fc.nat(8_000),
      unapplied: fc.nat(4_000),
      address: fc.boolean(),
      contacts: fc.array(fc.integer({ min: -3, max: 30 }), { maxLength: 3 }),
      age: fc.option(fc.integer({ min: -5, max: 90 })),
      approved: fc.boolean(),
      changed: fc.array(fc.string(), { maxLength: 2 }),
      policy: fc.constantFrom('warn' as const, 'block' as const),
    })
    .map((any) =>
      context({
        items: any.opens.map(([open, disputed], index) => ({ ...item(`INV-${index}`, open), disputed })),
        creditsMinor: minorUnits(any.credits),
        unappliedMinor: minorUnits(any.unapplied),
        recipients: any.address ? ['ap@ostrander.example'] : [],
        contacts: any.contacts.map((days) => contact(days)),
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

  it('no disputed invoice ever passes', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        expect(decide(any).items.some((one) => one.disputed)).toBe(false);
      }),
    );
  });

  it('nothing passes that credits would cover', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        const { items } = decide(any);
        const asked = items.reduce((sum, one) => sum + one.openMinor, 0);
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
