import { daysBetween, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { instalmentParts } from '../summary/instalment-parts.ts';
import type { AccountInput } from './accounts.ts';

export interface InstalmentView {
  readonly dueDate: PlainDate;
  readonly daysPastDue: number;
  readonly amount: MinorUnits;
  readonly open: MinorUnits;
}

export interface DocumentView {
  readonly id: DocumentId;
  readonly kind: 'invoice' | 'credit_note' | 'unapplied_payment';
  readonly number: string;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  readonly dueDerived: boolean;
  readonly daysPastDue: number | null;
  readonly currency: CurrencyCode;
  readonly total: MinorUnits;
  /** ≤ 0 for credits and unapplied payments. */
  readonly open: MinorUnits;
  readonly poNumber: string | null;
  readonly reference: string | null;
  /** In the order of their due dates; absent for a document that is due at once. */
  readonly instalments?: InstalmentView[];
  readonly disputedInLedger: boolean;
}

/** Open invoices, credits and unapplied payments on a date, oldest due first. */
export function openDocuments(db: Connection, { id, asOf, today }: AccountInput): DocumentView[] {
  const past = asOf < today ? 1 : 0;
  const rows = db
    .prepare<
      unknown[],
      Omit<DocumentView, 'daysPastDue' | 'dueDerived' | 'disputedInLedger'> & {
        derived: number;
        disputed: number;
      }
    >(
      `SELECT * FROM (
         SELECT id, kind, number, issue_date AS issueDate, due_date AS dueDate, due_derived AS derived, currency,
           total_minor AS total, po_number AS poNumber, reference, disputed,
           open_minor + CASE WHEN @past THEN COALESCE((SELECT SUM(amount_minor) FROM allocation
             WHERE document_id = document.id AND date > @asOf), 0) ELSE 0 END AS open
         FROM document WHERE account_id = @id AND deleted_at IS NULL
           AND (NOT @past OR issue_date IS NULL OR issue_date <= @asOf)
         UNION ALL
         SELECT id, 'unapplied_payment', COALESCE(reference, date), date, NULL, 0, currency, amount_minor, NULL, reference, 0,
           unapplied_minor + CASE WHEN @past THEN COALESCE((SELECT SUM(amount_minor) FROM allocation
             WHERE payment_id = payment.id AND date > @asOf), 0) ELSE 0 END
         FROM payment WHERE account_id = @id AND deleted_at IS NULL AND (NOT @past OR date <= @asOf))
       WHERE open > 0
       ORDER BY kind = 'invoice' DESC, COALESCE(dueDate, issueDate), number`,
    )
    .all({ id, asOf, past });
  const instalments = instalmentsOf(db, { id, asOf, today });
  return rows.map(({ derived, disputed, ...row }) => {
    const parts = instalments.get(row.id);
    const dueDate = parts?.find(({ open }) => open > 0)?.dueDate ?? row.dueDate;
    return {
      ...row,
      dueDate,
      dueDerived: derived === 1,
      disputedInLedger: disputed === 1,
      open: row.kind === 'invoice' ? row.open : minorUnits(-row.open),
      daysPastDue: row.kind === 'invoice' && dueDate !== null ? daysBetween(dueDate, asOf) : null,
      ...(parts === undefined ? {} : { instalments: parts }),
    };
  });
}

/** The instalments of an account's open invoices on the date, by document. */
function instalmentsOf(
  db: Connection,
  { id, asOf, today }: AccountInput,
): ReadonlyMap<DocumentId, InstalmentView[]> {
  const past = asOf < today;
  const rows = db
    .prepare<unknown[], Omit<InstalmentView, 'daysPastDue'> & { readonly document: DocumentId }>(
      `SELECT document_id AS document, due_date AS dueDate, amount_minor AS amount, open_at AS open
       FROM (${instalmentParts(past, 'AND account_id = @id')}) ORDER BY document_id, seq`,
    )
    .all({ id, ...(past ? { on: asOf } : {}) });
  const byDocument = new Map<DocumentId, InstalmentView[]>();
  for (const { document, ...part } of rows) {
    const parts = byDocument.get(document) ?? [];
    byDocument.set(document, [...parts, { ...part, daysPastDue: daysBetween(part.dueDate, asOf) }]);
  }
  return byDocument;
}
