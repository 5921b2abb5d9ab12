import type { PastCall } from '../../../../shared/domain/contact-rules/call-limits.ts';
import type { ContactSubject, DebtorType } from '../../../../shared/domain/contact-rules/types.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { debtorOf, debtorsOf } from '../calls/debtor-of.ts';
import { callOutcomesSince, pastCallsOf } from '../calls/past-calls.ts';
import { type Phones, phonesOf } from '../calls/phone-numbers.ts';
import { requireAccount } from '../commands/account-rows.ts';
import type { Connection } from '../connection.ts';
import { isOurs } from '../handoff/given.ts';
import { withSummaries } from './summaries-at.ts';

const MOST_CALLS = 500;

/** All that decides whether, when and whom of an account to call. */
export interface CallFactsOfAccount {
  readonly accountId: AccountId;
  readonly subject: ContactSubject;
  readonly phones: Phones;
  readonly calls: readonly PastCall[];
}

/** An account that is to be called: in the currency in which the most is overdue. */
export interface AccountToCall extends CallFactsOfAccount {
  readonly number: string | null;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly overdue: MinorUnits;
  readonly free: MinorUnits;
  readonly oldestDaysPastDue: number;
  readonly score: number;
  /** The call that somebody planned, when its day has come. */
  readonly planned: { readonly date: PlainDate; readonly note: string | null } | null;
  /** Why a call is the next best step; empty for a planned one that the rules do not propose. */
  readonly reasons: readonly string[];
}

interface Row extends Omit<AccountToCall, keyof CallFactsOfAccount | 'planned' | 'reasons'> {
  readonly accountId: AccountId;
  readonly plannedOn: PlainDate | null;
  readonly note: string | null;
  readonly proposalJson: string | null;
}

/**
 * Accounts with something open for which a call is planned up to today, or is the next best action. Those that are
 * handed out are called by whoever looks after them.
 */
export function accountsToCall(
  db: Connection,
  { today }: { readonly today: PlainDate },
): readonly AccountToCall[] {
  return withSummaries(db, { asOf: today, today }, (table) => callsFrom(db, today, table));
}

/** How many accounts those are, without what there is to know of each. */
export function accountsToCallCount(db: Connection, { today }: { readonly today: PlainDate }): number {
  const count = (table: string) =>
    db
      .prepare<unknown[], number>(`SELECT COUNT(DISTINCT accountId) FROM (${dueCalls(table)})`)
      .pluck()
      .get({ asOf: today });
  return withSummaries(db, { asOf: today, today }, count) ?? 0;
}

/** Rows of `table` by account and currency that ask for a call by `@asOf`. */
const dueCalls = (table: string) => `SELECT account_id AS accountId, account.number, account.name, currency,
    overdue_minor AS overdue, free_minor AS free, oldest_days AS oldestDaysPastDue, score, note,
    CASE WHEN next_action.kind = 'call' AND next_action.date <= @asOf THEN next_action.date END AS plannedOn,
    CASE WHEN proposal_json ->> '$.kind' = 'call' THEN proposal_json END AS proposalJson
  FROM ${table} JOIN account ON account.id = account_id LEFT JOIN next_action USING (account_id)
  WHERE (snoozed_until IS NULL OR snoozed_until <= @asOf)
    AND (plannedOn IS NOT NULL OR (proposalJson IS NOT NULL AND proposal_json ->> '$.date' <= @asOf))
    AND ${isOurs(`${table}.account_id`)}`;

function callsFrom(db: Connection, today: PlainDate, table: string): readonly AccountToCall[] {
  const rows = db
    .prepare<unknown[], Row>(`${dueCalls(table)} ORDER BY overdue_minor DESC`)
    .all({ asOf: today });
  const first = new Map<AccountId, Row>();
  for (const row of rows) if (!first.has(row.accountId)) first.set(row.accountId, row);
  const picked = [...first.values()].sort((left, right) => right.score - left.score).slice(0, MOST_CALLS);
  const ids = picked.map(({ accountId }) => accountId);
  const [subjects, calls, phones] = [debtorsOf(db, ids), pastCallsOf(db, ids), phonesOf(db, ids)];
  return picked.map(({ plannedOn, note, proposalJson, ...row }) => ({
    ...row,
    subject: subjects.get(row.accountId) ?? debtorOf(db, row.accountId),
    phones: phones.get(row.accountId) ?? { contacts: [], closed: null },
    calls: calls.get(row.accountId) ?? [],
    planned: plannedOn === null ? null : { date: plannedOn, note },
    reasons:
      proposalJson === null ? [] : (JSON.parse(proposalJson) as { reasons: readonly string[] }).reasons,
  }));
}

/** The same facts of one account; throws `not_found`. */
export function callFactsOf(db: Connection, accountId: AccountId): CallFactsOfAccount {
  requireAccount(db, accountId);
  return {
    accountId,
    subject: debtorOf(db, accountId),
    phones: phonesOf(db, [accountId]).get(accountId) ?? { contacts: [], closed: null },
    calls: pastCallsOf(db, [accountId]).get(accountId) ?? [],
  };
}

/** Calls since an instant, for the counters. */
export function callsSince(db: Connection, { since }: { readonly since: Instant }): readonly PastCall[] {
  return callOutcomesSince(db, since);
}

/** What a person said about a debtor; null fields: what the books say counts. */
export interface DebtorProfileRow {
  readonly debtorType: DebtorType;
  readonly country: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
}

/** The debtor as a person described it, and what follows from that and the books; throws `not_found`. */
export function debtorView(
  db: Connection,
  accountId: AccountId,
): { readonly profile: DebtorProfileRow; readonly subject: ContactSubject } {
  requireAccount(db, accountId);
  const row = db
    .prepare<unknown[], DebtorProfileRow>(
      `SELECT debtor_type AS debtorType, country, region, time_zone AS timeZone FROM debtor_profile
       WHERE account_id = ?`,
    )
    .get(accountId);
  const profile = row ?? { debtorType: 'company', country: null, region: null, timeZone: null };
  return { profile, subject: debtorOf(db, accountId) };
}
