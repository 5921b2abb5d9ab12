import {
  addDays,
  daysBetween,
  type Instant,
  instant,
  type PlainDate,
} from '../../../../shared/domain/dates.ts';
import { formatDate } from '../../../../shared/domain/format/dates.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import { type BookedInvoice, openUntil } from './booked-invoice.ts';
import { DEMO_COLLEAGUE, DEMO_SENDER } from './company.ts';
import type { DemoTouch } from './demo-data.ts';
import { CALLED, DISPUTED, GENERAL, type TextFields, WRITTEN } from './history-texts.ts';
import { workingDay } from './orders.ts';
import type { Random } from './random.ts';

type Told = Pick<DemoTouch, 'kind' | 'outcome' | 'text'>;

/** One step of chasing an invoice: that many days after the due date, when it is still open then. */
interface Step {
  readonly least: number;
  readonly most: number;
  readonly chance: number;
  readonly tell: (fields: TextFields, random: Random) => Told;
}

const STEPS: readonly Step[] = [
  {
    least: 3,
    most: 7,
    chance: 0.75,
    tell: (fields, random) => written('mail', WRITTEN.friendly, fields, random),
  },
  { least: 11, most: 16, chance: 0.6, tell: call },
  {
    least: 21,
    most: 27,
    chance: 0.7,
    tell: (fields, random) => written('mail', WRITTEN.firm, fields, random),
  },
  { least: 33, most: 41, chance: 0.7, tell: call },
  {
    least: 56,
    most: 63,
    chance: 0.8,
    tell: (fields, random) => written('letter', WRITTEN.final, fields, random),
  },
  { least: 70, most: 78, chance: 0.6, tell: call },
];

const OUTCOMES = [
  'right_party',
  'right_party',
  'right_party',
  'voicemail',
  'voicemail',
  'no_answer',
  'no_answer',
  'connected',
  'wrong_party',
  'callback',
  'refused',
] as const;

/** At least this many days lie between two contacts with an account. */
const BREATHING_SPACE = 3;
/** How often a colleague did it, and how often an account carries a general note. */
const [BY_COLLEAGUE, HAS_NOTE] = [0.2, 0.35];

/** What was done on one account about its invoices: reminders, calls and notes up to yesterday, by time. */
export function historyOf(
  invoices: readonly BookedInvoice[],
  today: PlainDate,
  random: Random,
): readonly DemoTouch[] {
  const wanted = invoices.flatMap((invoice) => chasing(invoice, today, random));
  const notes = invoices.flatMap((invoice) => disputeNotes(invoice, today, random));
  const general = generalNote(invoices, today, random);
  const all = [...spaced(wanted), ...notes, ...general];
  return all.sort((left, right) => (left.at < right.at ? -1 : 1));
}

function chasing(invoice: BookedInvoice, today: PlainDate, random: Random): readonly DemoTouch[] {
  const { dueDate } = invoice.order;
  const until = openUntil(invoice, today);
  return STEPS.flatMap((step) => {
    const date = workingDay(addDays(dueDate, random.whole(step.least, step.most)));
    const drawn = random.chance(step.chance);
    const touch = touchOf(invoice, date, today, random, (fields) => step.tell(fields, random));
    const still = date < until && daysBetween(dueDate, date) > 0;
    return drawn && still ? [touch] : [];
  });
}

function disputeNotes(invoice: BookedInvoice, today: PlainDate, random: Random): readonly DemoTouch[] {
  const date = workingDay(addDays(invoice.order.dueDate, random.whole(2, 12)));
  const touch = touchOf(invoice, date, today, random, (fields) => written('note', DISPUTED, fields, random));
  return invoice.disputed && date < today ? [touch] : [];
}

function generalNote(
  invoices: readonly BookedInvoice[],
  today: PlainDate,
  random: Random,
): readonly DemoTouch[] {
  const [first] = invoices;
  if (first === undefined || !random.chance(HAS_NOTE)) return [];
  const date = workingDay(addDays(today, -random.whole(20, 200)));
  return [touchOf(first, date, today, random, (fields) => written('note', GENERAL, fields, random))];
}

/** Keeps the first contact and every later one that leaves the customer room to answer. */
function spaced(touches: readonly DemoTouch[]): readonly DemoTouch[] {
  const kept: DemoTouch[] = [];
  for (const touch of [...touches].sort((left, right) => (left.at < right.at ? -1 : 1))) {
    const last = kept.at(-1);
    const day = 86_400_000;
    if (last === undefined || Date.parse(touch.at) - Date.parse(last.at) > BREATHING_SPACE * day)
      kept.push(touch);
  }
  return kept;
}

function touchOf(
  invoice: BookedInvoice,
  date: PlainDate,
  today: PlainDate,
  random: Random,
  tell: (fields: TextFields) => Told,
): DemoTouch {
  const { customer, currency, totalMinor, dueDate } = invoice.order;
  const told = tell({
    invoice: invoice.number,
    amount: formatMoney(totalMinor, currency),
    due: formatDate(dueDate, today),
    person: customer.contactName.split(' ')[0] ?? customer.contactName,
  });
  return { at: officeTime(date, random), actor: actor(random), customerKey: customer.number, ...told };
}

/** Some minute of the working day, in UTC. */
export function officeTime(date: PlainDate, random: Random): Instant {
  const minute = random.whole(8 * 60 + 20, 16 * 60 + 40);
  const pad = (value: number) => String(value).padStart(2, '0');
  return instant(
    `${date}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:${pad(random.whole(0, 59))}.000Z`,
  );
}

function actor(random: Random): string {
  return random.chance(BY_COLLEAGUE) ? DEMO_COLLEAGUE : DEMO_SENDER.name;
}

function written(
  kind: 'mail' | 'letter' | 'note',
  wordings: (typeof WRITTEN)['friendly'],
  fields: TextFields,
  random: Random,
): Told {
  return { kind, outcome: null, text: random.pick(wordings)(fields) };
}

function call(fields: TextFields, random: Random): Told {
  const outcome = random.pick(OUTCOMES);
  return { kind: 'call', outcome, text: random.pick(CALLED[outcome])(fields) };
}
