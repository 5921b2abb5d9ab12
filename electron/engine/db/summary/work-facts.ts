import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { PaymentHabit } from '../../../../shared/domain/priority/facts.ts';
import type { Connection } from '../connection.ts';
import { familiesOf, owningAccount } from './account-family.ts';
import { instalmentParts } from './instalment-parts.ts';

/** Kinds of log entries that reached the customer, or left the application on their way to them. */
export const CONTACT_KINDS =
  "'call','mail','letter','sms','meeting','draft_saved_to_mailbox','draft_exported','draft_sent_in_mailbox','mail_sent'";
/** What a person did on the account, contact or not: the "last touch" of the worklist. */
export const TOUCH_KINDS = `'note',${CONTACT_KINDS}`;

export interface LastTouch {
  readonly at: Instant;
  readonly kind: string;
  readonly summary: string;
}

export interface PlannedAction {
  readonly kind: string;
  readonly date: PlainDate;
  readonly note: string | null;
}

export interface Snooze {
  readonly until: PlainDate;
  readonly reason: string | null;
}

/** What people did and planned, by account; `by…Currency` maps are keyed by `account + currency`. */
export interface WorkFacts {
  readonly lastTouch: ReadonlyMap<AccountId, LastTouch>;
  readonly lastContactAt: ReadonlyMap<AccountId, Instant>;
  readonly nextAction: ReadonlyMap<AccountId, PlannedAction>;
  readonly snooze: ReadonlyMap<AccountId, Snooze>;
  readonly owner: ReadonlyMap<AccountId, { readonly owner: string }>;
  readonly habit: ReadonlyMap<string, PaymentHabit>;
  readonly lastStage: ReadonlyMap<string, { readonly stage: TemplateStage; readonly at: Instant }>;
  readonly newlyOverdue: ReadonlyMap<string, { readonly minor: MinorUnits; readonly dueDate: PlainDate }>;
}

export function balanceKey(account: AccountId, currency: CurrencyCode): string {
  return `${account} ${currency}`;
}

/**
 * Reads the facts for some accounts, or for all. `asOf` and `until`, its last moment in the workspace's time zone, hide
 * what was done later; `weekAgo` bounds "newly overdue".
 */
export function workFacts(
  db: Connection,
  scope: {
    readonly accounts?: readonly AccountId[];
    readonly asOf: PlainDate;
    readonly today: PlainDate;
    readonly until: Instant;
    readonly weekAgo: PlainDate;
  },
): WorkFacts {
  const past = scope.asOf < scope.today;
  const only =
    scope.accounts === undefined ? '' : 'AND account_id IN (SELECT value FROM json_each(@accounts))';
  const accounts = scope.accounts === undefined ? {} : { accounts: JSON.stringify(scope.accounts) };
  const dated = { ...accounts, until: scope.until };
  const all = <Row>(sql: string, parameters: object) => db.prepare<unknown[], Row>(sql).all(parameters);
  const families = scope.accounts === undefined ? '' : `AND account_id IN ${familiesOf('@accounts')}`;
  // The latest by its time: what came back with a handoff stands behind what was done here since.
  const touch = (kinds: string) => `
    SELECT accountId, seq FROM (SELECT ${owningAccount(db, 'touchpoint')} AS accountId, seq,
      MAX(at || printf('%012d', seq)) FROM touchpoint
    WHERE kind IN (${kinds}) AND account_id IS NOT NULL AND at <= @until
      AND id NOT IN (SELECT touchpoint_id FROM retraction) ${families} GROUP BY accountId)`;
  return {
    lastTouch: byAccount(
      all<LastTouch & { accountId: AccountId }>(
        `SELECT accountId, at, kind, payload ->> '$.summary' AS summary FROM (${touch(TOUCH_KINDS)})
         JOIN touchpoint USING (seq) JOIN touchpoint_payload USING (seq)`,
        dated,
      ),
    ),
    lastContactAt: new Map(
      all<{ accountId: AccountId; at: Instant }>(
        `SELECT accountId, at FROM (${touch(CONTACT_KINDS)}) JOIN touchpoint USING (seq)`,
        dated,
      ).map((row) => [row.accountId, row.at]),
    ),
    nextAction: byAccount(
      all<PlannedAction & { accountId: AccountId }>(
        `SELECT account_id AS accountId, kind, date, note FROM next_action WHERE TRUE ${only}`,
        accounts,
      ),
    ),
    snooze: byAccount(
      all<Snooze & { accountId: AccountId }>(
        `SELECT account_id AS accountId, until, reason FROM snooze WHERE until > @asOf ${only}`,
        { ...accounts, asOf: scope.asOf },
      ),
    ),
    owner: byAccount(
      all<{ accountId: AccountId; owner: string }>(
        `SELECT account_id AS accountId, owner FROM account_owner WHERE TRUE ${only}`,
        accounts,
      ),
    ),
    habit: new Map(
      all<{ accountId: AccountId; currency: CurrencyCode } & PaymentHabit>(habits(only, past), {
        ...accounts,
        ...(past ? { asOf: scope.asOf } : {}),
      }).map((row) => [balanceKey(row.accountId, row.currency), row]),
    ),
    lastStage: new Map(
      all<{ accountId: AccountId; currency: CurrencyCode; stage: TemplateStage; at: Instant }>(
        `SELECT ${owningAccount(db, 'draft')} AS accountId, currency, stage, MAX(handed_over_at) AS at FROM draft
         WHERE handed_over_at <= @until ${families} GROUP BY accountId, currency`,
        dated,
      ).map((row) => [balanceKey(row.accountId, row.currency), row]),
    ),
    newlyOverdue: new Map(
      all<{ accountId: AccountId; currency: CurrencyCode; minor: MinorUnits; dueDate: PlainDate }>(
        newlyOverdue(past, only),
        { ...accounts, asOf: scope.asOf, weekAgo: scope.weekAgo, ...(past ? { on: scope.asOf } : {}) },
      ).map((row) => [balanceKey(row.accountId, row.currency), row]),
    ),
  };
}

