import type { FakeLedger } from '../fake-ledger.ts';
import {
  accountRow,
  applicationRow,
  currencyRow,
  customerRow,
  documentRow,
  paymentRow,
  preferencesRow,
  type QuickbooksRow,
  termRow,
} from './quickbooks-rows.ts';
import { quickbooksId } from './quickbooks-shape.ts';

/** A row that is only written when it is on the page that is asked for: ledgers may be large. */
export interface Entry {
  readonly id: string;
  readonly changedAt: number;
  readonly deleted: boolean;
  readonly active: boolean;
  readonly row: () => QuickbooksRow;
}

function entry(id: string, changedAt: number, row: () => QuickbooksRow, more: Partial<Entry> = {}): Entry {
  return { id, changedAt, deleted: false, active: true, row, ...more };
}

/** Rows that the ledger does not have: journals, refunds, sub-customers. */
export type ExtraRows = ReadonlyMap<string, readonly QuickbooksRow[]>;

/** The rows of a table, those that were deleted included; null for a table that there is not. */
export function entriesOf(ledger: FakeLedger, extra: ExtraRows, table: string): readonly Entry[] | null {
  const own = ownEntries(ledger, table);
  return own === null ? null : [...own, ...(extra.get(table) ?? []).map(extraEntry)];
}

function ownEntries(ledger: FakeLedger, table: string): readonly Entry[] | null {
  switch (table) {
    case 'Customer':
      return [...ledger.customers.values()]
        .filter(({ supplierOnly }) => !supplierOnly)
        .map((one) =>
          entry(quickbooksId(one.id), one.changedAt, () => customerRow(ledger, one), { active: one.active }),
        );
    case 'Invoice':
      return documents(ledger, 'invoice');
    case 'CreditMemo':
      return documents(ledger, 'credit_note');
    case 'Payment':
      return [
        ...[...ledger.payments.values()].map((one) =>
          entry(quickbooksId(one.id), one.changedAt, () => paymentRow(ledger, one)),
        ),
        ...[...ledger.allocations.values()]
          .filter(({ from }) => from.entity === 'credit_note')
          .map((one) =>
            entry(quickbooksId(one.id), one.changedAt, () => applicationRow(ledger, one), {
              deleted: one.deleted,
            }),
          ),
      ];
    case 'RefundReceipt':
    case 'JournalEntry':
      return [];
    case 'Term':
      return [...new Set([...ledger.customers.values()].flatMap(({ termsDays }) => termsDays ?? []))].map(
        (days) => entry(String(days), 0, () => termRow(days)),
      );
    case 'CompanyCurrency':
      return ledger.currencies
        .filter((code) => code !== ledger.home)
        .map((code, index) => entry(String(index), 0, () => currencyRow(code, index)));
    case 'Preferences':
      return [entry('1', 0, () => preferencesRow(ledger))];
    case 'Account':
      return [entry('84', 0, accountRow)];
    default:
      return null;
  }
}

function documents(ledger: FakeLedger, wanted: 'invoice' | 'credit_note'): readonly Entry[] {
  return [...ledger.documents.values()]
    .filter(({ kind }) => kind === wanted)
    .map((one) =>
      entry(quickbooksId(one.id), one.changedAt, () => documentRow(ledger, one), {
        deleted: one.state === 'deleted',
      }),
    );
}

function extraEntry(row: QuickbooksRow): Entry {
  const { LastUpdatedTime } = row.MetaData as { readonly LastUpdatedTime: string };
  const more = { deleted: row.status === 'Deleted', active: row.Active !== false };
  return entry(String(row.Id), Date.parse(LastUpdatedTime), () => row, more);
}
