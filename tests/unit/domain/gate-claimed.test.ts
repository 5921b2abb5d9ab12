import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { cleanContext, gateItem } from './gate-context.ts';

const ask = (claimed: number) =>
  decide(
    cleanContext({
      items: [
        { ...gateItem('INV-1', 120_000), claimedMinor: minorUnits(claimed) },
        gateItem('INV-2', 80_000),
      ],
    }),
  );

describe('a payment that was matched and is not posted yet', () => {
  it('keeps its invoice out of the message, and the rest goes', () => {
    const { items, entries } = ask(120_000);
    expect(items.map((item) => item.number)).toEqual(['INV-2']);
    expect(entries).toEqual([
      {
        code: 'claimed_payment',
        decision: 'block',
        text: '1 invoice left out: a payment received is matched with INV-1 and not posted yet.',
        invoices: ['INV-1'],
      },
    ]);
  });

  it('only marks an invoice that it pays in part', () => {
    const { items, entries } = ask(119_999);
    expect(items).toHaveLength(2);
    expect(entries).toMatchObject([{ code: 'claimed_payment', decision: 'warn', invoices: ['INV-1'] }]);
  });

  it('says nothing where nothing is claimed, and nothing about what is paid anyway', () => {
    expect(ask(0).entries).toEqual([]);
    const paid = { ...gateItem('INV-1', 0), claimedMinor: minorUnits(5) };
    expect(decide(cleanContext({ items: [paid] })).entries.map((entry) => entry.code)).toEqual(['paid']);
  });
});
