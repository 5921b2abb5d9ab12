import type { AgingBasis, AgingEdges } from '../../../../shared/domain/aging/buckets.ts';
import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { instalmentParts } from './instalment-parts.ts';

/** Open figures of one account in one currency. Amounts in minor units, all ≥ 0 here; signs are given when shown. */
export interface AccountFigures {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly current: MinorUnits;
  readonly d1_30: MinorUnits;
  readonly d31_60: MinorUnits;
  readonly d61_90: MinorUnits;
  readonly d91_plus: MinorUnits;
  readonly gross: MinorUnits;
  readonly credits: MinorUnits;
  readonly unapplied: MinorUnits;
  readonly invoices: number;
  readonly overdueInvoices: number;
  /** Due date of the oldest open invoice that is past due; null when none is. */
  readonly oldestDue: PlainDate | null;
  /** The same without invoices that the books mark as disputed. */
  readonly oldestUndisputed: PlainDate | null;
  /** The nearest due date from the as-of date on; null when nothing is coming. */
  readonly nextDue: PlainDate | null;
  /** Open amount of the invoices that the books mark as disputed. */
  readonly disputedMinor: MinorUnits;
  /** The overdue part of it. */
  readonly disputedOverdue: MinorUnits;
}

export interface FiguresScope {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly basis: AgingBasis;
  readonly edges: AgingEdges;
  /** Only these accounts; absent: all. */
  readonly accounts?: readonly AccountId[];
}

/**
 * What is open on a date, by account and currency. For today and later the source's own figure counts; for a past
 * date a document or payment dated later is not there, and what was applied after that date is added back.
 */
export function accountFigures(db: Connection, scope: FiguresScope): readonly AccountFigures[] {
  const past = scope.asOf < scope.today;
  const accounts = scope.accounts === undefined ? {} : { accounts: JSON.stringify(scope.accounts) };
  const boundaries = {
    on: scope.asOf,
    edge1: addDays(scope.asOf, -scope.edges[0]),
    edge2: addDays(scope.asOf, -scope.edges[1]),
    edge3: addDays(scope.asOf, -scope.edges[2]),
  };
  const parts = [
    documentFigures(openDocuments(scope, past), scope.basis),
    paymentFigures(scope, past),
    ...(scope.basis === 'due' ? [instalmentFigures(scope, past)] : []),
  ];
  const sql = `
    SELECT account_id AS accountId, currency,
      ${SUMS.map((name) => `SUM(${name}) AS ${name}`).join(', ')}, MIN(oldestDue) AS oldestDue,
      MIN(oldestUndisputed) AS oldestUndisputed, MIN(nextDue) AS nextDue
    FROM (${parts.join(' UNION ALL ')}) GROUP BY account_id, currency`;
  return db.prepare<unknown[], AccountFigures>(sql).all({ ...accounts, ...boundaries });
}

const SUMS = [
  'current',
  'd1_30',
  'd31_60',
  'd61_90',
  'd91_plus',
  'gross',
  'credits',
  'unapplied',
  'invoices',
  'overdueInvoices',
  'disputedMinor',
  'disputedOverdue',
] as const;

/** Sums by account and currency, in the order of the index `document_aging`, which holds every column that they need. */
function documentFigures(documents: string, basis: AgingBasis): string {
  const aged = basis === 'due' ? 'due_date' : 'issue_date';
  const sum = (name: string, condition: string) =>
    `SUM(CASE WHEN kind = 'invoice' AND ${condition} THEN open_at ELSE 0 END) AS ${name}`;
  return `
    SELECT account_id, currency,
      ${sum('current', `(${aged} IS NULL OR ${aged} >= @on)`)},
      ${sum('d1_30', `${aged} < @on AND ${aged} >= @edge1`)},
      ${sum('d31_60', `${aged} < @edge1 AND ${aged} >= @edge2`)},
      ${sum('d61_90', `${aged} < @edge2 AND ${aged} >= @edge3`)},
      ${sum('d91_plus', `${aged} < @edge3`)},
      ${sum('gross', 'TRUE')},
      SUM(CASE WHEN kind = 'credit_note' THEN open_at ELSE 0 END) AS credits,
      0 AS unapplied,
      SUM(kind = 'invoice') AS invoices,
      SUM(kind = 'invoice' AND due_date IS NOT NULL AND due_date < @on) AS overdueInvoices,
      ${sum('disputedMinor', 'disputed = 1')},
      ${sum('disputedOverdue', 'disputed = 1 AND due_date < @on')},
      MIN(CASE WHEN kind = 'invoice' AND due_date < @on THEN due_date END) AS oldestDue,
      MIN(CASE WHEN kind = 'invoice' AND due_date < @on AND disputed = 0 THEN due_date END) AS oldestUndisputed,
      MIN(CASE WHEN kind = 'invoice' AND due_date >= @on THEN due_date END) AS nextDue
    FROM (${documents}) GROUP BY account_id, currency`;
}

