import { addDays, daysBetween, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { BookedInvoice } from './booked-invoice.ts';
import { DEMO_SENDER } from './company.ts';
import type { DemoContact, DemoNextAction, DemoSnooze, DemoTouch } from './demo-data.ts';
import { officeTime } from './history.ts';
import { workingDay } from './orders.ts';
import { fictionalPhone } from './phones.ts';
import type { Random } from './random.ts';

/** What is planned for one account. */
export interface AccountPlan {
  readonly nextActions: readonly DemoNextAction[];
  readonly snoozes: readonly DemoSnooze[];
  readonly contacts: readonly DemoContact[];
}

const [SNOOZED, PLANNED, SECOND_CONTACT] = [0.08, 0.55, 0.3];

const SNOOZE_REASONS = [
  'Payment announced for the end of the week.',
  'New finance system goes live there, nothing is paid until then.',
  'Asked us to wait for the credit note.',
] as const;

type Person = readonly [name: string, role: string, mailbox: string];
const SECOND_PEOPLE: readonly [Person, ...Person[]] = [
  ['Robin Castell', 'Finance director', 'robin.castell'],
  ['Mel Abara', 'Purchasing', 'mel.abara'],
  ['Kim Solberg', 'Financial controller', 'kim.solberg'],
  ['Jo Marek', 'Accounts payable, second contact', 'jo.marek'],
];

/** Plans the next step of an account from what is overdue and what was done last. */
export function planFor(
  invoices: readonly BookedInvoice[],
  touches: readonly DemoTouch[],
  today: PlainDate,
  random: Random,
): AccountPlan {
  const [first] = invoices;
  if (first === undefined) return { nextActions: [], snoozes: [], contacts: [] };
  const { customer } = first.order;
  const open = invoices.filter(({ order, openMinor }) => openMinor > 0 && order.dueDate < today);
  const fact = (daysAgo: number) => ({
    at: officeTime(workingDay(addDays(today, -daysAgo)), random),
    actor: DEMO_SENDER.name,
    customerKey: customer.number,
  });
  const snoozed = random.chance(SNOOZED);
  const planned = random.chance(PLANNED);
  const snooze = { ...fact(random.whole(1, 3)), until: workingDayFrom(addDays(today, random.whole(2, 9))) };
  const action = { ...fact(random.whole(3, 6)), date: workingDayFrom(addDays(today, random.whole(-2, 7))) };
  const reason = random.pick(SNOOZE_REASONS);
  const contact = secondContact(fact(random.whole(40, 120)), customer.domain, customer.country, random);
  return {
    snoozes: open.length > 0 && snoozed ? [{ ...snooze, reason }] : [],
    nextActions:
      open.length > 0 && planned && !snoozed ? [{ ...action, ...nextStep(open, touches, today) }] : [],
    contacts: random.chance(SECOND_CONTACT) ? [contact] : [],
  };
}

/** What an experienced specialist would do next. */
function nextStep(
  open: readonly BookedInvoice[],
  touches: readonly DemoTouch[],
  today: PlainDate,
): Pick<DemoNextAction, 'kind' | 'note'> {
  const disputed = open.find((invoice) => invoice.disputed);
  if (disputed !== undefined)
    return { kind: 'send_copy', note: `Signed delivery note for ${disputed.number}` };
  const oldest = Math.max(...open.map(({ order }) => daysBetween(order.dueDate, today)));
  const last = touches.at(-1);
  if (last?.kind === 'letter' && oldest > 60)
    return { kind: 'escalate', note: 'Ask the client whether to stop deliveries' };
  if (last?.outcome === 'callback') return { kind: 'call', note: 'Call back as agreed' };
  if (last?.outcome === 'voicemail' || last?.outcome === 'no_answer')
    return { kind: 'call', note: 'Try again in the morning' };
  if (last?.outcome === 'right_party') return { kind: 'review', note: 'Has the announced payment come in?' };
  return oldest > 30 ? { kind: 'call', note: null } : { kind: 'mail', note: null };
}

function secondContact(
  fact: Pick<DemoContact, 'at' | 'actor' | 'customerKey'>,
  domain: string,
  country: string,
  random: Random,
): DemoContact {
  const [name, role, mailbox] = random.pick(SECOND_PEOPLE);
  return {
    ...fact,
    name,
    role,
    email: `${mailbox}@${domain}.example`,
    phone: fictionalPhone(country, random),
  };
}

/** The day itself, or the Monday after when it is at a weekend. */
function workingDayFrom(date: PlainDate): PlainDate {
  return workingDay(date) === date ? date : workingDayFrom(addDays(date, 1));
}
