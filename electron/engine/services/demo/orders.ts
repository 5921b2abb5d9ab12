import { addDays, dayNumber, type PlainDate } from '../../../../shared/domain/dates.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { DemoCustomer, DemoSize } from './customer.ts';
import type { Random } from './random.ts';

/** Something that was delivered and is invoiced. */
export interface DemoOrder {
  readonly customer: DemoCustomer;
  readonly issueDate: PlainDate;
  readonly dueDate: PlainDate;
  readonly currency: CurrencyCode;
  readonly totalMinor: MinorUnits;
  readonly poNumber: string | null;
  readonly reference: string;
}

/** How far back the books go. */
const HISTORY_DAYS = 272;

/** Unit prices in cents of what the company sells: bearings, seals, valves, belts, drives, cylinders, pumps. */
const CATALOGUE = [
  418, 735, 1_264, 1_990, 2_845, 4_415, 6_870, 11_950, 18_640, 27_385, 46_900, 128_750,
] as const;

const ORDERS: Readonly<Record<DemoSize, readonly [least: number, most: number]>> = {
  small: [4, 7],
  medium: [8, 12],
  large: [14, 20],
};
const QUANTITY: Readonly<Record<DemoSize, number>> = { small: 14, medium: 42, large: 110 };

/** VAT in percent on sales at home; what goes abroad carries none. */
const HOME = { country: 'IE', vatPercent: 23 } as const;

/** The orders of one customer over the last nine months up to yesterday, oldest first. */
export function ordersOf(customer: DemoCustomer, today: PlainDate, random: Random): readonly DemoOrder[] {
  const [least, most] = ORDERS[customer.size];
  const count = customer.habit === 'new' ? 3 : random.whole(least, most);
  const span = customer.habit === 'new' ? 70 : HISTORY_DAYS;
  const step = span / count;
  const poStyle = random.whole(0, 3);
  return Array.from({ length: count }, (_, index) => {
    const daysAgo = Math.max(1, Math.round(span - index * step - random.next() * step));
    const issueDate = workingDay(addDays(today, -daysAgo));
    return {
      customer,
      issueDate,
      dueDate: addDays(issueDate, customer.termsDays),
      currency: random.chance(0.3)
        ? (customer.currencies[1] ?? customer.currencies[0])
        : customer.currencies[0],
      totalMinor: orderTotal(customer, random),
      poNumber: poNumber(poStyle, random),
      reference: `DN ${random.whole(30_000, 49_999)}`,
    };
  });
}

/** The day itself, or the Friday before when it is at a weekend. */
export function workingDay(date: PlainDate): PlainDate {
  const weekday = weekdayOf(date);
  return weekday > 5 ? addDays(date, 5 - weekday) : date;
}

/** 1 for Monday to 7 for Sunday; 1 January 1970 was a Thursday. */
export function weekdayOf(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

function orderTotal(customer: DemoCustomer, random: Random): MinorUnits {
  const lines = random.whole(1, 5);
  let net = 0;
  for (let line = 0; line < lines; line++) {
    const price = random.pick(CATALOGUE);
    const fewer = price > 10_000 ? 6 : 1;
    net += price * random.whole(1, Math.max(2, Math.round(QUANTITY[customer.size] / fewer)));
  }
  const vat = customer.country === HOME.country ? Math.round((net * HOME.vatPercent) / 100) : 0;
  return minorUnits(net + vat);
}

/** Every customer has its own way of numbering orders; one in four gives none. */
function poNumber(style: number, random: Random): string | null {
  if (style === 0) return `45000${random.whole(10_000, 99_999)}`;
  if (style === 1) return `PO-${random.whole(11_000, 28_999)}`;
  if (style === 2) return `B/${random.whole(100, 999)}/${random.whole(10, 99)}`;
  return null;
}
