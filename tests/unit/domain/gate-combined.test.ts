import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { GATE_CHECKS } from '../../../shared/domain/gate/registry.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../shared/domain/gate/settings.ts';
import type { GateCheck, GateContext } from '../../../shared/domain/gate/types.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { BOOKS_DISPUTE, cleanContext, contactOf, entriesOf, gateItem, TODAY } from './gate-context.ts';

/** What each remark needs to be made, by its code. */
const REMARKS: Readonly<Record<string, Partial<GateContext>>> = {
  credit_covers: { creditsMinor: minorUnits(100) },
  disputed: {
    items: [
      gateItem('INV-1', 120_000),
      { ...gateItem('INV-2', 80_000), disputes: [{ ...BOOKS_DISPUTE, amountMinor: minorUnits(100) }] },
    ],
  },
  no_address: { recipients: [] },
  stale_data: { figuresAsOf: addDays(TODAY, -20) },
  recent_contact: { contacts: [contactOf(1)] },
  unapproved_wording: { wording: { approved: false, changedSentences: [] } },
};

/** What makes a check stop the whole message, by its code. */
const STOPS: Readonly<Record<string, Partial<GateContext>>> = {
  credit_covers: { creditsMinor: minorUnits(200_000) },
  stale_data: { figuresAsOf: addDays(TODAY, -46) },
  unapproved_wording: {
    wording: { approved: false, changedSentences: [] },
    settings: { ...DEFAULT_GATE_SETTINGS, unapprovedWording: 'block' },
  },
};

function together(parts: readonly Partial<GateContext>[]): GateContext {
  const changes: Partial<GateContext> = Object.assign({}, ...parts);
  return cleanContext(changes);
}

function codesOf(context: GateContext): readonly string[] {
  return decide(context).entries.map((entry) => `${entry.code} ${entry.decision}`);
}

describe('one cause', () => {
  it.each(Object.keys(REMARKS))('of the remark %s gives it alone, and all invoices go', (code) => {
    const context = together([REMARKS[code] ?? {}]);
    expect(codesOf(context)).toEqual([`${code} warn`]);
    expect(decide(context).items).toEqual(context.items);
  });

  it.each(Object.keys(STOPS))('of the stop %s gives it alone, and no invoice goes', (code) => {
    const { items, entries } = decide(together([STOPS[code] ?? {}]));
    expect(items).toEqual([]);
    expect(entries.map((entry) => [entry.code, entry.decision, entry.invoices])).toEqual([
      [code, 'block', ['INV-1', 'INV-2']],
    ]);
  });
});

describe('several causes', () => {
  it('are each said once, whichever they are, and none hides another', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(REMARKS)), (codes) => {
        const context = together(codes.map((code) => REMARKS[code] ?? {}));
        expect([...codesOf(context)].sort()).toEqual(codes.map((code) => `${code} warn`).sort());
        expect(decide(context).items).toEqual(context.items);
      }),
    );
  });

  it('that each stop the message are all said, so that a person need not come back twice', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(STOPS), { minLength: 1 }), (codes) => {
        const { items, entries } = decide(together(codes.map((code) => STOPS[code] ?? {})));
        const blocks = entries.filter((entry) => entry.decision === 'block').map((entry) => entry.code);
        expect(items).toEqual([]);
        expect([...blocks].sort()).toEqual([...codes].sort());
      }),
    );
  });

  it('list what was left out before what is only remarked', () => {
    const items = [gateItem('INV-1', 0), gateItem('INV-2', 500)];
    expect(codesOf(together([...Object.values(REMARKS), { items }]))).toEqual([
      'paid block',
      'credit_covers warn',
      'no_address warn',
      'stale_data warn',
      'recent_contact warn',
      'unapproved_wording warn',
    ]);
  });

  it('leave a message that asks for nothing alone', () => {
    for (const items of [[], [gateItem('INV-1', 0)], [gateItem('INV-1', -100)]]) {
      const said = codesOf(together([...Object.values(REMARKS), { items }]));
      expect(said).toEqual(items.length === 0 ? [] : ['paid block']);
    }
  });

  it('that leave invoices out keep the others in the order in which they were picked', () => {
    const items = ['9', '3', '7', '1'].map((number) => gateItem(number, number === '3' ? 0 : 500));
    expect(decide(cleanContext({ items })).items.map((one) => one.number)).toEqual(['9', '7', '1']);
  });
});

describe('a check of a later day', () => {
  const holding = (numbers: readonly string[]): GateCheck => ({
    code: 'held',
    run: ({ items }) => {
      const held = items.filter((one) => numbers.includes(one.number));
      return held.length === 0 ? [] : [{ code: 'held', decision: 'block', text: 'On hold.', items: held }];
    },
  });

  it('makes credits cover what is left, and that is said of what is left only', () => {
    const context = cleanContext({ creditsMinor: minorUnits(80_000) });
    const { items, entries } = decide(context, [...GATE_CHECKS, holding(['INV-1'])]);
    expect(items).toEqual([]);
    expect(entries.map((entry) => [entry.code, entry.decision, entry.invoices])).toEqual([
      ['held', 'block', ['INV-1']],
      ['credit_covers', 'block', ['INV-2']],
    ]);
  });

  it('that leaves a part out makes the remarks be about the rest', () => {
    const context = cleanContext({ creditsMinor: minorUnits(79_999) });
    const { items, entries } = decide(context, [...GATE_CHECKS, holding(['INV-1'])]);
    expect(items.map((one) => one.number)).toEqual(['INV-2']);
    expect(entries.find((entry) => entry.code === 'credit_covers')?.text).toContain(
      'against the €800.00 asked for',
    );
  });

  it('may tell without stopping anything', () => {
    const telling: GateCheck = {
      code: 'contact_hours',
      run: ({ items }) => [{ code: 'contact_hours', decision: 'allow', text: 'Office hours there.', items }],
    };
    const { items, entries } = decide(cleanContext(), [telling]);
    expect(items).toHaveLength(2);
    expect(entries).toEqual([
      {
        code: 'contact_hours',
        decision: 'allow',
        text: 'Office hours there.',
        invoices: ['INV-1', 'INV-2'],
      },
    ]);
  });
});

describe('every sentence of the gate', () => {
  it('begins with a capital or a number, ends with a point and holds no unresolved value', () => {
    for (const changes of [
      ...Object.values(REMARKS),
      ...Object.values(STOPS),
      { items: [gateItem('1', 0)] },
    ]) {
      for (const { text } of entriesOf(changes)) {
        expect(text).toMatch(/^[A-Z€0-9].*\.$/);
        expect(text).not.toMatch(/undefined|null|NaN|\$\{/);
      }
    }
  });
});
