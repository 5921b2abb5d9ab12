import { addDays, dayNumber, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import { TODAY_SECTIONS, type TodaySection } from '../../../../shared/domain/today/sections.ts';
import type { Connection } from '../connection.ts';
import { handedAccounts } from '../handoff/given.ts';
import { figuresOfAll } from './figures.ts';
import { figuresStopMail } from './figures-stop-mail.ts';
import { withSummaries } from './summaries-at.ts';
import { arrivedPayments, plannedActions, waitingReplies, withoutStep } from './today-plans.ts';
import { brokenPromises, promisesDue, stuckDisputes } from './today-promises.ts';
import type { TodayRowView } from './today-row.ts';

export interface TodayView {
  readonly today: PlainDate;
  readonly since: PlainDate;
  readonly figures: Figures;
  readonly figuresTooOld: boolean;
  readonly sections: {
    readonly section: TodaySection;
    readonly total: number;
    readonly rows: TodayRowView[];
  }[];
}

/** So many rows of a section are worked from the screen; the rest waits behind its number. */
const MOST = 50;

interface Day {
  readonly today: PlainDate;
  readonly since: PlainDate;
  /** The summaries as they are on that day. */
  readonly table: string;
}

type Read = (db: Connection, day: Day) => TodayRowView[];

const READS: Readonly<Record<TodaySection, Read>> = {
  replies: (db, { table }) => waitingReplies(db, table),
  broken_promises: (db, { table }) => brokenPromises(db, table),
  promises_due: (db, { today }) => promisesDue(db, today),
  callbacks: (db, { today, table }) => plannedActions(db, { today, table, calls: true }),
  follow_ups: (db, { today, table }) => plannedActions(db, { today, table, calls: false }),
  disputes: (db, { today }) => stuckDisputes(db, today),
  without_step: (db, { table }) => withoutStep(db, table),
  payments: (db, { since }) => arrivedPayments(db, since),
};

/** What reaches us and not whoever looks after a handed account: they have neither our mailbox nor our books. */
const ARRIVES_HERE: readonly TodaySection[] = ['replies', 'payments'];

/** What the day asks for. The steps of an account that is handed out are those of whoever looks after it. */
export function todayView(db: Connection, { today }: { readonly today: PlainDate }): TodayView {
  return withSummaries(db, { asOf: today, today }, (table) => viewOf(db, today, table));
}

function viewOf(db: Connection, today: PlainDate, table: string): TodayView {
  const since = workdayBefore(today);
  const handed = new Set(handedAccounts(db, today).map(({ accountId }) => accountId));
  return {
    today,
    since,
    figures: figuresOfAll(db),
    figuresTooOld: figuresStopMail(db, today),
    sections: TODAY_SECTIONS.map((section) => {
      const all = READS[section](db, { today, since, table });
      const rows = ARRIVES_HERE.includes(section) ? all : all.filter((row) => !handed.has(row.accountId));
      return { section, total: rows.length, rows: rows.slice(0, MOST) };
    }),
  };
}

/** The day before, and on a Sunday or Monday the Friday: what came in over the weekend is new, too. */
function workdayBefore(today: PlainDate): PlainDate {
  const weekday = (dayNumber(today) + 4) % 7;
  const back = weekday === 1 ? 3 : weekday === 0 ? 2 : 1;
  return addDays(today, -back);
}
