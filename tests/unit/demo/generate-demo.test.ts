import { describe, expect, it } from 'vitest';
import type { CanonicalInvoice, CanonicalPayment } from '../../../electron/engine/connectors/canonical.ts';
import type { DemoData } from '../../../electron/engine/services/demo/demo-data.ts';
import { DEMO_SEED, generateDemo } from '../../../electron/engine/services/demo/generate-demo.ts';
import { weekdayOf } from '../../../electron/engine/services/demo/orders.ts';
import { settingsSchema } from '../../../shared/contract/settings.ts';
import { type AgingItem, type AgingRow, ageItems } from '../../../shared/domain/aging/aging-row.ts';
import { AGING_BUCKETS } from '../../../shared/domain/aging/buckets.ts';
import { type Application, openAt } from '../../../shared/domain/aging/open-at.ts';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';

const TODAY = plainDate('2026-11-21');
const DEMO = generateDemo({ today: TODAY, seed: DEMO_SEED });
const WEEK = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(TODAY, days));

function sales(demo: DemoData): readonly CanonicalInvoice[] {
  return demo.invoices.filter((record) => record.kind === 'invoice');
}

function creditNotes(demo: DemoData): readonly CanonicalInvoice[] {
  return demo.invoices.filter((record) => record.kind === 'credit_note');
}

function isOverdue(record: CanonicalInvoice, today: PlainDate): boolean {
  return record.openMinor > 0 && record.dueDate !== null && record.dueDate < today;
}

/** What was applied to a document, as an import records it: its payments, or its whole on the paid date. */
function applications(demo: DemoData, record: CanonicalInvoice): readonly Application[] {
  if (record.paidDate !== null) return [{ date: record.paidDate, amountMinor: record.totalMinor }];
  return demo.payments
    .filter((payment) => record.kind === 'invoice' && payment.appliesTo === record.number)
    .map((payment) => ({ date: payment.date, amountMinor: payment.amountMinor }));
}

