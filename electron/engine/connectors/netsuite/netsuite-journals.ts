import type { AnySourceRecord } from '../../../../shared/domain/connections/source-records.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { currencyCode, ZERO } from '../../../../shared/domain/money.ts';
import { readRecords } from '../http/read-records.ts';
import { idIn, journalLineForm } from './netsuite-forms.ts';
import { dateText, type Selection, timeText } from './netsuite-query.ts';
import { type Content, dateIn, gone, sizeOf } from './netsuite-rows.ts';

/** Lines of journals on an account on which customers owe. `id` is the line's own in the whole account. */
export const JOURNAL_LINES: Selection = {
  columns: {
    id: 'transactionline.uniquekey',
    journal: 'transactionline.transaction',
    line: 'transactionline.id',
    customer: 'transactionline.entity',
    tranid: 'transaction.tranid',
    voided: 'transaction.voided',
    trandate: dateText('transaction.trandate'),
    currency: 'currency.symbol',
    amount: 'transactionline.foreignamount',
    unpaid: 'transactionline.foreignamountunpaid',
    unused: 'transactionline.foreignpaymentamountunused',
    memo: 'transactionline.memo',
    changed: timeText('transaction.lastmodifieddate'),
  },
  from: 'transactionline INNER JOIN transaction ON transaction.id = transactionline.transaction INNER JOIN currency ON currency.id = transaction.currency INNER JOIN transactionaccountingline ON transactionaccountingline.transaction = transactionline.transaction AND transactionaccountingline.transactionline = transactionline.id INNER JOIN account ON account.id = transactionaccountingline.account',
  where: [
    "transaction.type = 'Journal'",
    "transaction.posting = 'T'",
    "account.accttype = 'AcctRec'",
    'transactionline.entity IS NOT NULL',
  ],
};

/** A debit is owed like an invoice, a credit stands on the account like money. */
export function readJournals(rows: readonly unknown[]): Content {
  const read = readRecords('payment', rows, idIn, readLine);
  return {
    records: read.records.flatMap(({ record }) => record ?? []),
    tombstones: read.records.flatMap(({ tombstones }) => tombstones),
    replaces: [],
    bad: read.bad,
    customers: read.records.map(({ customerId }) => customerId),
  };
}

function readLine(row: unknown) {
  const line = journalLineForm.parse(row);
  const customerId = line.customer;
  const sourceId = `journal:${line.journal}:${line.line}`;
  const currency = currencyCode(line.currency);
  const total = sizeOf(line.amount, currency);
  if (line.voided === 'T' || total === 0) {
    const tombstones = (['invoice', 'payment'] as const).map((entity) => gone(entity, sourceId, 'voided'));
    return { record: null, tombstones, customerId };
  }
  const number = line.tranid || `Journal ${line.journal}`;
  const common = { sourceId, updatedAt: line.changed ?? null, customerId, currency };
  const credit = line.amount.startsWith('-');
  const open = sizeOf((credit ? line.unused : line.unpaid) ?? '0', currency);
  const record: AnySourceRecord = credit
    ? {
        ...common,
        entity: 'payment',
        kind: 'journal',
        date: dateIn(line.trandate),
        amount: total,
        unapplied: open,
        method: null,
        reference: number,
        void: false,
      }
    : {
        ...common,
        entity: 'invoice',
        number,
        status: open === ZERO ? 'paid' : 'open',
        sourceStatus: 'Journal',
        issueDate: line.trandate ? plainDate(line.trandate) : null,
        dueDate: null,
        total,
        open,
        poNumber: null,
        reference: line.memo || null,
        terms: null,
        instalments: [],
      };
  return { record, tombstones: [], customerId };
}
