import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import { type MinorUnits, minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { CanonicalPayment } from '../../connectors/canonical.ts';
import { type BookedInvoice, canonicalCustomer } from './booked-invoice.ts';
import { workingDay } from './orders.ts';
import type { Random } from './random.ts';

/** Every how many customers with something overdue has paid an amount that nobody has applied yet. */
const ON_ACCOUNT_EVERY = 6;

type Unplaced = Omit<CanonicalPayment, 'line' | 'number' | 'reference' | 'occurrence'>;

/**
 * The payments of the books, by date: one row per invoice paid, rows of one transfer under one reference, and some
 * transfers that nobody has applied to an invoice yet. `settledByCredit` are the invoices that no money came in for.
 */
export function paymentRecords(
  invoices: readonly BookedInvoice[],
  settledByCredit: ReadonlySet<string>,
  today: PlainDate,
  random: Random,
): readonly CanonicalPayment[] {
  const applied = invoices.flatMap((invoice) =>
    settledByCredit.has(invoice.number) ? [] : received(invoice),
  );
  const all = [...applied, ...onAccount(invoices, today, random)];
  all.sort((left, right) => (orderKey(left) < orderKey(right) ? -1 : 1));
  const transfers = new Map<string, string>();
  return all.map((payment, index) => {
    const transfer = `${payment.date} ${payment.customerKey} ${payment.currency}`;
    const reference = transfers.get(transfer) ?? `${channel(payment)} ${random.whole(1_000_000, 9_999_999)}`;
    transfers.set(transfer, reference);
    return { ...payment, line: index + 2, number: null, reference, occurrence: 1 };
  });
}

function received(invoice: BookedInvoice): Unplaced[] {
  if (invoice.paidOn === null || invoice.paidMinor <= 0) return [];
  return [payment(invoice, invoice.paidOn, invoice.paidMinor, ZERO, invoice.number)];
}

/** Every sixth customer with open invoices sent money without saying for what; the last one enough for everything. */
function onAccount(invoices: readonly BookedInvoice[], today: PlainDate, random: Random): Unplaced[] {
  const oldest = new Map<string, BookedInvoice>();
  for (const invoice of invoices) {
    const { customer, dueDate } = invoice.order;
    const known = oldest.get(customer.number);
    const overdue = invoice.openMinor > 0 && dueDate < today;
    if (overdue && (known === undefined || dueDate < known.order.dueDate))
      oldest.set(customer.number, invoice);
  }
  const chosen = [...oldest.values()]
    .sort((left, right) => (left.order.customer.number < right.order.customer.number ? -1 : 1))
    .filter((_, index) => index % ON_ACCOUNT_EVERY === ON_ACCOUNT_EVERY - 1);
  return chosen.map((invoice, index) => {
    const date = workingDay(addDays(today, -random.whole(2, 12)));
    const percent = index === chosen.length - 1 ? 100 : random.whole(30, 90);
    const owed = percent === 100 ? overdueOf(invoice, invoices, today) : invoice.openMinor;
    const amount = minorUnits(Math.max(1, Math.round((owed * percent) / 100)));
    return payment(invoice, date, amount, amount, null);
  });
}

/** Everything overdue of the invoice's customer in its currency. */
function overdueOf(invoice: BookedInvoice, invoices: readonly BookedInvoice[], today: PlainDate): number {
  return invoices
    .filter(
      ({ order }) => order.customer === invoice.order.customer && order.currency === invoice.order.currency,
    )
    .filter(({ order }) => order.dueDate < today)
    .reduce((sum, one) => sum + one.openMinor, 0);
}

function payment(
  { order }: BookedInvoice,
  date: PlainDate,
  amountMinor: MinorUnits,
  unappliedMinor: MinorUnits,
  appliesTo: string | null,
): Unplaced {
  const customer = canonicalCustomer(order.customer);
  return {
    ...customer,
    kind: 'payment',
    date,
    currency: order.currency,
    amountMinor,
    unappliedMinor,
    appliesTo,
  };
}

function orderKey(row: Unplaced): string {
  return `${row.date} ${row.customerKey} ${row.appliesTo ?? ''}`;
}

/** How transfers of a currency are called on a bank statement. */
function channel({ currency }: Unplaced): string {
  if (currency === 'GBP') return 'BACS';
  return currency === 'USD' ? 'ACH' : 'SEPA';
}
