import type { AnySourceRecord } from '../../../../shared/domain/connections/source-records.ts';
import type { LedgerOperation } from '../ledger-operations.ts';
import type { DialectShape } from '../truth.ts';

/** Where ids of each kind of record begin: partners are one model, moves another, lines a third. */
const FIRST: Readonly<Record<string, number>> = {
  C: 100,
  P: 5_000,
  I: 10_000,
  N: 20_000,
  R: 30_000,
  A: 40_000,
  F: 60_000,
};

/** The number that the fake Odoo gives to a record. A payment is the line that it wrote on the receivable account. */
export function odooId(id: string): number {
  return (FIRST[id.slice(0, 1)] ?? 0) + Number(id.slice(1));
}

/** Odoo forgets these without a trace: only the ids that are left tell. */
const UNSEEN: readonly LedgerOperation[] = [
  'delete an invoice',
  'delete a credit note',
  'delete a draft',
  'remove a contact',
];
/** Settlements that are taken back, where Odoo does not date the documents whose open amounts it works out anew. */
const UNDATED: readonly LedgerOperation[] = [
  'take a credit note back',
  'void a payment',
  'void a credit note',
];

/** What Odoo can say of a ledger. */
export function odooShape(datesRecomputed: boolean): DialectShape {
  return {
    kind: 'odoo',
    idOf: (entity, id) => (entity === 'currency' ? id : String(odooId(id))),
    paymentsSpanInvoices: true,
    instalments: true,
    merges: false,
    drafts: true,
    attachments: true,
    lacks: [...UNSEEN, ...(datesRecomputed ? [] : UNDATED)],
    view,
  };
}

function view(record: AnySourceRecord): AnySourceRecord {
  switch (record.entity) {
    case 'customer':
      return {
        ...record,
        termsDays: null,
        balances: record.balances
          .filter(({ minor }) => minor !== 0)
          .toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
      };
    case 'invoice':
    case 'credit_note': {
      const isDraft = record.status === 'draft';
      const partly = record.open < record.total ? 'partial' : 'not_paid';
      return {
        ...record,
        number: isDraft ? `#${record.sourceId}` : record.number,
        sourceStatus: isDraft ? 'draft' : record.status === 'paid' ? 'paid' : partly,
        // Odoo's due date of a document is that of its last instalment.
        dueDate: record.instalments.at(-1)?.dueDate ?? record.dueDate,
        poNumber: null,
      };
    }
    case 'payment':
      return { ...record, kind: 'payment' };
    default:
      return record;
  }
}