/**
 * What instalments change: each is as old as its own due date, where the sums above took the whole document by one date.
 * Takes the amounts out of the column of the document and puts them into those of the instalments.
 */
function instalmentFigures(scope: FiguresScope, past: boolean): string {
  const moved = (name: string, condition: (date: string) => string) =>
    `SUM(open_at * ((${condition('due_date')}) - (${condition('document_due')}))) AS ${name}`;
  const parts = instalmentParts(past, scope.accounts === undefined ? null : onlyAccounts(scope));
  return `
    SELECT account_id, currency,
      ${moved('current', (date) => `COALESCE(${date} >= @on, TRUE)`)},
      ${moved('d1_30', (date) => `COALESCE(${date} < @on AND ${date} >= @edge1, FALSE)`)},
      ${moved('d31_60', (date) => `COALESCE(${date} < @edge1 AND ${date} >= @edge2, FALSE)`)},
      ${moved('d61_90', (date) => `COALESCE(${date} < @edge2 AND ${date} >= @edge3, FALSE)`)},
      ${moved('d91_plus', (date) => `COALESCE(${date} < @edge3, FALSE)`)},
      0, 0, 0, 0,
      SUM(CASE WHEN seq = 1 AND first_open IS NOT NULL THEN (first_open < @on) - COALESCE(document_due < @on, FALSE) ELSE 0 END),
      0,
      SUM(open_at * disputed * (COALESCE(due_date < @on, FALSE) - COALESCE(document_due < @on, FALSE))),
      MIN(CASE WHEN open_at > 0 AND due_date < @on THEN due_date END),
      MIN(CASE WHEN open_at > 0 AND due_date < @on AND disputed = 0 THEN due_date END),
      MIN(CASE WHEN open_at > 0 AND due_date >= @on THEN due_date END)
    FROM (${parts}) GROUP BY account_id, currency`;
}

function openDocuments(scope: FiguresScope, past: boolean): string {
  const columns = 'account_id, currency, kind, issue_date, due_date, disputed';
  const only = onlyAccounts(scope);
  if (!past) {
    return `SELECT ${columns}, open_minor AS open_at FROM document
            WHERE deleted_at IS NULL AND open_minor > 0 ${only}`;
  }
  return `
    SELECT ${columns}, open_minor + COALESCE(amount, 0) AS open_at
    FROM document LEFT JOIN (${appliedLater(scope, 'document')}) ON applied = document.id
    WHERE deleted_at IS NULL AND (issue_date IS NULL OR issue_date <= @on)
      AND open_minor + COALESCE(amount, 0) > 0 ${only}`;
}

function paymentFigures(scope: FiguresScope, past: boolean): string {
  const zeros = SUMS.map((name) => (name === 'unapplied' ? 'SUM(open_at)' : '0')).join(', ');
  const only = onlyAccounts(scope);
  const payments = past
    ? `SELECT account_id, currency, unapplied_minor + COALESCE(amount, 0) AS open_at
       FROM payment LEFT JOIN (${appliedLater(scope, 'payment')}) ON applied = payment.id
       WHERE deleted_at IS NULL AND date <= @on ${only}`
    : `SELECT account_id, currency, unapplied_minor AS open_at FROM payment WHERE deleted_at IS NULL ${only}`;
  return `SELECT account_id, currency, ${zeros}, NULL, NULL, NULL FROM (${payments}) WHERE open_at > 0
    GROUP BY account_id, currency`;
}

/** What was applied after the date, to a document or from a payment; for some accounts without going through all of it. */
function appliedLater(scope: FiguresScope, of: 'document' | 'payment'): string {
  const only =
    scope.accounts === undefined
      ? 'date > @on'
      : `+date > @on AND ${of}_id IN (SELECT id FROM ${of} WHERE TRUE ${onlyAccounts(scope)})`;
  return `SELECT ${of}_id AS applied, SUM(amount_minor) AS amount FROM allocation
    WHERE ${of}_id IS NOT NULL AND ${only} GROUP BY ${of}_id`;
}

function onlyAccounts(scope: FiguresScope): string {
  return scope.accounts === undefined ? '' : 'AND account_id IN (SELECT value FROM json_each(@accounts))';
}
