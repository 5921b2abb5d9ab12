import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { today } from './books.ts';

/** Customers in the order in which the worklist has them: all equally late, each owes less than the one before. */
export const CUSTOMERS = [
  'Alder Works',
  'Birch & Sons',
  'Cedar Mills',
  'Dogwood Foods',
  'Elmwood Paper',
  'Fir Trading',
  'Gorse Line',
  'Hazel Print',
  'Ivy Hotels',
  'Juniper Labs',
  'Kelp Marine',
  'Larch Timber',
  'Maple Motors',
  'Nettle Tea',
  'Oakfield',
] as const;
export type Customer = (typeof CUSTOMERS)[number];

/** Whose hours are over wherever the clock of the test stands: Tokyo and Buenos Aires are half a day apart. */
export const ASLEEP: Customer = 'Gorse Line';

const HEAD =
  'Customer name,Invoice number,Invoice date,Due date,Open amount,Currency,Email,Phone,Country code';
const OLDEST_AMOUNT = 16_000;

/**
 * The list of open items that the accounting system exports: an invoice of 16,000.00 USD and less for each customer, ten
 * thousand and less a second one. `paid`: invoices that are settled meanwhile.
 */
export function openItems(paid: readonly string[] = []): string {
  const lines = CUSTOMERS.flatMap((name, index) => {
    const amount = OLDEST_AMOUNT - index * 1_000;
    return [
      line(name, numberOf(name), amount, -45, paid),
      line(name, secondOf(name), amount / 10, -20, paid),
    ];
  });
  return [HEAD, ...lines, ''].join('\r\n');
}

/** The number of the larger, older invoice of a customer. */
export function numberOf(name: Customer): string {
  return `INV-${101 + CUSTOMERS.indexOf(name)}`;
}

/** The number of the smaller one, a tenth of the other. */
export function secondOf(name: Customer): string {
  return `INV-${201 + CUSTOMERS.indexOf(name)}`;
}

export function mailboxOf(name: Customer): string {
  return `ap@${name.split(' ')[0]?.toLowerCase()}.test`;
}

function line(name: Customer, number: string, amount: number, due: number, paid: readonly string[]): string {
  const day = (days: number): PlainDate => addDays(today(), days);
  const open = paid.includes(number) ? 0 : amount;
  const country = name === ASLEEP ? sleepingCountry() : '';
  return [
    ...[name, number, day(due - 30), day(due), open.toFixed(2), 'USD', mailboxOf(name)],
    ...['+1 555 0100', country],
  ].join(',');
}

function sleepingCountry(): 'JP' | 'AR' {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Asia/Tokyo' }).format(),
  );
  return hour >= 19 || hour < 7 ? 'JP' : 'AR';
}
