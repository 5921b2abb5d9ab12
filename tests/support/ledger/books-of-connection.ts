import type { AnySourceRecord } from '../../../shared/domain/connections/source-records.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { EngineTest } from '../engine/engine-test.ts';

/** What the books hold of a connection, in a form that can be compared: each row as text, sorted. */
export interface ComparableBooks {
  readonly customers: readonly string[];
  readonly contacts: readonly string[];
  readonly documents: readonly string[];
  readonly instalments: readonly string[];
  readonly payments: readonly string[];
  readonly allocations: readonly string[];
}

const QUERIES: Readonly<Record<keyof ComparableBooks, string>> = {
  customers: `SELECT substr(source_key, 4) AS key, number, name, country, terms, terms_days, active
    FROM account WHERE ledger_id = ? AND deleted_at IS NULL`,
  contacts: `SELECT contact.source_id, substr(source_key, 4) AS owner, contact.name, role, email, phone, billing
    FROM contact JOIN account ON account.id = account_id
    WHERE ledger_id = ? AND removed_at IS NULL AND contact.source_id IS NOT NULL`,
  documents: `SELECT kind, source_id, substr(source_key, 4) AS owner, document.number, status, issue_date, due_date, currency,
      total_minor, open_minor, po_number, reference
    FROM document JOIN account ON account.id = account_id
    WHERE document.ledger_id = ? AND document.deleted_at IS NULL`,
  instalments: `SELECT source_id, seq, instalment.due_date, amount_minor, instalment.open_minor
    FROM instalment JOIN document ON document.id = document_id WHERE ledger_id = ? AND deleted_at IS NULL`,
  payments: `SELECT payment.kind, substr(payment.source_key, 4) AS key, substr(account.source_key, 4) AS owner, date, currency,
      amount_minor, unapplied_minor, reference, method
    FROM payment JOIN account ON account.id = account_id
    WHERE payment.ledger_id = ? AND payment.deleted_at IS NULL`,
  allocations: `SELECT allocation.source_id, document.source_id AS document, substr(payment.source_key, 4), allocation.amount_minor,
      allocation.date
    FROM allocation LEFT JOIN document ON document.id = document_id LEFT JOIN payment ON payment.id = payment_id
    WHERE allocation.ledger_id = ? AND allocation.source_id IS NOT NULL`,
};

/** Reads the books of a connection out of the database. */
export function booksInDatabase(engine: EngineTest, connectionId: ConnectionId): ComparableBooks {
  const rows = (table: keyof ComparableBooks) => asText(engine.rows(QUERIES[table], connectionId));
  return {
    customers: rows('customers'),
    contacts: rows('contacts'),
    documents: rows('documents'),
    instalments: rows('instalments'),
    payments: rows('payments'),
    allocations: rows('allocations'),
  };
}

/** What the books must hold when these are all records of the ledger. */
export function booksOf(records: readonly AnySourceRecord[]): ComparableBooks {
  const of = <Entity extends AnySourceRecord['entity']>(...entities: readonly Entity[]) =>
    records.filter((record): record is Extract<AnySourceRecord, { entity: Entity }> =>
      (entities as readonly string[]).includes(record.entity),
    );
  const documents = of('invoice', 'credit_note').filter(
    ({ status }) => status !== 'draft' && status !== 'void',
  );
  return {
    customers: asText(
      of('customer').map((one) => [
        one.sourceId,
        one.number,
        one.name,
        one.country,
        one.terms,
        one.termsDays,
        one.active ? 1 : 0,
      ]),
    ),
    contacts: asText(
      of('contact').map((one) => [
        one.sourceId,
        one.customerId,
        one.name,
        one.role,
        one.email,
        one.phone,
        one.billing ? 1 : 0,
      ]),
    ),
    documents: asText(
      documents.map((one) => [
        one.entity,
        one.sourceId,
        one.customerId,
        one.number,
        one.status,
        one.issueDate,
        one.instalments.find(({ open }) => open > 0)?.dueDate ??
          one.instalments.at(-1)?.dueDate ??
          one.dueDate,
        one.currency,
        one.total,
        one.open,
        one.poNumber,
        one.reference,
      ]),
    ),
    instalments: asText(
      documents.flatMap((one) =>
        one.instalments.map((part, index) => [one.sourceId, index + 1, part.dueDate, part.amount, part.open]),
      ),
    ),
    payments: asText(
      of('payment').map((one) => [
        one.kind,
        one.sourceId,
        one.customerId,
        one.date,
        one.currency,
        one.amount,
        one.unapplied,
        one.reference,
        one.method,
      ]),
    ),
    allocations: asText(
      of('allocation').flatMap(({ sourceId, from, document, amount, fromAmount, date }) =>
        from.entity === 'payment'
          ? [[sourceId, document.sourceId, from.sourceId, amount.minor, date]]
          : [
              [sourceId, document.sourceId, null, amount.minor, date],
              [`${sourceId}#from`, from.sourceId, null, fromAmount.minor, date],
            ],
      ),
    ),
  };
}

function asText(rows: readonly (readonly unknown[] | Record<string, unknown>)[]): readonly string[] {
  return rows.map((row) => Object.values(row).join(' | ')).sort();
}