/** Average payment delay, weighted by amount: Σ(amount × days late) ÷ Σ amount of the invoices that were paid by then. */
const habits = (only: string, past: boolean) => `
  SELECT account_id AS accountId, currency, COUNT(*) AS paidInvoices,
    SUM(total_minor * (julianday(paid) - julianday(due_date))) / SUM(total_minor) AS averageDaysLate
  FROM (SELECT account_id, currency, total_minor, due_date,
          COALESCE(paid_date, (SELECT MAX(date) FROM allocation WHERE document_id = document.id)) AS paid
        FROM document WHERE kind = 'invoice' AND open_minor = 0 AND total_minor > 0 AND due_date IS NOT NULL ${only})
  WHERE paid IS NOT NULL ${past ? 'AND paid <= @asOf' : ''} GROUP BY account_id, currency`;

/**
 * The largest invoice that fell due within the last week, by account and currency; of one in instalments only the
 * instalments that did.
 */
const newlyOverdue = (past: boolean, only: string) => `
  SELECT accountId, currency, dueDate, MAX(minor) AS minor FROM (
    SELECT account_id AS accountId, currency, due_date AS dueDate, ${openAt(past)} AS minor FROM document
    WHERE kind = 'invoice' AND deleted_at IS NULL AND due_date < @asOf AND due_date >= @weekAgo ${only}
      AND NOT EXISTS (SELECT 1 FROM instalment WHERE document_id = document.id)
    UNION ALL
    SELECT account_id, currency, MIN(due_date), SUM(open_at) FROM (${instalmentParts(past, only === '' ? null : only)})
    WHERE open_at > 0 AND due_date < @asOf AND due_date >= @weekAgo GROUP BY document_id)
  WHERE minor > 0 GROUP BY accountId, currency`;

/** What of a document was open on the date; what was applied to it later is added back. */
const openAt = (past: boolean) =>
  past
    ? `(open_minor + COALESCE(
        (SELECT SUM(amount_minor) FROM allocation WHERE document_id = document.id AND date > @asOf), 0))`
    : 'open_minor';

function byAccount<Row extends { readonly accountId: AccountId }>(
  rows: readonly Row[],
): ReadonlyMap<AccountId, Row> {
  return new Map(rows.map((row) => [row.accountId, row]));
}