function agingOf(demo: DemoData, today: PlainDate): readonly AgingRow[] {
  const unapplied = demo.payments.map(
    (payment): AgingItem => ({
      kind: 'payment',
      currency: payment.currency,
      openMinor: payment.unappliedMinor,
      issueDate: payment.date,
      dueDate: null,
    }),
  );
  return ageItems([...demo.invoices, ...unapplied], { asOf: today });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

describe('the size of the demo', () => {
  it('is about sixty customers and six hundred documents', () => {
    expect(new Set(DEMO.invoices.map((record) => record.customerKey)).size).toBe(60);
    expect(DEMO.invoices.length).toBeGreaterThan(560);
    expect(DEMO.invoices.length).toBeLessThan(660);
  });

  it('is in three currencies, and two customers or more buy in two of them', () => {
    expect(new Set(DEMO.invoices.map((record) => record.currency))).toEqual(new Set(['EUR', 'GBP', 'USD']));
    const pairs = new Set(DEMO.invoices.map((record) => `${record.customerKey} ${record.currency}`));
    expect(pairs.size).toBeGreaterThanOrEqual(62);
  });

  it.each(WEEK)('fills every bucket in every currency on %s', (today) => {
    for (const row of agingOf(generateDemo({ today, seed: DEMO_SEED }), today)) {
      for (const bucket of AGING_BUCKETS) expect(row[bucket], `${row.currency} ${bucket}`).toBeGreaterThan(0);
    }
  });

  it('leaves most of the book not yet due or little late, as a healthy ledger does', () => {
    for (const row of agingOf(DEMO, TODAY)) {
      expect(row.current + row.d1_30).toBeGreaterThan(row.gross / 2);
      expect(row.d91_plus).toBeGreaterThan(row.gross / 100);
    }
  });

  it('gives a specialist a worklist: between 30 and 50 accounts with something overdue', () => {
    const overdue = sales(DEMO).filter((record) => isOverdue(record, TODAY));
    const accounts = new Set(overdue.map((record) => record.customerKey)).size;
    expect(accounts).toBeGreaterThan(30);
    expect(accounts).toBeLessThan(50);
  });
});

describe('the books of the demo', () => {
  it.each(WEEK)('hold nothing that happened on or after %s', (today) => {
    for (const seed of [1, 2, 3, 4]) {
      const demo = generateDemo({ today, seed });
      const dates = [...demo.payments.map((one) => one.date), ...demo.invoices.map((one) => one.issueDate)];
      for (const date of dates) expect(date !== null && date < today).toBe(true);
      for (const touch of demo.touches) expect(touch.at.slice(0, 10) < today).toBe(true);
    }
  });

  it.each([1, DEMO_SEED, 42])('add up with seed %i: total less what was applied is open', (seed) => {
    const demo = generateDemo({ today: TODAY, seed });
    for (const record of demo.invoices) {
      const applied = sum(applications(demo, record).map((one) => one.amountMinor));
      expect(record.totalMinor - applied, record.number).toBe(record.openMinor);
      expect(record.openMinor).toBeGreaterThanOrEqual(0);
      expect(record.totalMinor).toBeGreaterThan(0);
    }
  });

  it('number every document once, invoices in the order of their dates', () => {
    const numbers = DEMO.invoices.map((record) => record.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    const dates = sales(DEMO).map((record) => record.issueDate ?? '');
    expect(dates).toEqual([...dates].sort());
  });

  it('hold no invoice from today or later, nor from a weekend', () => {
    for (const { issueDate, number } of DEMO.invoices) {
      if (issueDate === null) throw new Error(`${number} has no date.`);
      expect(issueDate < TODAY, number).toBe(true);
      expect(daysBetween(issueDate, TODAY)).toBeLessThan(290);
    }
    for (const { issueDate } of sales(DEMO)) expect(issueDate && weekdayOf(issueDate)).toBeLessThan(6);
  });

  it('apply every payment to an invoice of the same customer and currency that was there', () => {
    const byNumber = new Map(sales(DEMO).map((record) => [record.number, record]));
    for (const payment of DEMO.payments) {
      expect(payment.date !== null && payment.date < TODAY).toBe(true);
      if (payment.appliesTo === null) {
        expect(payment.unappliedMinor).toBe(payment.amountMinor);
        continue;
      }
      const invoice = byNumber.get(payment.appliesTo);
      expect(invoice).toMatchObject({ customerKey: payment.customerKey, currency: payment.currency });
      expect(payment.unappliedMinor).toBe(0);
      expect(payment.date && invoice?.issueDate && payment.date > invoice.issueDate).toBe(true);
    }
  });

  it('tell every payment from every other', () => {
    const identity = (one: CanonicalPayment) =>
      [
        one.customerKey,
        one.number,
        one.date,
        one.currency,
        one.amountMinor,
        one.appliesTo,
        one.occurrence,
      ].join();
    expect(new Set(DEMO.payments.map(identity)).size).toBe(DEMO.payments.length);
  });

  it('give one transfer one reference', () => {
    const transfers = new Map<string, Set<string | null>>();
    for (const { customerKey, date, currency, reference } of DEMO.payments) {
      const key = `${customerKey} ${date} ${currency}`;
      transfers.set(key, (transfers.get(key) ?? new Set()).add(reference));
    }
    for (const references of transfers.values()) expect(references.size).toBe(1);
    expect(transfers.size).toBeLessThan(DEMO.payments.length);
  });

  it('hold what a specialist meets: part payments, open and applied credits, money without a purpose, disputes', () => {
    const part = sales(DEMO).filter(({ openMinor, totalMinor }) => openMinor > 0 && openMinor < totalMinor);
    const applied = creditNotes(DEMO).filter((record) => record.openMinor === 0);
    const open = creditNotes(DEMO).filter((record) => record.openMinor > 0);
    const purposeless = DEMO.payments.filter((payment) => payment.unappliedMinor > 0);
    const disputed = DEMO.invoices.filter((record) => record.disputed);
    for (const found of [part, applied, open, purposeless, disputed]) {
      expect(found.length).toBeGreaterThanOrEqual(4);
      expect(found.length).toBeLessThan(40);
    }
  });

  it('mark no invoice as disputed that is settled', () => {
    for (const record of DEMO.invoices.filter((one) => one.disputed)) {
      expect(record.openMinor).toBeGreaterThan(0);
    }
  });

  it('hold an account whose unapplied money covers all that is overdue', () => {
    const overdue = (payment: CanonicalPayment) =>
      sales(DEMO)
        .filter((one) => one.customerKey === payment.customerKey && one.currency === payment.currency)
        .filter((one) => isOverdue(one, TODAY));
    const covered = DEMO.payments.filter((payment) => {
      const asked = sum(overdue(payment).map((one) => one.openMinor));
      return asked > 0 && payment.unappliedMinor >= asked;
    });
    expect(covered.length).toBeGreaterThanOrEqual(1);
  });

  it('can be looked back on: on the day of its issue every invoice was open in full', () => {
    for (const record of sales(DEMO)) {
      if (record.issueDate === null) throw new Error(`${record.number} has no date.`);
      expect(openAt(record, applications(DEMO, record), record.issueDate, TODAY)).toBe(record.totalMinor);
      expect(openAt(record, applications(DEMO, record), addDays(record.issueDate, -1), TODAY)).toBe(0);
    }
  });

  it('show habits: some customers pay on time, others weeks late', () => {
    const late = new Map<string, number[]>();
    for (const record of sales(DEMO)) {
      const [last] = applications(DEMO, record).toReversed();
      if (record.openMinor > 0 || record.dueDate === null || !last?.date) continue;
      const days = daysBetween(record.dueDate, last.date);
      late.set(record.customerKey, [...(late.get(record.customerKey) ?? []), days]);
    }
    const averages = [...late.values()]
      .filter((days) => days.length >= 3)
      .map((days) => sum(days) / days.length);
    expect(averages.filter((days) => days <= 5).length).toBeGreaterThan(8);
    expect(averages.filter((days) => days > 10 && days <= 25).length).toBeGreaterThan(8);
    expect(averages.filter((days) => days > 25).length).toBeGreaterThan(8);
  });

  it('have amounts that are not all round', () => {
    const odd = sales(DEMO).filter((record) => record.totalMinor % 100 !== 0);
    expect(odd.length).toBeGreaterThan(sales(DEMO).length / 3);
  });
});

describe('the same demo', () => {
  it('comes from the same day and seed', () => {
    expect(generateDemo({ today: TODAY, seed: DEMO_SEED })).toEqual(DEMO);
  });

  it('does not come from another seed', () => {
    expect(generateDemo({ today: TODAY, seed: DEMO_SEED + 1 }).invoices).not.toEqual(DEMO.invoices);
  });

  it('is shifted whole when the day is whole weeks later', () => {
    const later = generateDemo({ today: addDays(TODAY, 35), seed: DEMO_SEED });
    const shift = (date: PlainDate | null) => (date === null ? null : addDays(date, 35));
    expect(later.invoices).toEqual(
      DEMO.invoices.map((record) => ({
        ...record,
        issueDate: shift(record.issueDate),
        dueDate: shift(record.dueDate),
        paidDate: shift(record.paidDate),
      })),
    );
    expect(later.payments).toEqual(
      DEMO.payments.map((payment) => ({ ...payment, date: shift(payment.date) })),
    );
    expect(later.nextActions.map((action) => action.date)).toEqual(
      DEMO.nextActions.map((action) => addDays(action.date, 35)),
    );
    expect(later.touches.map((touch) => touch.at.slice(10))).toEqual(
      DEMO.touches.map((touch) => touch.at.slice(10)),
    );
  });
});

describe('the people of the demo', () => {
  it('write from domains that nobody can own', () => {
    const addresses = [
      ...DEMO.invoices.map((record) => record.email),
      ...DEMO.payments.map((payment) => payment.email),
      ...DEMO.contacts.map((contact) => contact.email),
      DEMO.company.email,
      DEMO.sender.email,
    ];
    for (const address of addresses) expect(address).toMatch(/^[a-z.]+@[a-z-]+\.example$/);
  });

  it('mention no other domain anywhere', () => {
    const domains = JSON.stringify(DEMO).match(/[\w-]+\.(?:com|net|org|eu|io|co\.uk|de|fr|nl|ie)\b/gi);
    expect(domains).toBeNull();
  });

  it('have phone numbers that are reserved for fiction, or none', () => {
    const reserved = [
      /^\+44 (20 7946|161 496|117 496|113 496) 0\d{3}$/,
      /^\+1 \d{3} 555 01\d{2}$/,
      /^\+33 1 99 00 \d{2} \d{2}$/,
      /^\+49 (30 23125|69 90009|40 66969|89 99998) \d{3}$/,
      /^\+353 20 91\d \d{4}$/,
    ];
    const phones = [
      ...DEMO.invoices.map((record) => record.phone),
      ...DEMO.contacts.map((contact) => contact.phone),
      DEMO.company.phone,
      DEMO.sender.phone,
    ];
    for (const phone of new Set(phones)) {
      if (phone !== null)
        expect(
          reserved.some((form) => form.test(phone)),
          phone,
        ).toBe(true);
    }
    expect(new Set(phones).size).toBeGreaterThan(30);
  });

  it('are the same in every row of a customer', () => {
    const seen = new Map<string, string>();
    for (const { customerKey, customerName, email, phone, contactName, country } of [
      ...DEMO.invoices,
      ...DEMO.payments,
    ]) {
      const row = [customerName, email, phone, contactName, country].join();
      expect(seen.get(customerKey) ?? row).toBe(row);
      seen.set(customerKey, row);
    }
  });

  it('belong to a company whose details the settings take', () => {
    const { company, sender } = DEMO;
    expect(settingsSchema.pick({ company: true, sender: true }).parse({ company, sender })).toEqual({
      company,
      sender,
    });
  });
});
