import { describe, expect, it } from 'vitest';
import type { ContactJudgement } from '../../../shared/domain/contact-rules/types.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { cleanContext, entriesOf, gateItem } from './gate-context.ts';

const CLOSED: ContactJudgement = {
  decision: 'warn',
  reasons: [{ decision: 'warn', rule: null, text: 'It is Saturday in Tokyo' }],
  localTime: 'Saturday 12:00',
  until: null,
  nextAt: instant('2026-11-22T23:00:00.000Z'),
  nextText: 'Monday 8:00',
};

describe('the hours at the customer’s place', () => {
  it('say nothing when the moment is right, or when nobody asks about it', () => {
    expect(entriesOf({ hours: { ...CLOSED, decision: 'allow', reasons: [] } })).toEqual([]);
    expect(entriesOf({ hours: null })).toEqual([]);
    expect(entriesOf({})).toEqual([]);
  });

  it('are remarked on for a company, with the time at which it goes out', () => {
    expect(entriesOf({ hours: CLOSED })).toEqual([
      {
        code: 'contact_hours',
        decision: 'warn',
        text: 'It is Saturday in Tokyo; goes out Monday 8:00, their time.',
        invoices: [],
      },
    ]);
    expect(decide(cleanContext({ hours: CLOSED })).items).toHaveLength(2);
  });

  it('stop the whole message where they are a rule', () => {
    const night = { decision: 'block', rule: 'us_reg_f_hours', text: 'It is 21:40 in New York' } as const;
    const hours = { ...CLOSED, decision: 'block' as const, reasons: [night, ...CLOSED.reasons] };
    const { items, entries } = decide(cleanContext({ hours }));
    expect(items).toEqual([]);
    expect(entries[0]).toEqual({
      code: 'contact_hours',
      decision: 'block',
      text: 'It is 21:40 in New York; nothing goes out before Monday 8:00, their time.',
      invoices: ['INV-1', 'INV-2'],
    });
  });

  it('name no time where none is known', () => {
    const hours = { ...CLOSED, nextAt: null, nextText: null };
    expect(entriesOf({ hours })).toMatchObject([{ text: 'It is Saturday in Tokyo.' }]);
  });

  it('are no matter of a message that asks for nothing', () => {
    expect(entriesOf({ hours: CLOSED, items: [gateItem('INV-1', 0)] })).toMatchObject([{ code: 'paid' }]);
  });
});
