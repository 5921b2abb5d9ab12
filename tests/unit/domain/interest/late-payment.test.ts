import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, plainDate } from '../../../../shared/domain/dates.ts';
import { euLatePayment, ukFixedSum, ukLatePayment } from '../../../../shared/domain/interest/late-payment.ts';
import { type RateEntry, REFERENCE_RATES } from '../../../../shared/domain/interest/reference-rates.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';

const debt = (amount: number, dueDate: string, asOf: string) => ({
  principalMinor: minorUnits(amount * 100),
  dueDate: plainDate(dueDate),
  asOf: plainDate(asOf),
});
/** As a person adds it where the table ends. */
const added: RateEntry = {
  rate: 'boe_bank_rate',
  on: plainDate('2026-12-31'),
  basisPoints: 350,
  source: 'Entered by hand',
  readOn: plainDate('2027-01-04'),
};

describe('statutory interest in the United Kingdom', () => {
  it('on £5,000 due 31 Jul 2026 with a reference rate of 3.75 % is £181.88 for 113 days, and £70', () => {
    const claim = ukLatePayment(debt(5_000, '2026-07-31', '2026-11-21'));
    expect(claim).toMatchObject({
      kind: 'claim',
      interestMinor: 18_188,
      fixedSumMinor: 7_000,
      totalMinor: 25_188,
      spans: [{ from: '2026-08-01', days: 113, basisPoints: 1_175, reference: { on: '2026-06-30' } }],
    });
  });

  it('takes the rate that a person added where the table ends', () => {
    const claim = ukLatePayment(debt(5_000, '2027-01-31', '2027-02-10'), [...REFERENCE_RATES, added]);
    expect(claim).toMatchObject({ kind: 'claim', spans: [{ basisPoints: 1_150, reference: added }] });
  });

  it('keeps the rate of the beginning for the life of the debt: £1,308.66 at 13.25 % for 721 days', () => {
    expect(ukLatePayment(debt(5_000, '2024-11-30', '2026-11-21'))).toMatchObject({
      interestMinor: 130_866,
      spans: [{ days: 721, basisPoints: 1_325, reference: { on: '2024-06-30' } }],
    });
  });

  it('takes the rate of the half-year before the day on which interest starts', () => {
    const referenceOf = (dueDate: string) => {
      const claim = ukLatePayment(debt(100, dueDate, '2026-01-31'));
      return claim.kind === 'claim' ? claim.spans[0]?.reference.on : null;
    };
    expect(referenceOf('2025-06-29')).toBe('2024-12-31');
    expect(referenceOf('2025-06-30')).toBe('2025-06-30');
    expect(referenceOf('2025-12-30')).toBe('2025-06-30');
    expect(referenceOf('2025-12-31')).toBe('2025-12-31');
  });

  it('has fixed sums that step at £1,000 and £10,000', () => {
    const sums = [1, 99_999, 100_000, 999_999, 1_000_000].map((pence) => ukFixedSum(minorUnits(pence)));
    expect(sums).toEqual([4_000, 4_000, 7_000, 7_000, 10_000]);
  });

  it('is not due on the due date', () => {
    expect(ukLatePayment(debt(5_000, '2025-07-31', '2025-07-31'))).toEqual({ kind: 'not_late' });
    expect(ukLatePayment(debt(5_000, '2025-07-31', '2025-08-01'))).toMatchObject({ interestMinor: 168 });
  });
});

describe('statutory interest in the European Union', () => {
  it('on €5,000 for 113 days at 12.25 % is €189.62, and €40', () => {
    expect(euLatePayment(debt(5_000, '2024-07-31', '2024-11-21'))).toMatchObject({
      interestMinor: 18_962,
      fixedSumMinor: 4_000,
      spans: [{ days: 113, basisPoints: 1_225, reference: { on: '2024-07-01' } }],
    });
  });

  it('changes its rate with the half-year and counts no day twice', () => {
    const claim = euLatePayment(debt(5_000, '2024-12-30', '2025-07-02'));
    expect(claim.kind === 'claim' ? claim.spans : []).toMatchObject([
      { from: '2024-12-31', days: 1, basisPoints: 1_225 },
      { from: '2025-01-01', days: 181, basisPoints: 1_115 },
      { from: '2025-07-01', days: 2, basisPoints: 1_015 },
    ]);
  });

  it('covers every day late exactly once, whatever the dates', () => {
    const day = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(plainDate('2022-01-05'), days));
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [dueDate, asOf] = one < other ? [one, other] : [other, one];
        const claim = euLatePayment({ principalMinor: minorUnits(100), dueDate, asOf });
        const days = claim.kind === 'claim' ? claim.spans.reduce((sum, span) => sum + span.days, 0) : 0;
        expect(days).toBe(daysBetween(dueDate, asOf));
      }),
    );
  });
});

describe('where the table of rates ends', () => {
  it('no rate is guessed: it says which one is missing', () => {
    expect(ukLatePayment(debt(5_000, '2027-01-31', '2027-02-10'))).toEqual({
      kind: 'no_rate',
      rate: 'boe_bank_rate',
      on: '2026-12-31',
    });
    expect(euLatePayment(debt(5_000, '2026-05-31', '2026-11-21'))).toEqual({
      kind: 'no_rate',
      rate: 'ecb_main_refinancing',
      on: '2026-07-01',
    });
    expect(ukLatePayment(debt(5_000, '2021-06-30', '2026-11-21')).kind).toBe('no_rate');
  });

  it('every entry names its source and was read after the rate stood, each date once', () => {
    expect(REFERENCE_RATES.every(({ source, on, readOn }) => source !== '' && on < readOn)).toBe(true);
    const keys = REFERENCE_RATES.map(({ rate, on }) => `${rate} ${on}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
