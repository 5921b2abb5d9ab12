import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeMatches } from '../../../../shared/domain/cash-application/propose.ts';
import type { AdviceAmount, CashItem } from '../../../../shared/domain/cash-application/types.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import { cashItem, credit, payment } from './cash-items.ts';

const lines = (...rows: readonly (readonly [text: string, amount: number])[]): AdviceAmount[] =>
  rows.map(([text, amount], index) => ({ line: index + 1, text, amountMinor: minorUnits(amount) }));

const ITEMS = [cashItem('INV-5001', 10_000), cashItem('INV-5002', 25_000), credit('CN-7001', 3_000)];

function first(amount: number, advice: readonly AdviceAmount[], items: readonly CashItem[] = ITEMS) {
  const text = advice.map((line) => line.text).join('\n');
  const { proposals, remarks } = proposeMatches({ payment: payment(amount, text), items, advice });
  const [proposal] = proposals;
  return {
    parts: proposal?.allocations.map((one) => `${one.number}=${one.amountMinor}`),
    short: proposal?.allocations.filter((one) => one.shortMinor > 0),
    proposal,
    proposals,
    remarks,
  };
}

describe('the lines of a remittance advice', () => {
  it('decide what goes to which invoice, not what is open', () => {
    const found = first(15_000, lines(['INV-5001', 4_000], ['INV-5002', 11_000]));
    expect(found.parts).toEqual(['INV-5001=4000', 'INV-5002=11000']);
    expect(found.short?.map((one) => [one.number, one.shortMinor])).toEqual([
      ['INV-5001', 6_000],
      ['INV-5002', 14_000],
    ]);
    expect(found.proposal?.restMinor).toBe(0);
  });

  it('are exact, and all that is proposed, when they pay the invoices and come to the payment', () => {
    const found = first(32_000, lines(['INV-5001', 10_000], ['INV-5002', 25_000], ['CN-7001', -3_000]));
    expect(found.parts).toEqual(['INV-5001=10000', 'INV-5002=25000', 'CN-7001=3000']);
    expect(found.proposals).toHaveLength(1);
    expect(found.proposal).toMatchObject({ kind: 'numbers', confidence: 'exact' });
  });

  it('take a credit note written without a minus for what it is', () => {
    const found = first(7_000, lines(['INV-5001', 10_000], ['CN-7001', 3_000]));
    expect(found.parts).toEqual(['INV-5001=10000', 'CN-7001=3000']);
  });

  it('leave on account what was paid beyond them', () => {
    const found = first(12_000, lines(['INV-5001', 10_000]));
    expect(found.proposal).toMatchObject({ restMinor: 2_000, confidence: 'likely' });
    expect(found.proposal?.reasons.join(' ')).toContain('€20.00 more than the lines ask for');
  });

  it('leave on account what they state beyond an open amount', () => {
    const found = first(12_000, lines(['INV-5001', 12_000]));
    expect(found.parts).toEqual(['INV-5001=10000']);
    expect(found.proposal?.restMinor).toBe(2_000);
  });

  it('take a deduction that names nothing off the largest invoice, as one to ask about', () => {
    const found = first(
      34_000,
      lines(['INV-5001', 10_000], ['INV-5002', 25_000], ['Freight claim 17', -1_000]),
    );
    expect(found.parts).toEqual(['INV-5001=10000', 'INV-5002=24000']);
    expect(found.short).toMatchObject([{ number: 'INV-5002', shortMinor: 1_000, shortReason: 'deduction' }]);
    expect(found.proposal?.confidence).toBe('possible');
    expect(found.remarks).toEqual(['Line 3 of the advice (−€10.00) names no single open item.']);
  });

  it('are not outbid by what the numbers alone would say', () => {
    const found = first(39_000, lines(['INV-5001', 10_000], ['INV-5002', 25_000], ['Claim 17', -1_000]));
    expect(found.proposals).toHaveLength(1);
    expect(found.proposal).toMatchObject({ confidence: 'possible', restMinor: 5_000 });
  });

  it('leave the search going on where one of them was not understood', () => {
    const found = first(35_000, lines(['INV-5001', 10_000], ['INV-9999', 25_000]));
    expect(found.proposals.map(({ kind }) => kind)).toContain('all_open');
  });

  it('are not followed when they ask for more than was paid, and that is told', () => {
    const found = first(20_000, lines(['INV-5001', 10_000], ['INV-5002', 25_000]));
    expect(found.remarks[0]).toBe('The lines of the advice come to €350.00, more than was paid.');
    for (const { reasons } of found.proposals) expect(reasons.join(' ')).not.toContain('The advice states');
  });

  it('that name no open item are told, and the rest of the search goes on', () => {
    const found = first(10_000, lines(['INV-9999', 10_000]));
    expect(found.remarks).toEqual(['Line 1 of the advice (€100.00) names no single open item.']);
    expect(found.proposals).toMatchObject([{ kind: 'one_item' }]);
  });

  it('count together when one invoice stands on two of them', () => {
    const found = first(10_000, lines(['INV-5001', 6_000], ['INV-5001', 4_000]));
    expect(found.parts).toEqual(['INV-5001=10000']);
    expect(found.proposal?.confidence).toBe('exact');
  });

  it('never apply more than is open, and always come to the payment with the rest', () => {
    const anyLine = fc.tuple(
      fc.constantFrom('INV-5001', 'INV-5002', 'CN-7001', 'INV-9999', 'INV-5001 and INV-5002', 'Claim 12'),
      fc.integer({ min: -20_000, max: 40_000 }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        fc.array(anyLine, { maxLength: 6 }),
        (amount, rows) => {
          for (const { allocations, restMinor } of first(amount, lines(...rows)).proposals) {
            let sum: number = restMinor;
            for (const part of allocations) {
              const open = ITEMS.find((item) => item.id === part.itemId)?.openMinor ?? 0;
              expect(part.amountMinor).toBeGreaterThanOrEqual(0);
              expect(part.amountMinor + part.shortMinor).toBeLessThanOrEqual(open);
              sum += part.kind === 'invoice' ? part.amountMinor : -part.amountMinor;
            }
            expect(sum).toBe(amount);
            expect(restMinor).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
