import {
  addDays,
  dateInZone,
  dayNumber,
  type Instant,
  instant,
  type PlainDate,
} from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CanonicalRecord } from '../../connectors/canonical.ts';
import type { ContextData } from '../../db/executor.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { DemoData } from './demo-data.ts';
import { type DemoEvent, importRecords } from './demo-events.ts';
import { holdFireEvents } from './hold-fire-events.ts';
import { outboxEvents } from './outbox-events.ts';

/** The moment before which nothing happened in the demo: its workspace counts as set up then. */
export function demoStart(data: DemoData): Instant {
  const firstTouch = data.touches[0]?.at;
  const firstIssue = data.invoices.map((record) => record.issueDate ?? '9999-12-31').sort()[0];
  const first = [firstTouch?.slice(0, 10) ?? '9999-12-31', firstIssue ?? '9999-12-31'].sort()[0] as PlainDate;
  return at(addDays(mondayOf(first), -1), '08:00');
}

/**
 * Fills an empty workspace with the demo company, through the same imports and commands as real work: a ledger file
 * each week and the payments this morning, and between them what people did. `withOutbox` adds an invented mailbox and
 * messages in its outbox.
 */
export async function loadDemo(
  workspace: OpenWorkspace,
  data: DemoData,
  options: { readonly withOutbox?: boolean } = {},
): Promise<void> {
  const accounts = new Map<string, AccountId>();
  const events = [
    settingsEvent(workspace, data),
    ...importEvents(workspace, data, accounts),
    ...workEvents(workspace, data, accounts),
    ...holdFireEvents(workspace, data, accounts),
    ...(options.withOutbox === true ? outboxEvents(workspace, data, accounts) : []),
  ].sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at)));
  for (const event of events) {
    await event.run({ now: event.at, today: dateInZone(event.at, workspace.timeZone), actor: event.actor });
  }
  await workspace.db.write('decidePromises', null, workspace.context());
  await workspace.db.maintain('ageSummaries', { force: true }, workspace.context());
}

function settingsEvent(workspace: OpenWorkspace, data: DemoData): DemoEvent {
  const groups = { company: data.company, sender: data.sender };
  return {
    at: demoStart(data),
    actor: data.sender.name,
    run: (context) => workspace.db.write('changeSettings', { groups }, context),
  };
}

/** The invoices of a week come in on the day of its first one, before anybody works on them; payments this morning. */
function importEvents(
  workspace: OpenWorkspace,
  data: DemoData,
  accounts: Map<string, AccountId>,
): readonly DemoEvent[] {
  const weeks = new Map<number, { readonly monday: PlainDate; readonly records: CanonicalRecord[] }>();
  for (const record of data.invoices) {
    const monday = mondayOf(record.issueDate ?? workspace.today());
    const week = weeks.get(dayNumber(monday)) ?? { monday, records: [] };
    week.records.push(record);
    weeks.set(dayNumber(monday), week);
  }
  const invoices = [...weeks.values()].map(
    ({ monday, records }): DemoEvent => ({
      at: at(monday, '06:30'),
      actor: data.sender.name,
      run: (context) => importRecords(workspace, `open-items-${monday}.csv`, records, context, accounts),
    }),
  );
  const payments: DemoEvent = {
    at: justBefore(workspace.now()),
    actor: data.sender.name,
    run: (context) => importRecords(workspace, 'payments.csv', data.payments, context, accounts),
  };
  return [...invoices, payments];
}

function workEvents(
  workspace: OpenWorkspace,
  data: DemoData,
  accounts: ReadonlyMap<string, AccountId>,
): readonly DemoEvent[] {
  const { db } = workspace;
  const known = firstSeen(data);
  /** A contact may be older than the customer's first invoice: it is entered once the customer is in the books. */
  const after = (when: Instant, key: string): Instant => {
    const first = known.get(key) ?? when;
    return when > first ? when : first;
  };
  const account = (key: string): AccountId => {
    const id = accounts.get(key);
    if (id === undefined) throw new Error(`The demo works on ${key} before its first invoice.`);
    return id;
  };
  return [
    ...data.touches.map(({ at: when, actor, customerKey, kind, outcome, text }) => ({
      at: after(when, customerKey),
      actor,
      run: (context: ContextData) =>
        db.write('addTouchpoint', { accountId: account(customerKey), kind, outcome, text }, context),
    })),
    ...data.contacts.map(({ at: when, actor, customerKey, name, role, email, phone }) => ({
      at: after(when, customerKey),
      actor,
      run: (context: ContextData) =>
        db.write(
          'addContact',
          { accountId: account(customerKey), contact: { name, role, email, phone, billing: false } },
          context,
        ),
    })),
    ...data.nextActions.map(({ at: when, actor, customerKey, kind, date, note }) => ({
      at: after(when, customerKey),
      actor,
      run: (context: ContextData) =>
        db.write(
          'setNextAction',
          { accountIds: [account(customerKey)], action: { kind, date, note } },
          context,
        ),
    })),
    ...data.snoozes.map(({ at: when, actor, customerKey, until, reason }) => ({
      at: after(when, customerKey),
      actor,
      run: (context: ContextData) =>
        db.write('snooze', { accountIds: [account(customerKey)], until, reason }, context),
    })),
  ];
}

/** When the file with the first invoice of each customer came in, and a minute more. */
function firstSeen(data: DemoData): ReadonlyMap<string, Instant> {
  const seen = new Map<string, Instant>();
  for (const { customerKey, issueDate } of data.invoices) {
    if (issueDate === null) continue;
    const when = at(mondayOf(issueDate), '06:31');
    const earlier = seen.get(customerKey);
    if (earlier === undefined || when < earlier) seen.set(customerKey, when);
  }
  return seen;
}

function at(date: PlainDate, time: string): Instant {
  return instant(`${date}T${time}:00.000Z`);
}

function justBefore(now: Instant): Instant {
  return instant(new Date(Date.parse(now) - 60_000).toISOString());
}

/** 1970-01-01 was a Thursday. */
function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, -((dayNumber(date) + 3) % 7));
}
