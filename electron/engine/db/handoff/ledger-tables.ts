import type { SQLiteTable } from '../drizzle.ts';
import {
  account,
  accountAlias,
  allocation,
  cashMatch,
  cashMatchItem,
  document,
  instalment,
  ledger,
  ledgerBalance,
  payment,
} from '../schema/index.ts';
import { familiesOf } from '../summary/account-family.ts';
import type { PackRow } from './row-schema.ts';

/** Ids of what was taken so far: a row that belongs to none of them is not taken. */
export interface TakenIds {
  /** The accounts that were asked for; those that were merged into them join as they come. */
  readonly accounts: Set<string>;
  readonly documents: Set<string>;
  readonly payments: Set<string>;
  readonly matches: Set<string>;
}

/** A table of the books: a pack carries its rows whole, so that every figure at any date is the owner's. */
export interface LedgerTable {
  readonly name: string;
  readonly table: SQLiteTable;
  /** SQL condition; `@accounts` is a JSON array of the accounts' ids. */
  readonly condition: string;
  readonly order: string;
  /** Whether a row is of the accounts that are taken over; remembers its id for the tables that follow. */
  readonly belongs: (row: PackRow, taken: TakenIds) => boolean;
}

const ACCOUNTS = familiesOf('@accounts');
const DOCUMENTS = `(SELECT id FROM document WHERE account_id IN ${ACCOUNTS})`;
const PAYMENTS = `(SELECT id FROM payment WHERE account_id IN ${ACCOUNTS})`;

const ofAccount = (row: PackRow, { accounts }: TakenIds) => accounts.has(String(row.account_id));
const ofDocument = (row: PackRow, { documents }: TakenIds) => documents.has(String(row.document_id));

/** In an order in which every row follows what it points to. */
export const LEDGER_TABLES: readonly LedgerTable[] = [
  { name: 'ledger', table: ledger, condition: 'TRUE', order: 'id', belongs: () => true },
  {
    name: 'account',
    table: account,
    condition: `id IN ${ACCOUNTS}`,
    // Those that others were merged into come first.
    order: 'merged_into_id IS NOT NULL, id',
    belongs: (row, { accounts }) =>
      remember(accounts, row, accounts.has(String(row.id)) || accounts.has(String(row.merged_into_id))),
  },
  {
    name: 'account_alias',
    table: accountAlias,
    condition: `account_id IN ${ACCOUNTS}`,
    order: 'account_id, name',
    belongs: ofAccount,
  },
  {
    name: 'document',
    table: document,
    condition: `account_id IN ${ACCOUNTS}`,
    order: 'id',
    belongs: (row, taken) => remember(taken.documents, row, ofAccount(row, taken)),
  },
  {
    name: 'instalment',
    table: instalment,
    condition: `document_id IN ${DOCUMENTS}`,
    order: 'document_id, seq',
    belongs: ofDocument,
  },
  {
    name: 'payment',
    table: payment,
    condition: `account_id IN ${ACCOUNTS}`,
    order: 'id',
    belongs: (row, taken) => remember(taken.payments, row, ofAccount(row, taken)),
  },
  {
    name: 'allocation',
    table: allocation,
    condition: `document_id IN ${DOCUMENTS} OR payment_id IN ${PAYMENTS}`,
    order: 'id',
    belongs: (row, taken) => ofDocument(row, taken) || taken.payments.has(String(row.payment_id)),
  },
  {
    name: 'ledger_balance',
    table: ledgerBalance,
    condition: `account_id IN ${ACCOUNTS}`,
    order: 'account_id, currency',
    belongs: ofAccount,
  },
  {
    name: 'cash_match',
    table: cashMatch,
    condition: `account_id IN ${ACCOUNTS}`,
    order: 'id',
    belongs: (row, taken) => remember(taken.matches, row, ofAccount(row, taken)),
  },
  {
    name: 'cash_match_item',
    table: cashMatchItem,
    condition: `match_id IN (SELECT id FROM cash_match WHERE account_id IN ${ACCOUNTS})`,
    order: 'match_id, document_id',
    belongs: (row, { matches }) => matches.has(String(row.match_id)),
  },
];

function remember(ids: Set<string>, row: PackRow, belongs: boolean): boolean {
  if (belongs) ids.add(String(row.id));
  return belongs;
}
