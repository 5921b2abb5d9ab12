import type { Connection } from '../../../electron/engine/db/connection.ts';
import { type AgingRow, ageItems } from '../../../shared/domain/aging/aging-row.ts';
import type { AgingBasis, AgingEdges } from '../../../shared/domain/aging/buckets.ts';
import { openAt } from '../../../shared/domain/aging/open-at.ts';
import { daysBetween, type PlainDate } from '../../../shared/domain/dates.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';

interface DocumentRow {
  readonly id: string;
  readonly account_id: string;
  readonly kind: 'invoice' | 'credit_note';
  readonly issue_date: PlainDate | null;
  readonly due_date: PlainDate | null;
  readonly currency: CurrencyCode;
  readonly open_minor: MinorUnits;
  readonly disputed: number;
  readonly deleted_at: string | null;
}

interface PaymentRow {
  readonly id: string;
  readonly account_id: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly unapplied_minor: MinorUnits;
  readonly deleted_at: string | null;
}

interface AllocationRow {
  readonly document_id: string | null;
  readonly payment_id: string | null;
  readonly amount_minor: MinorUnits;
  readonly date: PlainDate;
}

export interface OracleScope {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly basis: AgingBasis;
  readonly edges: AgingEdges;
}

/** An aging row with what the worklist adds to it, as the rules of the domain work it out, item by item. */
export interface OracleRow extends AgingRow {
  readonly account: string;
  readonly overdueInvoices: number;
  readonly oldestDays: number;
  readonly disputed: number;
}

/** The whole book by account and currency, worked out from every single row with the rules of `shared/domain`. */
export function oracleFigures(db: Connection, scope: OracleScope): readonly OracleRow[] {
  const all = <Row>(sql: string) => db.prepare<[], Row>(sql).all();
  const allocations = all<AllocationRow>(
    'SELECT document_id, payment_id, amount_minor, date FROM allocation',
  );
  const applied = (of: (row: AllocationRow) => boolean) =>
    allocations.filter(of).map((row) => ({ date: row.date, amountMinor: row.amount_minor }));
  const documents = all<DocumentRow>('SELECT * FROM document WHERE deleted_at IS NULL').map((row) => ({
    account: row.account_id,
    kind: row.kind,
    currency: row.currency,
    issueDate: row.issue_date,
    dueDate: row.due_date,
    disputed: row.disputed === 1,
    openMinor: openAt(
      { issueDate: row.issue_date, openMinor: row.open_minor },
      applied((allocation) => allocation.document_id === row.id),
      scope.asOf,
      scope.today,
    ),
  }));
  const payments = all<PaymentRow>('SELECT * FROM payment WHERE deleted_at IS NULL').map((row) => ({
    account: row.account_id,
    kind: 'payment' as const,
    currency: row.currency,
    issueDate: row.date,
    dueDate: null,
    disputed: false,
    openMinor: openAt(
      { issueDate: row.date, openMinor: row.unapplied_minor },
      applied((allocation) => allocation.payment_id === row.id),
      scope.asOf,
      scope.today,
    ),
  }));
  const items = [...documents, ...payments].filter((item) => item.openMinor > 0);
  return [...new Set(items.map((item) => item.account))].flatMap((account) => {
    const own = items.filter((item) => item.account === account);
    return ageItems(own, scope).map((row): OracleRow => {
      const invoices = own.filter((item) => item.kind === 'invoice' && item.currency === row.currency);
      const late = invoices.filter((item) => item.dueDate !== null && item.dueDate < scope.asOf);
      const disputed = invoices.filter((item) => item.disputed);
      return {
        ...row,
        account,
        overdueInvoices: late.length,
        oldestDays: Math.max(0, ...late.map((item) => daysBetween(item.dueDate ?? scope.asOf, scope.asOf))),
        disputed: disputed.reduce((sum, item) => sum + item.openMinor, 0),
      };
    });
  });
}
