import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { CanonicalCustomer, CanonicalInvoice } from '../../connectors/canonical.ts';
import type { DemoCustomer } from './customer.ts';
import { fictionalPhone } from './phones.ts';
import { seededRandom } from './random.ts';
import type { Settlement } from './settlement.ts';

const FIRST_INVOICE = 24_107;

/** An invoice with its number and what is open: what payments, credit notes and the history speak of. */
export interface BookedInvoice extends Settlement {
  readonly number: string;
  readonly openMinor: MinorUnits;
}

/** Numbers the invoices in the order in which they were issued, over all customers. */
export function bookInvoices(settlements: readonly Settlement[]): readonly BookedInvoice[] {
  const key = ({ order }: Settlement) => `${order.issueDate} ${order.customer.number} ${order.reference}`;
  const byDate = [...settlements].sort((left, right) => (key(left) < key(right) ? -1 : 1));
  return byDate.map((settlement, index) => ({
    ...settlement,
    number: `INV-${FIRST_INVOICE + index}`,
    openMinor: minorUnits(settlement.order.totalMinor - settlement.paidMinor),
  }));
}

/** The last day on which the invoice was unpaid: the day of its full payment, else the given day. */
export function openUntil(invoice: BookedInvoice, today: PlainDate): PlainDate {
  return invoice.openMinor === 0 && invoice.paidOn !== null ? invoice.paidOn : today;
}

/** The customer as every row of the books names it. */
export function canonicalCustomer(customer: DemoCustomer): CanonicalCustomer {
  return {
    customerKey: customer.number,
    customerNumber: customer.number,
    customerName: customer.name,
    country: customer.country,
    email: `accounts@${customer.domain}.example`,
    phone: fictionalPhone(customer.country, seededRandom(Number(customer.number.slice(2)))),
    contactName: customer.contactName,
  };
}

/** The invoice as an import delivers it; `settledByCreditOn` is set when a credit note settled it. */
export function invoiceRecord(
  invoice: BookedInvoice,
  line: number,
  settledByCreditOn: PlainDate | null,
): CanonicalInvoice {
  const { order } = invoice;
  return {
    ...canonicalCustomer(order.customer),
    kind: 'invoice',
    line,
    number: invoice.number,
    numberDerived: false,
    issueDate: order.issueDate,
    dueDate: order.dueDate,
    dueDerived: false,
    currency: order.currency,
    totalMinor: order.totalMinor,
    openMinor: invoice.openMinor,
    paidDate: settledByCreditOn,
    poNumber: order.poNumber,
    terms: `Net ${order.customer.termsDays}`,
    reference: order.reference,
    disputed: invoice.disputed,
  };
}
