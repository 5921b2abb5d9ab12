import type {
  SourceDocument,
  SourceDocumentStatus,
  SourceInstalment,
} from '../../../../shared/domain/connections/source-records.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { type CurrencyCode, currencyCode, type MinorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import { idIn, instalmentForm, type NetsuiteTransaction, transactionForm } from './netsuite-forms.ts';
import { dateText, rowsAbout, type Selection, timeText, whereShown } from './netsuite-query.ts';
import { type Content, gone, type Reading, sizeOf } from './netsuite-rows.ts';
import { allocationsOf, readLinks } from './netsuite-settlement.ts';

/** The heads of transactions. */
export const TRANSACTION_ROWS: Selection = {
  columns: {
    id: 'transaction.id',
    type: 'transaction.type',
    tranid: 'transaction.tranid',
    customer: 'transaction.entity',
    status: 'transaction.status',
    posting: 'transaction.posting',
    voided: 'transaction.voided',
    trandate: dateText('transaction.trandate'),
    duedate: dateText('transaction.duedate'),
    currency: 'currency.symbol',
    total: 'transaction.foreigntotal',
    unpaid: 'transaction.foreignamountunpaid',
    paid: 'transaction.foreignamountpaid',
    unused: 'transaction.foreignpaymentamountunused',
    used: 'transaction.foreignpaymentamountused',
    otherrefnum: 'transaction.otherrefnum',
    memo: 'transaction.memo',
    terms: 'term.name',
    changed: timeText('transaction.lastmodifieddate'),
  },
  from: 'transaction INNER JOIN currency ON currency.id = transaction.currency LEFT JOIN term ON term.id = transaction.terms',
  where: [],
};

const INSTALMENT_ROWS: Selection = {
  columns: {
    invoice: 'invoiceinstallment.invoice',
    duedate: dateText('invoiceinstallment.duedate'),
    amount: 'invoiceinstallment.amount',
    due: 'invoiceinstallment.amountdue',
  },
  from: 'invoiceinstallment',
  where: [],
  orderBy: ['invoiceinstallment.invoice', 'invoiceinstallment.seqnum'],
};

/** Rows of invoices, with their instalments where the account has that feature. */
export async function readInvoices(
  { client, hidden, signal }: Reading,
  rows: readonly unknown[],
): Promise<Content> {
  const ids = rows.flatMap((row) => idIn(row) ?? []);
  const parts =
    (await whereShown(hidden, 'invoiceinstallment', () =>
      rowsAbout(client, INSTALMENT_ROWS, 'invoiceinstallment.invoice', ids, signal),
    )) ?? [];
  const read = readRecords('invoice', rows, idIn, (row) => readDocument(row, 'invoice', parts));
  return {
    records: read.records.flatMap(({ record }) => record ?? []),
    tombstones: read.records.flatMap(({ tombstone }) => tombstone ?? []),
    replaces: [],
    bad: read.bad,
    customers: read.records.map(({ customerId }) => customerId),
  };
}

/** Rows of credit memos, with what they settled. */
export async function readCreditNotes(reading: Reading, rows: readonly unknown[]): Promise<Content> {
  const links = await readLinks(
    reading,
    rows.flatMap((row) => idIn(row) ?? []),
  );
  const { records: read, bad } = readRecords('credit_note', rows, idIn, (given) => {
    const row = transactionForm.parse(given);
    const owner = { entity: 'credit_note', sourceId: row.id } as const;
    const document = readDocument(row, 'credit_note', []);
    return { ...document, owner, allocations: document.record ? allocationsOf(owner, row, links) : [] };
  });
  return {
    records: read.flatMap(({ record, allocations }) => (record === null ? [] : [record, ...allocations])),
    tombstones: read.flatMap(({ tombstone }) => tombstone ?? []),
    replaces: read.map(({ owner }) => ({ entity: 'allocation', owner })),
    bad,
    customers: read.map(({ customerId }) => customerId),
  };
}

interface ReadDocument {
  readonly record: SourceDocument | null;
  readonly tombstone: Tombstone | null;
  readonly customerId: string;
}

function readDocument(
  given: unknown,
  entity: 'invoice' | 'credit_note',
  instalments: readonly unknown[],
): ReadDocument {
  const row = transactionForm.parse(given);
  const customerId = customerOf(row);
  if (row.voided === 'T') return { record: null, tombstone: gone(entity, row.id, 'voided'), customerId };
  const currency = currencyCode(row.currency);
  const total = sizeOf(row.total, currency);
  const open =
    entity === 'invoice'
      ? openOf(row.unpaid, row.paid, total, currency)
      : openOf(row.unused, row.used, total, currency);
  const record: SourceDocument = {
    entity,
    sourceId: row.id,
    updatedAt: row.changed ?? null,
    number: row.tranid || row.id,
    customerId,
    status: statusOf(row, open),
    sourceStatus: row.status ?? '',
    issueDate: row.trandate ? plainDate(row.trandate) : null,
    dueDate: row.duedate ? plainDate(row.duedate) : null,
    currency,
    total,
    open,
    poNumber: row.otherrefnum || null,
    reference: row.memo || null,
    terms: row.terms || null,
    instalments: instalmentsOf(row.id, instalments, currency),
  };
  return { record, tombstone: null, customerId };
}

export function customerOf({ customer }: NetsuiteTransaction): string {
  if (customer) return customer;
  throw new RecordProblem('It does not say whose it is.');
}

/** NetSuite's own figure. It is left out of a row where nothing is open any more, but never taken for granted. */
export function openOf(
  open: string | null | undefined,
  settled: string | null | undefined,
  total: MinorUnits,
  currency: CurrencyCode,
): MinorUnits {
  if (open) return sizeOf(open, currency);
  if (total === 0 || (settled && sizeOf(settled, currency) === total)) return ZERO;
  throw new RecordProblem('NetSuite does not say how much of it is open.');
}

/** What does not post to the ledger waits for approval. */
function statusOf({ posting }: NetsuiteTransaction, open: MinorUnits): SourceDocumentStatus {
  if (posting === 'F') return 'draft';
  return open === 0 ? 'paid' : 'open';
}

function instalmentsOf(
  invoiceId: string,
  rows: readonly unknown[],
  currency: CurrencyCode,
): readonly SourceInstalment[] {
  const own = rows.filter((row) => {
    const read = instalmentForm.pick({ invoice: true }).safeParse(row);
    return read.success && read.data.invoice === invoiceId;
  });
  return own
    .map((row) => {
      const { duedate, amount, due } = instalmentForm.parse(row);
      return { dueDate: plainDate(duedate), amount: sizeOf(amount, currency), open: sizeOf(due, currency) };
    })
    .toSorted((one, two) => (one.dueDate < two.dueDate ? -1 : one.dueDate > two.dueDate ? 1 : 0));
}
