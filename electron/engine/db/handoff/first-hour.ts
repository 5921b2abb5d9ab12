import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { formatDate } from '../../../../shared/domain/format/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { NextBestAction } from '../../../../shared/domain/next-action/types.ts';
import type { Connection } from '../connection.ts';
import { promisesAt } from '../hold-fire/promises-at.ts';
import { withSummaries } from '../queries/summaries-at.ts';
import { brokenPromises } from '../queries/today-promises.ts';
import { named, type TodayRowView } from '../queries/today-row.ts';
import { type NeverRow, nevers } from './nevers.ts';

/** An accepted account as the first hour lists it, in the currency with the most overdue. */
export interface FirstHourAccount {
  readonly accountId: AccountId;
  readonly number: string | null;
  readonly name: string;
  /** Null: nothing is open. */
  readonly currency: CurrencyCode | null;
  readonly overdue: MinorUnits | null;
  /** What is planned, else what the rules propose; empty: nothing is to be done. */
  readonly next: string;
  readonly nextOn: PlainDate | null;
  /** What the specialist wrote about it. */
  readonly words: string;
}

/** What somebody who takes accounts over has to know before anything else. */
export interface FirstHourView {
  readonly promisesDue: readonly TodayRowView[];
  /** Promises whose date comes later within the window. */
  readonly promisesAhead: readonly TodayRowView[];
  readonly brokenPromises: readonly TodayRowView[];
  /** Callbacks and other next actions that fall due by the end of the window, the earliest first. */
  readonly nextActions: readonly TodayRowView[];
  /** Letters that are written and wait to be sent; `key` is the draft. */
  readonly drafts: readonly TodayRowView[];
  readonly never: readonly NeverRow[];
  /** The most urgent first. */
  readonly accounts: readonly FirstHourAccount[];
}

/** The first hour of a workspace that came from a handoff; `to` is the last day of its window. */
export function firstHour(
  db: Connection,
  { today, to }: { readonly today: PlainDate; readonly to: PlainDate },
): FirstHourView {
  return withSummaries(db, { asOf: today, today }, (table) => viewOf(db, { today, to, table }));
}

function viewOf(
  db: Connection,
  { today, to, table }: { readonly today: PlainDate; readonly to: PlainDate; readonly table: string },
): FirstHourView {
  const open = promisesAt(db, { asOf: today })
    .filter(({ state }) => state === 'open')
    .sort((one, other) => (one.date < other.date ? -1 : 1));
  const promised = (from: PlainDate | null, until: PlainDate) =>
    named(
      db,
      open
        .filter(({ date }) => (from === null || date > from) && date <= until)
        .map(({ id, accountId, currency, amountMinor, receivedMinor, date, lastDay, promisedBy }) => ({
          ...{ key: id, accountId, currency, date, minor: minorUnits(amountMinor - receivedMinor) },
          text: [
            promisedBy === null ? 'Promised' : `${promisedBy} promised it`,
            ...(lastDay === date ? [] : [`kept up to ${formatDate(lastDay, today)}`]),
          ].join(', '),
        })),
    );
  return {
    promisesDue: promised(null, today),
    promisesAhead: promised(today, to),
    brokenPromises: brokenPromises(db, table),
    nextActions: plannedUntil(db, to),
    drafts: waitingLetters(db),
    never: nevers(db, today),
    accounts: byUrgency(db, table),
  };
}

function plannedUntil(db: Connection, to: PlainDate): TodayRowView[] {
  return db
    .prepare<[string], Omit<TodayRowView, 'text'> & { readonly kind: string; readonly note: string | null }>(
      `SELECT n.account_id AS key, n.account_id AS accountId, a.number, a.name, NULL AS currency, NULL AS minor,
         n.date, n.kind, n.note
       FROM next_action n JOIN account a ON a.id = n.account_id
       WHERE n.date <= ? ORDER BY n.date, n.kind = 'call' DESC, a.name`,
    )
    .all(to)
    .map(({ kind, note, ...row }) => ({ ...row, text: plannedText(kind, note) }));
}

function plannedText(kind: string, note: string | null): string {
  const what = kind === 'call' ? 'Call back' : sentence(kind.replaceAll('_', ' '));
  return note === null || note === '' ? what : `${what}: ${note}`;
}

/** A letter that was written before the handoff says so where it carries the name of whoever handed it over. */
function waitingLetters(db: Connection): TodayRowView[] {
  return db
    .prepare<[], TodayRowView>(
      `SELECT d.id AS key, a.id AS accountId, a.number, a.name, d.currency, d.amount_minor AS minor, NULL AS date,
         d.subject || CASE WHEN instr(d.text, sender.name) > 0 THEN ' · carries the name of ' || sender.name ELSE '' END AS text
       FROM (SELECT sender_json ->> '$.name' AS name FROM received_handoff) AS sender, draft d JOIN account own ON own.id = d.account_id
         JOIN account a ON a.id = COALESCE(own.merged_into_id, own.id)
       WHERE d.state IN ('draft', 'failed') AND d.seen_in_mailbox IS NULL ORDER BY d.id`,
    )
    .all();
}

type AccountRow = Omit<FirstHourAccount, 'next'> & {
  readonly kind: string | null;
  readonly note: string | null;
  readonly proposal: string | null;
};

function byUrgency(db: Connection, table: string): FirstHourAccount[] {
  return db
    .prepare<[], AccountRow>(
      `SELECT r.account_id AS accountId, a.number, a.name, s.currency, s.overdue_minor AS overdue, n.kind, n.note,
         n.date AS nextOn, s.proposal_json AS proposal, r.words
       FROM received_account r JOIN account a ON a.id = r.account_id
         LEFT JOIN next_action n ON n.account_id = r.account_id
         LEFT JOIN ${table} s ON s.account_id = r.account_id AND s.currency =
           (SELECT currency FROM ${table} AS one WHERE one.account_id = r.account_id
            ORDER BY score DESC, overdue_minor DESC, currency LIMIT 1)
       WHERE r.state = 'accepted' ORDER BY COALESCE(s.score, -1) DESC, a.name COLLATE NOCASE, r.account_id`,
    )
    .all()
    .map(({ kind, note, proposal, ...row }) => ({
      ...row,
      next: kind === null ? proposed(proposal) : plannedText(kind, note),
    }));
}

function proposed(json: string | null): string {
  return json === null ? '' : ((JSON.parse(json) as NextBestAction).reasons[0] ?? '');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
