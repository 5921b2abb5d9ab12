import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { type BookedInvoice, bookInvoices, invoiceRecord } from './booked-invoice.ts';
import { DEMO_COMPANY, DEMO_SENDER } from './company.ts';
import { creditRecord, creditsFor } from './credits.ts';
import type { DemoCustomer } from './customer.ts';
import { DEMO_CUSTOMERS } from './customers.ts';
import type { DemoData } from './demo-data.ts';
import { historyOf } from './history.ts';
import { ordersOf } from './orders.ts';
import { paymentRecords } from './payments.ts';
import { type AccountPlan, planFor } from './plans.ts';
import { seededRandom } from './random.ts';
import { paymentRunOf, type Settlement, settle } from './settlement.ts';

export interface DemoRequest {
  /** The day on which the demo is opened, in the workspace's time zone; everything lies before it. */
  readonly today: PlainDate;
  /** A whole number; the same one gives the same company. */
  readonly seed: number;
}

/** The company that a first start shows: every aging bucket holds something in all three currencies. */
export const DEMO_SEED = 7;

/**
 * Invents a mid-size distributor with 60 customers and nine months of books in EUR, GBP and USD, and the work that
 * was done on them. The same day and seed give the same data; a day that is whole weeks later gives the same data
 * that much later. Nothing in it exists: domains end in `.example`, phone numbers are reserved for fiction.
 */
export function generateDemo({ today, seed }: DemoRequest): DemoData {
  const invoices = bookInvoices(
    DEMO_CUSTOMERS.flatMap((customer, index) => settled(customer, today, seed, index)),
  );
  const chance = seededRandom(seed ^ 0x5eed);
  const credits = creditsFor(invoices, today, chance);
  const appliedOn = new Map(
    credits.flatMap(({ invoice, appliedOn: date }) =>
      date === null ? [] : [[invoice.number, date] as const],
    ),
  );
  const records = [
    ...invoices.map((invoice, index) =>
      invoiceRecord(invoice, index + 2, appliedOn.get(invoice.number) ?? null),
    ),
    ...credits.map((credit, index) => creditRecord(credit, index, invoices.length + index + 2)),
  ];
  const payments = paymentRecords(invoices, new Set(appliedOn.keys()), today, chance);
  const work = DEMO_CUSTOMERS.map((customer, index) => workOn(customer, invoices, today, seed, index));
  const touches = work.flatMap((account) => account.touches);
  return {
    company: DEMO_COMPANY,
    sender: DEMO_SENDER,
    invoices: records,
    payments,
    touches: touches.sort((left, right) => (left.at < right.at ? -1 : 1)),
    contacts: work.flatMap((account) => account.contacts),
    nextActions: work.flatMap((account) => account.nextActions),
    snoozes: work.flatMap((account) => account.snoozes),
  };
}

function settled(
  customer: DemoCustomer,
  today: PlainDate,
  seed: number,
  index: number,
): readonly Settlement[] {
  const random = seededRandom(seed * 8_191 + index);
  const run = paymentRunOf(customer.habit, today, random);
  return ordersOf(customer, today, random).map((order) => settle(order, run, today, random));
}

function workOn(
  customer: DemoCustomer,
  invoices: readonly BookedInvoice[],
  today: PlainDate,
  seed: number,
  index: number,
): AccountPlan & { readonly touches: DemoData['touches'] } {
  const random = seededRandom(seed * 131 + index * 7 + 1);
  const own = invoices.filter((invoice) => invoice.order.customer === customer);
  const touches = historyOf(own, today, random);
  return { touches, ...planFor(own, touches, today, random) };
}
