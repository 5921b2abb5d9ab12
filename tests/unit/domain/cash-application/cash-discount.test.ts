import { describe, expect, it } from 'vitest';
import { cashDiscountOf, discountEnds } from '../../../../shared/domain/cash-application/cash-discount.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';

describe('a cash discount in terms of payment', () => {
  it.each([
    ['2/10 net 30', 200, 10],
    ['2/10, n/30', 200, 10],
    ['2%10 Net 30', 200, 10],
    ['2% 10 days, net 30', 200, 10],
    ['2,5 % Skonto bei Zahlung innerhalb von 14 Tagen, 30 Tage netto', 250, 14],
    ['14 Tage 2 % Skonto, 30 Tage netto', 200, 14],
    ['3% 10 days, 2% 20 days, net 60', 300, 10],
    ["2 % d'escompte sous 8 jours", 200, 8],
  ])('%s', (terms, share, days) => {
    expect(cashDiscountOf(terms)).toEqual({ share, days });
  });

  it.each(['Net 30', '30 days', 'Due on receipt', '', '30 Tage netto', '100% in advance', '15/11/2026'])(
    'is not in %j',
    (terms) => {
      expect(cashDiscountOf(terms)).toBeNull();
    },
  );

  it('ends its days after the invoice, and never without a date', () => {
    expect(discountEnds({ share: 200, days: 10 }, plainDate('2026-10-25'))).toBe('2026-11-04');
    expect(discountEnds({ share: 200, days: 10 }, null)).toBeNull();
    expect(cashDiscountOf(null)).toBeNull();
  });
});
