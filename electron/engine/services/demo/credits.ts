import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import { type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { CanonicalInvoice } from '../../connectors/canonical.ts';
import { type BookedInvoice, canonicalCustomer } from './booked-invoice.ts';
import { workingDay } from './orders.ts';
import type { Random } from './random.ts';

const FIRST_CREDIT_NOTE = 2_203;
/** Of the paid invoices one in forty was settled by a credit note; of the others one in sixteen has led to one. */
const [SETTLED_ONE_IN, OPEN_ONE_IN] = [40, 16];

/** A credit note for goods that came back, and what it settled. */
export interface DemoCredit {
  readonly invoice: BookedInvoice;
  readonly date: PlainDate;
  readonly amountMinor: MinorUnits;
  /** The day on which it settled its invoice whole; `null` while it is open. */
  readonly appliedOn: PlainDate | null;
}

/** Picks the invoices that led to a credit note: some settled whole by it, some still to be set off. */
export function creditsFor(
  invoices: readonly BookedInvoice[],
  today: PlainDate,
  random: Random,
): readonly DemoCredit[] {
  const credits = invoices.flatMap((invoice): DemoCredit[] => {
    const drawn = {
      settled: random.whole(1, SETTLED_ONE_IN) === 1,
      open: random.whole(1, OPEN_ONE_IN) === 1,
    };
    const percent = random.whole(4, 22);
    const daysAfter = random.whole(6, 18);
    if (invoice.paidOn !== null && invoice.openMinor === 0) {
      const { paidOn } = invoice;
      return drawn.settled
        ? [{ invoice, date: paidOn, amountMinor: invoice.order.totalMinor, appliedOn: paidOn }]
        : [];
    }
    const date = workingDay(addDays(invoice.order.issueDate, daysAfter));
    const amountMinor = minorUnits(Math.round((invoice.openMinor * percent) / 100));
    return drawn.open && date < today && amountMinor > 0
      ? [{ invoice, date, amountMinor, appliedOn: null }]
      : [];
  });
  return credits.sort((left, right) =>
    left.date === right.date ? order(left.invoice, right.invoice) : left.date < right.date ? -1 : 1,
  );
}

function order(left: BookedInvoice, right: BookedInvoice): number {
  return left.number < right.number ? -1 : 1;
}

/** The credit note as an import delivers it. */
export function creditRecord(credit: DemoCredit, index: number, line: number): CanonicalInvoice {
  const { order: sold, number } = credit.invoice;
  return {
    ...canonicalCustomer(sold.customer),
    kind: 'credit_note',
    line,
    number: `CN-${FIRST_CREDIT_NOTE + index}`,
    numberDerived: false,
    issueDate: credit.date,
    dueDate: null,
    dueDerived: false,
    currency: sold.currency,
    totalMinor: credit.amountMinor,
    openMinor: credit.appliedOn === null ? credit.amountMinor : minorUnits(0),
    paidDate: credit.appliedOn,
    poNumber: sold.poNumber,
    terms: null,
    reference: `Return to ${number}`,
    disputed: false,
  };
}
