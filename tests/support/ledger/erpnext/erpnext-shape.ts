import type {
  AnySourceRecord,
  SourceAllocation,
} from '../../../../shared/domain/connections/source-records.ts';
import { addMinor } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { DialectShape } from '../truth.ts';

const SERIES: Readonly<Record<string, string>> = {
  C: 'CUST',
  P: 'CONT',
  I: 'ACC-SINV-2026',
  N: 'ACC-SINV-RET',
  R: 'ACC-PAY-2026',
  A: 'ACC-JV-2026',
  F: 'FILE',
};

/** The name that the fake ERPNext gives to a record. */
export function erpId(id: string): string {
  return `${SERIES[id.slice(0, 1)] ?? id}-${id.slice(1).padStart(5, '0')}`;
}

/** What ERPNext can say of a ledger. */
export const ERPNEXT_SHAPE: DialectShape = {
  kind: 'erpnext',
  idOf: (entity, id) => (entity === 'currency' ? id : erpId(id)),
  paymentsSpanInvoices: true,
  instalments: true,
  merges: false,
  drafts: true,
  attachments: true,
  lacks: ['remove a contact'],
  view,
};

function view(record: AnySourceRecord, ledger: FakeLedger): AnySourceRecord | null {
  switch (record.entity) {
    case 'customer':
      return {
        ...record,
        number: record.sourceId,
        country: null,
        termsDays: null,
        balances: record.balances
          .filter(({ minor }) => minor !== 0)
          .toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
      };
    case 'invoice':
    case 'credit_note':
      return {
        ...record,
        number: record.sourceId,
        sourceStatus: erpStatus(record.entity, record.status, record.open < record.total),
        poNumber: null,
        reference: null,
      };
    case 'payment':
      return { ...record, kind: 'payment' };
    case 'allocation':
      return record.from.entity === 'payment' ? paidTogether(record, ledger) : settledByJournal(record);
    default:
      return record;
  }
}

/** ERPNext keeps what a payment settles of an invoice as one, of the payment's date. */
function paidTogether(record: SourceAllocation, ledger: FakeLedger): SourceAllocation | null {
  const own = [...ledger.allocations.values()].find(({ id }) => erpId(id) === record.sourceId);
  const all = [...ledger.allocations.values()].filter(
    ({ from, invoiceId, deleted }) => !deleted && from.id === own?.from.id && invoiceId === own.invoiceId,
  );
  if (own === undefined || all[0]?.id !== own.id) return null;
  const amount = { ...record.amount, minor: addMinor(...all.map((one) => one.amount)) };
  const voucher = record.from.sourceId;
  return {
    ...record,
    sourceId: `${voucher}:${voucher}>${record.document.sourceId}`,
    amount,
    fromAmount: amount,
    date: ledger.payments.get(own.from.id)?.date ?? record.date,
  };
}

/** A credit note settles by a journal entry of its own. */
function settledByJournal(record: SourceAllocation): SourceAllocation {
  const { sourceId, from, document } = record;
  return { ...record, sourceId: `${sourceId}:${from.sourceId}>${document.sourceId}` };
}

/** The word that ERPNext shows for a document. */
export function erpStatus(kind: 'invoice' | 'credit_note', status: string, isPartPaid: boolean): string {
  if (status === 'draft') return 'Draft';
  if (status === 'void') return 'Cancelled';
  if (kind === 'credit_note') return 'Return';
  return status === 'paid' ? 'Paid' : isPartPaid ? 'Partly Paid' : 'Unpaid';
}
