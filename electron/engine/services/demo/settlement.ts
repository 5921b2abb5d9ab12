import { addDays, daysBetween, type PlainDate } from '../../../../shared/domain/dates.ts';
import { type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { PayingHabit } from './customer.ts';
import { type DemoOrder, weekdayOf } from './orders.ts';
import type { Random } from './random.ts';

/** What came in for one invoice until yesterday. */
export interface Settlement {
  readonly order: DemoOrder;
  readonly paidMinor: MinorUnits;
  /** The day of the payment; `null` when nothing came. */
  readonly paidOn: PlainDate | null;
  readonly disputed: boolean;
}

/** Days between due date and payment, least and most, by habit. */
const DELAY: Readonly<Record<PayingHabit, readonly [number, number]>> = {
  prompt: [-4, 2],
  slow: [5, 20],
  late: [20, 50],
  erratic: [-3, 85],
  stalled: [3, 18],
  new: [0, 12],
};

/** How often an invoice of a paying customer is left behind, and how often that is because it is disputed. */
const [LEFT_BEHIND, LEFT_AS_DISPUTED] = [0.035, 0.5];
/** How often a customer pays a part: instead of all of it, and on account of what is overdue. */
const [SHORT_PAID, PAID_IN_PART] = [0.015, 0.1];

/** How the customer pays in general: a weekday for its payment run, and since when a stalled one pays nothing. */
export interface PaymentRun {
  readonly weekday: number;
  readonly stoppedOn: PlainDate | null;
}

export function paymentRunOf(habit: PayingHabit, today: PlainDate, random: Random): PaymentRun {
  const weekday = random.whole(1, 5);
  const stoppedOn = addDays(today, -random.whole(95, 150));
  return { weekday, stoppedOn: habit === 'stalled' ? stoppedOn : null };
}

/** Decides what has come in for an order by the customer's habit; nothing that happens is later than yesterday. */
export function settle(order: DemoOrder, run: PaymentRun, today: PlainDate, random: Random): Settlement {
  const [least, most] = DELAY[order.customer.habit];
  const payDay = nextWeekday(addDays(order.dueDate, random.whole(least, most)), run.weekday);
  const shortPaid = random.chance(SHORT_PAID);
  const leftBehind = random.chance(LEFT_BEHIND);
  const disputed = leftBehind && random.chance(LEFT_AS_DISPUTED);
  const inPart = random.chance(PAID_IN_PART);
  const percent = random.whole(30, 70);
  const stopped = run.stoppedOn !== null && payDay >= run.stoppedOn;
  if (payDay < today && !stopped && !leftBehind) {
    const kept = shortPaid ? Math.round((order.totalMinor * percent) / 1_000) : 0;
    return { order, paidMinor: minorUnits(order.totalMinor - kept), paidOn: payDay, disputed: shortPaid };
  }
  const late = daysBetween(order.dueDate, today);
  if (inPart && !disputed && late > 14) {
    const paidMinor = minorUnits(Math.round((order.totalMinor * percent) / 100));
    const paidOn = nextWeekday(addDays(order.dueDate, Math.floor(late / 2)), run.weekday);
    if (paidOn < today) return { order, paidMinor, paidOn, disputed: false };
  }
  return { order, paidMinor: minorUnits(0), paidOn: null, disputed };
}

function nextWeekday(date: PlainDate, weekday: number): PlainDate {
  return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
}
