import type { AgingBasis, AgingEdges } from '../../../../shared/domain/aging/buckets.ts';
import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

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
  /** The nearest due date from the as-of date on; null when nothing is coming. */
  readonly nextDue: PlainDate | null;
  /** Open amount of the invoices that the books mark as disputed. */
  readonly disputedMinor: MinorUnits;
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
  const only =
    scope.accounts === undefined ? '' : 'AND account_id IN (SELECT value FROM json_each(@accounts))';
  const aged = scope.basis === 'due' ? 'due_date' : 'issue_date';
  const parameters = {
    ...(past ? { asOf: scope.asOf } : {}),
    ...(scope.accounts === undefined ? {} : { accounts: JSON.stringify(scope.accounts) }),
  };
  const boundaries = {
    on: scope.asOf,
    edge1: addDays(scope.asOf, -scope.edges[0]),
    edge2: addDays(scope.asOf, -scope.edges[1]),
    edge3: addDays(scope.asOf, -scope.edges[2]),
  };
  const sql = `
    WITH ${past ? PAST_DOCUMENTS(only) : TODAYS_DOCUMENTS(only)},
    ${past ? PAST_PAYMENTS(only) : TODAYS_PAYMENTS(only)},
    aged AS (SELECT *, CASE WHEN kind = 'invoice' THEN ${aged} END AS aged_from FROM open_document)
    SELECT account_id AS accountId, currency,
      ${bucket('current', 'aged_from IS NULL OR aged_from >= @on')},
      ${bucket('d1_30', 'aged_from < @on AND aged_from >= @edge1')},
      ${bucket('d31_60', 'aged_from < @edge1 AND aged_from >= @edge2')},
      ${bucket('d61_90', 'aged_from < @edge2 AND aged_from >= @edge3')},
      ${bucket('d91_plus', 'aged_from < @edge3')},
      ${bucket('gross', 'TRUE')},
      SUM(CASE WHEN kind = 'credit_note' THEN open_at ELSE 0 END) AS credits,
      SUM(CASE WHEN kind = 'payment' THEN open_at ELSE 0 END) AS unapplied,
      SUM(kind = 'invoice') AS invoices,
      SUM(kind = 'invoice' AND due_date IS NOT NULL AND due_date < @on) AS overdueInvoices,
      MIN(CASE WHEN kind = 'invoice' AND due_date < @on THEN due_date END) AS oldestDue,
      MIN(CASE WHEN kind = 'invoice' AND due_date >= @on THEN due_date END) AS nextDue,
      ${bucket('disputedMinor', 'disputed = 1')}
    FROM (SELECT * FROM aged UNION ALL
          SELECT account_id, 'payment', currency, date, NULL, 0, open_at, NULL FROM open_payment)
    GROUP BY account_id, currency`;
  return db.prepare<unknown[], AccountFigures>(sql).all({ ...parameters, ...boundaries });
}

function bucket(name: string, condition: string): string {
  return `SUM(CASE WHEN kind = 'invoice' AND (${condition}) THEN open_at ELSE 0 END) AS ${name}`;
}

const COLUMNS = 'account_id, kind, currency, issue_date, due_date, disputed';

const TODAYS_DOCUMENTS = (only: string) => `open_document AS (
  SELECT ${COLUMNS}, open_minor AS open_at FROM document WHERE open_minor > 0 AND deleted_at IS NULL ${only})`;

const PAST_DOCUMENTS = (only: string) => `applied_later AS (
  SELECT document_id, SUM(amount_minor) AS amount FROM allocation WHERE date > @asOf GROUP BY document_id),
  open_document AS (
  SELECT ${COLUMNS}, open_minor + COALESCE(amount, 0) AS open_at
  FROM document LEFT JOIN applied_later ON document_id = document.id
  WHERE deleted_at IS NULL AND (issue_date IS NULL OR issue_date <= @asOf)
    AND open_minor + COALESCE(amount, 0) > 0 ${only})`;

const TODAYS_PAYMENTS = (only: string) => `open_payment AS (
  SELECT account_id, currency, date, unapplied_minor AS open_at
  FROM payment WHERE unapplied_minor > 0 AND deleted_at IS NULL ${only})`;

const PAST_PAYMENTS = (only: string) => `used_later AS (
  SELECT payment_id, SUM(amount_minor) AS amount FROM allocation
  WHERE date > @asOf AND payment_id IS NOT NULL GROUP BY payment_id),
  open_payment AS (
  SELECT account_id, currency, date, unapplied_minor + COALESCE(amount, 0) AS open_at
  FROM payment LEFT JOIN used_later ON payment_id = payment.id
  WHERE deleted_at IS NULL AND date <= @asOf AND unapplied_minor + COALESCE(amount, 0) > 0 ${only})`;
