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
import { type LinkedPayments, paymentIdsIn, sidesOf } from './quickbooks-settlement.ts';

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
  const used = usedOf(journal, currency, payments);
  return {
    ...NOTHING,
    records: postings
      .filter(({ total }) => total > 0)
      .map((one) => recordOf(journal, one, currency, takeFrom(used, one))),
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

/** What payments took of the lines that they name, and of a side of the entry where they name none. */
interface Used {
  readonly lines: Map<string, number>;
  charges: number;
  credits: number;
}

function usedOf(journal: QuickbooksJournal, currency: CurrencyCode, payments: LinkedPayments): Used {
  const used: Used = { lines: new Map(), charges: 0, credits: 0 };
  for (const id of journalPaymentIds(journal)) {
    const read = paymentForm.safeParse(payments.get(id));
    if (!read.success) continue;
    const { journals } = sidesOf(read.data, currency);
    for (const line of read.data.Line ?? []) {
      const [link] = line.LinkedTxn ?? [];
      if (link?.TxnType !== 'JournalEntry' || link.TxnId !== journal.Id) continue;
      const part = amount(line.Amount, currency, 'Line.Amount');
      const { TxnLineId } = link;
      if (TxnLineId) used.lines.set(TxnLineId, (used.lines.get(TxnLineId) ?? 0) + part);
      else used[journals] += part;
    }
  }
  return used;
}

/** What is left of a line; what its side used is taken from the first lines. */
function takeFrom(used: Used, { lineId, credit, total }: Posting): MinorUnits {
  const left = Math.max(0, total - (used.lines.get(lineId) ?? 0));
  const side = credit ? 'credits' : 'charges';
  const part = Math.min(left, used[side]);
  used[side] -= part;
  return minorUnits(left - part);
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
