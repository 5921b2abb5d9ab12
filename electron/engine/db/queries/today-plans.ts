import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { NextBestAction } from '../../../../shared/domain/next-action/types.ts';
import type { Connection } from '../connection.ts';
import type { TodayRowView } from './today-row.ts';

/** An account's row with the most overdue, for what is about the account and not about one currency. */
const largest = (table: string) => `(SELECT account_id, currency, overdue_minor FROM ${table} AS one
  WHERE currency = (SELECT currency FROM ${table} AS other WHERE other.account_id = one.account_id
    ORDER BY overdue_minor DESC, currency LIMIT 1))`;

/** Next actions that are due, calls or the others, the longest due first; what is snoozed waits. */
export function plannedActions(
  db: Connection,
  { today, table, calls }: { readonly today: PlainDate; readonly table: string; readonly calls: boolean },
): TodayRowView[] {
  return db
    .prepare<unknown[], Omit<TodayRowView, 'text'> & { readonly kind: string; readonly note: string | null }>(
      `SELECT n.account_id AS key, n.account_id AS accountId, a.number, a.name, s.currency,
         s.overdue_minor AS minor, n.date, n.kind, n.note
       FROM next_action n JOIN account a ON a.id = n.account_id LEFT JOIN ${largest(table)} s ON s.account_id = n.account_id
       WHERE n.date <= @today AND (n.kind = 'call') = @calls
         AND NOT EXISTS (SELECT 1 FROM snooze z WHERE z.account_id = n.account_id AND z.until > @today)
       ORDER BY n.date, minor DESC, a.name`,
    )
    .all({ today, calls: calls ? 1 : 0 })
    .map(({ kind, note, ...row }) => ({ ...row, text: wordsOf(kind, note) }));
}

function wordsOf(kind: string, note: string | null): string {
  const what = kind.replaceAll('_', ' ');
  const name = what.charAt(0).toUpperCase() + what.slice(1);
  return note === null || note === '' ? name : `${name}: ${note}`;
}

/** Customers who wrote and wait for an answer, the longest first. */
export function waitingReplies(db: Connection, table: string): TodayRowView[] {
  return db
    .prepare<[], TodayRowView>(
      `SELECT u.account_id AS key, a.id AS accountId, a.number, a.name, s.currency, s.overdue_minor AS minor,
         u.since AS date, CASE WHEN u.about = '' THEN 'Waits for an answer' ELSE u.about END AS text
       FROM unanswered_reply u JOIN account own ON own.id = u.account_id
         JOIN account a ON a.id = COALESCE(own.merged_into_id, own.id)
         LEFT JOIN ${largest(table)} s ON s.account_id = a.id
       ORDER BY u.since, a.name`,
    )
    .all();
}

/** Overdue accounts without a next step, the most urgent first. */
export function withoutStep(db: Connection, table: string): TodayRowView[] {
  return db
    .prepare<[], Omit<TodayRowView, 'text'> & { readonly proposal: string | null }>(
      `SELECT s.account_id || ' ' || s.currency AS key, s.account_id AS accountId, a.number, a.name, s.currency,
         s.overdue_minor AS minor, NULL AS date, s.proposal_json AS proposal
       FROM ${table} s JOIN account a ON a.id = s.account_id
       WHERE s.overdue_minor > 0 AND s.has_step = 0 ORDER BY s.score DESC, a.name, s.currency`,
    )
    .all()
    .map(({ proposal, ...row }) => ({ ...row, text: reasonOf(proposal) }));
}

function reasonOf(json: string | null): string {
  return json === null ? '' : ((JSON.parse(json) as NextBestAction).reasons[0] ?? '');
}

/** Payments dated from a day on, as the books tell them, the newest and largest first. */
export function arrivedPayments(db: Connection, since: PlainDate): TodayRowView[] {
  return db
    .prepare<[string], TodayRowView>(
      `SELECT p.id AS key, a.id AS accountId, a.number, a.name, p.currency, p.amount_minor AS minor, p.date,
         CASE WHEN p.unapplied_minor = 0 THEN 'Applied'
           WHEN p.unapplied_minor = p.amount_minor THEN 'Not applied yet' ELSE 'Applied in part' END
         || CASE WHEN p.reference IS NULL OR p.reference = '' THEN '' ELSE ' · ' || p.reference END AS text
       FROM payment p JOIN account own ON own.id = p.account_id
         JOIN account a ON a.id = COALESCE(own.merged_into_id, own.id)
       WHERE p.deleted_at IS NULL AND p.kind = 'payment' AND p.amount_minor > 0 AND p.date >= ?
       ORDER BY p.date DESC, p.amount_minor DESC, p.id`,
    )
    .all(since);
}
