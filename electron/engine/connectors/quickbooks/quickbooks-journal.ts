import type { AnySourceRecord } from '../../../../shared/domain/connections/source-records.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { RecordProblem } from '../http/read-records.ts';
import { journalForm, paymentForm, type QuickbooksJournal } from './quickbooks-forms.ts';
import {
  amount,
  currencyOf,
  dateIn,
  NOTHING,
  type QuickbooksBooks,
  type ReadRow,
  voided,
} from './quickbooks-rows.ts';
import { type LinkedPayments, paymentIdsIn } from './quickbooks-settlement.ts';

interface Posting {
  readonly sourceId: string;
  readonly lineId: string;
  readonly customerId: string;
  readonly credit: boolean;
  readonly total: MinorUnits;
}

/**
 * Reads one row of `JournalEntry`: lines on an account on which customers owe. A debit is owed like an invoice, a credit
 * stands on the account like money. QuickBooks says nowhere what is left of a journal; it is the amount less what the
 * payments that the entry names took of it, and the customer's balance is the check.
 */
export function readJournal(row: unknown, books: QuickbooksBooks, payments: LinkedPayments): ReadRow {
  const journal = journalForm.parse(row);
  const currency = currencyOf(journal, books);
  const postings = postingsOf(journal, currency, books);
  return {
    ...NOTHING,
    records: postings
      .filter(({ total }) => total > 0)
      .map((one) => recordOf(journal, one, currency, openOf(journal, one, currency, payments))),
    tombstones: postings.filter(({ total }) => total === 0).flatMap(voidedBoth),
    customers: [...new Set(postings.map(({ customerId }) => customerId))],
  };
}

/** Payments that the entry or its lines name. */
export function journalPaymentIds(row: unknown): readonly string[] {
  const read = journalForm.safeParse(row);
  if (!read.success) return [];
  return [...new Set([read.data, ...(read.data.Line ?? [])].flatMap(paymentIdsIn))];
}

function postingsOf(
  { Id, Line }: QuickbooksJournal,
  currency: CurrencyCode,
  { receivables }: QuickbooksBooks,
): readonly Posting[] {
  return (Line ?? []).flatMap(({ Id: lineId, Amount, JournalEntryLineDetail: detail }, index) => {
    const customer = detail?.Entity?.EntityRef;
    const owed = receivables.has(detail?.AccountRef?.value ?? '');
    if (!detail || !owed || !customer || detail.Entity?.Type !== 'Customer') return [];
    const { PostingType } = detail;
    if (PostingType !== 'Debit' && PostingType !== 'Credit') {
      throw new RecordProblem('A line is neither debit nor credit.');
    }
    const line = lineId ?? String(index);
    return [
      {
        sourceId: `journal:${Id}:${line}`,
        lineId: line,
        customerId: customer.value,
        credit: PostingType === 'Credit',
        total: amount(Amount ?? '0', currency, 'Line.Amount'),
      },
    ];
  });
}

/** Payments name the entry, and its line where it has several. */
function openOf(
  journal: QuickbooksJournal,
  { lineId, total }: Posting,
  currency: CurrencyCode,
  payments: LinkedPayments,
): MinorUnits {
  let used = 0;
  for (const id of journalPaymentIds(journal)) {
    const read = paymentForm.safeParse(payments.get(id));
    for (const line of read.data?.Line ?? []) {
      const [link] = line.LinkedTxn ?? [];
      if (link?.TxnType !== 'JournalEntry' || link.TxnId !== journal.Id) continue;
      if (link.TxnLineId && link.TxnLineId !== lineId) continue;
      used += amount(line.Amount, currency, 'Line.Amount');
    }
  }
  return minorUnits(Math.max(0, total - used));
}

function recordOf(
  journal: QuickbooksJournal,
  { sourceId, customerId, credit, total }: Posting,
  currency: CurrencyCode,
  open: MinorUnits,
): AnySourceRecord {
  const number = journal.DocNumber || `JE ${journal.Id}`;
  const date = dateIn(journal.TxnDate);
  const common = { sourceId, updatedAt: journal.MetaData.LastUpdatedTime, customerId, currency } as const;
  if (credit) {
    return {
      ...common,
      entity: 'payment',
      kind: 'journal',
      date,
      amount: total,
      unapplied: open,
      method: null,
      reference: number,
      void: false,
    };
  }
  return {
    ...common,
    entity: 'invoice',
    number,
    status: open === 0 ? 'paid' : 'open',
    sourceStatus: 'Journal entry',
    issueDate: date,
    dueDate: null,
    total,
    open,
    poNumber: null,
    reference: null,
    terms: null,
    instalments: [],
  };
}

function voidedBoth({ sourceId }: Posting): readonly Tombstone[] {
  return [voided('invoice', sourceId), voided('payment', sourceId)];
}
