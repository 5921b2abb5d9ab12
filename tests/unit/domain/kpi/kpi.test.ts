import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { averageDaysDelinquent, countBackDso, simpleDso } from '../../../../shared/domain/kpi/dso.ts';
import { collectionEffectiveness, receivablesTurnover } from '../../../../shared/domain/kpi/effectiveness.ts';
import { averagePaymentDelay } from '../../../../shared/domain/kpi/payment-delay.ts';
import { daysIn } from '../../../../shared/domain/kpi/period.ts';
import { rightPartyRate } from '../../../../shared/domain/kpi/right-party.ts';
import { rollRate } from '../../../../shared/domain/kpi/roll-rate.ts';
import { touchCoverage } from '../../../../shared/domain/kpi/touch-coverage.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';

const thousands = (amount: number) => minorUnits(amount * 100_000);
/** The common example: July to September 2026. */
const QUARTER = { from: plainDate('2026-07-01'), to: plainDate('2026-09-30') };
const DAYS = daysIn(QUARTER);
const SALES = thousands(250);
const month = (amount: number, days: number) => ({ creditSalesMinor: thousands(amount), days });
const MONTHS = [month(100, 30), month(80, 31), month(70, 31)];
const BALANCES = {
  openingMinor: thousands(180),
  creditSalesMinor: SALES,
  closingMinor: thousands(212),
  closingCurrentMinor: thousands(130),
};

const percent = (share: number | null | undefined) => Number(((share ?? Number.NaN) * 100).toFixed(1));

