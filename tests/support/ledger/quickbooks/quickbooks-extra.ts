import { LosslessNumber } from 'lossless-json';
import { type QuickbooksRow, quickbooksTime, RECEIVABLES } from './quickbooks-rows.ts';

/** The time at which the sample books begin. */
const BEGIN = Date.parse('2026-11-02T09:30:00Z');

function base(id: string, changedAt: number): QuickbooksRow {
  const time = quickbooksTime(changedAt);
  return { domain: 'QBO', Id: id, SyncToken: '0', MetaData: { CreateTime: time, LastUpdatedTime: time } };
}

/** A project or branch of a customer, billed with it. */
export function subCustomer(id: string, parent: string, more: QuickbooksRow = {}): QuickbooksRow {
  return {
    ...base(id, BEGIN),
    DisplayName: 'Harbour extension',
    FullyQualifiedName: 'Halden & Søn A/S:Harbour extension',
    Active: true,
    Job: true,
    ParentRef: { value: parent },
    BillWithParent: true,
    CurrencyRef: { value: 'EUR', name: 'Euro' },
    Balance: 0,
    BalanceWithJobs: 0,
    PrimaryEmailAddr: { Address: 'harbour@halden.example, site@halden.example' },
    ...more,
  };
}

export function refund(id: string, customer: string): QuickbooksRow {
  return {
    ...base(id, BEGIN),
    DocNumber: 'RR-7',
    TxnDate: '2026-10-20',
    CurrencyRef: { value: 'EUR', name: 'Euro' },
    CustomerRef: { value: customer },
    TotalAmt: new LosslessNumber('40.00'),
    Balance: 0,
  };
}

/** One line of a journal entry. */
export interface JournalLine {
  readonly id: string;
  /** Null: a line that is about nobody. */
  readonly customer: string | null;
  readonly type: 'Debit' | 'Credit';
  readonly amount: string;
  readonly account?: string;
}

export function journal(
  id: string,
  lines: readonly JournalLine[],
  { changedAt = BEGIN, payments = [] }: { changedAt?: number; payments?: readonly string[] } = {},
): QuickbooksRow {
  return {
    ...base(id, changedAt),
    DocNumber: `OPEN-${id}`,
    TxnDate: '2026-01-01',
    CurrencyRef: { value: 'EUR', name: 'Euro' },
    Adjustment: false,
    LinkedTxn: payments.map((TxnId) => ({ TxnId, TxnType: 'Payment' })),
    Line: lines.map((line) => ({
      Id: line.id,
      Amount: new LosslessNumber(line.amount),
      DetailType: 'JournalEntryLineDetail',
      JournalEntryLineDetail: {
        PostingType: line.type,
        ...(line.customer === null
          ? {}
          : { Entity: { Type: 'Customer', EntityRef: { value: line.customer } } }),
        AccountRef: { value: line.account ?? RECEIVABLES },
      },
    })),
  };
}

/** A payment with any lines: `[amount, id, type]`. */
export function payment(
  id: string,
  customer: string,
  amounts: { readonly total: string; readonly unapplied?: string; readonly changedAt?: number },
  lines: readonly (readonly [string, string, string])[],
): QuickbooksRow {
  return {
    ...base(id, amounts.changedAt ?? BEGIN),
    TxnDate: '2026-10-05',
    CurrencyRef: { value: 'EUR', name: 'Euro' },
    CustomerRef: { value: customer },
    TotalAmt: new LosslessNumber(amounts.total),
    UnappliedAmt: new LosslessNumber(amounts.unapplied ?? '0'),
    Line: lines.map(([amount, TxnId, TxnType]) => ({
      Amount: new LosslessNumber(amount),
      LinkedTxn: [{ TxnId, TxnType }],
    })),
  };
}
