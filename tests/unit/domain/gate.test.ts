import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { GATE_CHECKS } from '../../../shared/domain/gate/registry.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../shared/domain/gate/settings.ts';
import { GATE_CODES, type GateCheck, type GateContext } from '../../../shared/domain/gate/types.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { cleanContext, contactOf, gateItem, TODAY } from './gate-context.ts';

function passes(changes: Partial<GateContext>): readonly string[] {
  return decide(cleanContext(changes)).items.map((one) => one.number);
}

function entries(changes: Partial<GateContext>) {
  return decide(cleanContext(changes)).entries.map(({ code, decision, invoices }) => ({
    code,
    decision,
    invoices,
  }));
}

describe('the gate', () => {
  it('lets a clean message go without a word', () => {
    expect(decide(cleanContext())).toEqual({ items: cleanContext().items, entries: [] });
  });

  it('has nothing to say about a message that asks for nothing', () => {
    expect(decide(cleanContext({ items: [], recipients: [] }))).toEqual({ items: [], entries: [] });
  });

  it('registers each code once, and only codes that scripts know', () => {
    const codes = GATE_CHECKS.map((check) => check.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(GATE_CODES).toEqual(expect.arrayContaining(codes));
  });
});

describe('paid', () => {
  it('leaves out an invoice with nothing open and names it; the rest goes', () => {
    const result = decide(cleanContext({ items: [gateItem('INV-1', 0), gateItem('INV-2', 500)] }));
    expect(result.items.map((one) => one.number)).toEqual(['INV-2']);
    expect(result.entries).toEqual([
      { code: 'paid', decision: 'block', text: '1 invoice left out: INV-1 is paid.', invoices: ['INV-1'] },
    ]);
  });

  it('leaves nothing when everything is paid, and does not blame a missing address', () => {
    const items = [gateItem('INV-1', 0), gateItem('INV-2', 0)];
    expect(entries({ items, recipients: [], wording: { approved: false, changedSentences: [] } })).toEqual([
      { code: 'paid', decision: 'block', invoices: ['INV-1', 'INV-2'] },
    ]);
  });

  it('counts an overpaid invoice as paid', () => {
    expect(passes({ items: [gateItem('INV-1', -100), gateItem('INV-2', 500)] })).toEqual(['INV-2']);
  });
});

describe('credits', () => {
  it('stop the message when they cover all that it asks for', () => {
    expect(entries({ creditsMinor: minorUnits(150_000), unappliedMinor: minorUnits(50_000) })).toEqual([
      { code: 'credit_covers', decision: 'block', invoices: ['INV-1', 'INV-2'] },
    ]);
  });

  it('are remarked on when they cover a part', () => {
    const { items, entries: said } = decide(cleanContext({ creditsMinor: minorUnits(64_000) }));
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
    const items = [gateItem('INV-1', 0), gateItem('INV-2', 500)];
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
    const result = decide(cleanContext({ creditsMinor: minorUnits(90_000) }), [
      ...GATE_CHECKS,
      holdsTheLarge,
    ]);
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
    expect(entries({ contacts: [contactOf(3)] })).toEqual(remark);
    expect(entries({ contacts: [contactOf(4)] })).toEqual([]);
  });

  it('says who it was and when, by the latest contact', () => {
    const [entry] = decide(
      cleanContext({ contacts: [contactOf(9), contactOf(1, { kind: 'call' }), contactOf(2)] }),
    ).entries;
    expect(entry?.text).toBe('Ines Duarte called yesterday. Consider waiting for the answer.');
  });

  it('takes no notice of what lies after the day that counts as today', () => {
    expect(entries({ contacts: [contactOf(-1)] })).toEqual([]);
  });

  it('follows the limit of the workspace', () => {
    const settings = { ...DEFAULT_GATE_SETTINGS, recentContactDays: 10 };
    expect(entries({ contacts: [contactOf(9)], settings })).toEqual(remark);
  });
});

describe('wording', () => {
  const wording = { approved: true, changedSentences: ['Pay at once.'] };

  it('is remarked on when sentences differ from what was approved', () => {
    const [entry] = decide(cleanContext({ wording })).entries;
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