describe('days sales outstanding of the quarter of 92 days', () => {
  const dsoOf = (amount: number) =>
    simpleDso({ receivableMinor: thousands(amount), creditSalesMinor: SALES, days: DAYS }) ?? Number.NaN;

  it('is 78.0 simply, 47.8 at best, and 30.2 of it come from what is overdue', () => {
    expect(DAYS).toBe(92);
    expect(dsoOf(212)).toBeCloseTo(78.0, 1);
    expect(dsoOf(130)).toBeCloseTo(47.8, 1);
    expect(averageDaysDelinquent(dsoOf(212), dsoOf(130))).toBeCloseTo(30.2, 1);
  });

  it('is 75.2 counted back with the lengths of the months', () => {
    expect(countBackDso(thousands(212), MONTHS)).toBeCloseTo(75.2, 1);
  });

  it('is not known without sales, or when the months do not reach back far enough', () => {
    expect(
      simpleDso({ receivableMinor: thousands(1), creditSalesMinor: minorUnits(0), days: 92 }),
    ).toBeNull();
    expect(countBackDso(thousands(251), MONTHS)).toBeNull();
    expect(countBackDso(thousands(250), MONTHS)).toBe(92);
  });

  it('counts a month without sales in full, and nothing when nothing is open', () => {
    expect(countBackDso(thousands(100), [month(0, 30), month(100, 31)])).toBe(61);
    expect(countBackDso(minorUnits(0), MONTHS)).toBe(0);
  });

  it('counted back grows with what is open and never passes the days of its months', () => {
    const sales = fc.array(fc.record({ amount: fc.nat(500), days: fc.integer({ min: 28, max: 31 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(sales, fc.nat(5_000), fc.nat(500), (sold, open, more) => {
        const months = sold.map(({ amount, days }) => month(amount, days));
        const [less, greater] = [
          countBackDso(thousands(open), months),
          countBackDso(thousands(open + more), months),
        ];
        if (less === null) expect(greater).toBeNull();
        else expect(greater ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(less);
        expect(less ?? 0).toBeLessThanOrEqual(months.reduce((sum, { days }) => sum + days, 0));
      }),
    );
  });
});

describe('collection effectiveness', () => {
  it('is 72.7 %: 218 of 300 thousand that could be collected were', () => {
    expect(percent(collectionEffectiveness(BALANCES))).toBe(72.7);
  });

  it('is all of it when only what is not yet due is left', () => {
    expect(collectionEffectiveness({ ...BALANCES, closingMinor: thousands(130) })).toBe(1);
  });

  it('is not known when nothing was due', () => {
    expect(
      collectionEffectiveness({
        openingMinor: minorUnits(0),
        creditSalesMinor: thousands(10),
        closingMinor: thousands(10),
        closingCurrentMinor: thousands(10),
      }),
    ).toBeNull();
  });
});

describe('receivables turnover', () => {
  it('is 1.28 in the quarter and 5.06 a year', () => {
    const turnover = receivablesTurnover(BALANCES, DAYS);
    expect(turnover?.inPeriod).toBeCloseTo(1.28, 2);
    expect(turnover?.perYear).toBeCloseTo(5.06, 2);
  });

  it('is not known without receivables', () => {
    const none = { openingMinor: minorUnits(0), closingMinor: minorUnits(0), creditSalesMinor: SALES };
    expect(receivablesTurnover(none, DAYS)).toBeNull();
  });
});

describe('average payment delay', () => {
  const due = plainDate('2026-08-01');
  const paid = (amount: number, late: number) => ({
    amountMinor: thousands(amount),
    dueDate: due,
    paidOn: addDays(due, late),
  });

  it('weighs 140 thousand 7 days late and 85 thousand 55 days late as 25.1 days', () => {
    expect(averagePaymentDelay([paid(140, 7), paid(85, 55)], due).paid).toBeCloseTo(25.1, 1);
  });

  it('has a second figure with what is open, which is late by today', () => {
    const open = { amountMinor: thousands(225), dueDate: due, paidOn: null };
    const delay = averagePaymentDelay([paid(140, 7), paid(85, 55), open], addDays(due, 60));
    expect(delay.paid).toBeCloseTo(25.1, 1);
    expect(delay.withOpen).toBeCloseTo((25.13 + 60) / 2, 1);
  });

  it('does not set an early payment off against a late one', () => {
    expect(averagePaymentDelay([paid(100, -20), paid(100, 20)], due).paid).toBe(10);
  });

  it('is not known where nothing was paid', () => {
    expect(averagePaymentDelay([], due)).toEqual({ paid: null, withOpen: null });
  });
});

describe('the roll rate', () => {
  const invoice = (id: string, amount: number, daysPastDue: number) => ({
    documentId: id as DocumentId,
    openMinor: thousands(amount),
    daysPastDue,
  });
  const august = [invoice('a', 14, 20), invoice('b', 26, 5), invoice('older', 100, 40)];

  it('of 40,000 in 1–30, of which 14,000 is in 31–60 a month later, is 35 %; 65 % is cured', () => {
    const september = [invoice('a', 14, 50), invoice('older', 100, 70), invoice('new', 9, 35)];
    const rate = rollRate(august, september, 'd1_30');
    expect(rate?.cohortMinor).toBe(thousands(40));
    expect([percent(rate?.rolled), percent(rate?.cured), percent(rate?.stayed)]).toEqual([35, 65, 0]);
  });

  it('counts what was paid in part as cured, and what is still in the bucket as stayed', () => {
    const soon = [invoice('a', 4, 31), invoice('b', 26, 16)];
    const rate = rollRate(august, soon, 'd1_30');
    expect([percent(rate?.rolled), percent(rate?.cured), percent(rate?.stayed)]).toEqual([10, 25, 65]);
  });

  it('is not known for a bucket that was empty', () => {
    expect(rollRate(august, [], 'd91_plus')).toBeNull();
  });

  it('parts the cohort without rest, whatever became of its invoices', () => {
    const aged = fc.array(fc.tuple(fc.nat(9), fc.nat(500), fc.integer({ min: -40, max: 130 })), {
      maxLength: 12,
    });
    const booked = (rows: readonly (readonly [number, number, number])[]) => [
      ...new Map(rows.map(([id, open, days]) => [id, invoice(`${id}`, open, days)])).values(),
    ];
    fc.assert(
      fc.property(aged, aged, (before, after) => {
        const rate = rollRate(booked(before), booked(after), 'd1_30');
        if (rate === null) return;
        expect(rate.rolled + rate.cured + rate.stayed).toBeCloseTo(1, 9);
        expect(Math.min(rate.rolled, rate.cured, rate.stayed)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('right-party contact', () => {
  const calls = (right: number, wrong: number, none: number) => [
    ...Array.from({ length: right }, () => 'right_party' as const),
    ...Array.from({ length: wrong }, () => 'wrong_party' as const),
    ...Array.from({ length: none }, () => 'no_answer' as const),
  ];

  it('is 35 % of 40 attempts and 63.6 % of the 22 that reached somebody', () => {
    const rate = rightPartyRate(calls(14, 8, 18));
    expect(rate).toMatchObject({ attempts: 40, connected: 22, rightParty: 14 });
    expect([percent(rate?.ofAttempts), percent(rate?.ofConnected)]).toEqual([35, 63.6]);
  });

  it('has no share of conversations where nobody was reached, and none at all without calls', () => {
    expect(rightPartyRate(calls(0, 0, 3))).toMatchObject({ ofAttempts: 0, ofConnected: null });
    expect(rightPartyRate([])).toBeNull();
  });
});

describe('touchpoint coverage', () => {
  const due = plainDate('2026-09-10');
  const touches = (count: number, days: number | null, held = false) =>
    Array.from({ length: count }, () => ({
      dueOn: due,
      touchedOn: days === null ? null : addDays(due, days),
      held,
    }));

  it('of 120 due, 108 on time, 6 late and 6 missed, is 90 % on schedule and 95 % touched', () => {
    const coverage = touchCoverage([...touches(108, 0), ...touches(6, 2), ...touches(6, null)]);
    expect(coverage).toMatchObject({ due: 120, held: 0, onTime: 108, late: 6, missed: 6 });
    expect([percent(coverage?.onSchedule), percent(coverage?.touched)]).toEqual([90, 95]);
  });

  it('leaves accounts on hold out of the shares and counts them', () => {
    expect(touchCoverage([...touches(1, 0), ...touches(3, null, true)])).toMatchObject({
      due: 1,
      held: 3,
      onSchedule: 1,
      touched: 1,
    });
    expect(touchCoverage(touches(2, null, true))).toBeNull();
  });
});
