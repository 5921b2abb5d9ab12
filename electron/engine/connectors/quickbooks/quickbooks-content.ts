import type { Page } from '../connector.ts';
import { readRecords } from '../http/read-records.ts';
import type { QuickbooksClient } from './quickbooks-client.ts';
import { headOf, queryByIds } from './quickbooks-query.ts';
import type { QuickbooksBooks, ReadRow } from './quickbooks-rows.ts';
import type { LinkedPayments } from './quickbooks-settlement.ts';
import { CUSTOMERS, type QuickbooksTable } from './quickbooks-tables.ts';

/** What the reading of one company needs. */
export interface Reading {
  readonly client: QuickbooksClient;
  readonly books: QuickbooksBooks;
  readonly signal: AbortSignal;
}

/** What rows come to; the parts of a page. */
export type Content = Pick<Page, 'records' | 'tombstones' | 'bad'> & {
  readonly replaces: NonNullable<Page['replaces']>;
};

export const EMPTY: Content = { records: [], tombstones: [], replaces: [], bad: [] };

/**
 * What rows of a table come to.
 *
 * @param balances the customers of these rows come along, because they are not stamped when a balance changes.
 */
export async function contentOf(
  reading: Reading,
  table: QuickbooksTable,
  rows: readonly unknown[],
  balances: boolean,
): Promise<Content> {
  const { client, signal, books } = reading;
  const payments = await linkedPayments(reading, table, rows);
  const read = contentIn(table, rows, books, payments);
  const ids = balances ? [...new Set(read.customers)] : [];
  const again = await queryByIds(client, CUSTOMERS.name, CUSTOMERS.where, ids, signal);
  const customers = contentIn(CUSTOMERS, again, books, NO_PAYMENTS);
  return {
    records: [...customers.records, ...read.records],
    tombstones: [...customers.tombstones, ...read.tombstones],
    replaces: [...customers.replaces, ...read.replaces],
    bad: [...customers.bad, ...read.bad],
  };
}

export const NO_PAYMENTS: LinkedPayments = new Map();

async function linkedPayments(
  { client, signal }: Reading,
  table: QuickbooksTable,
  rows: readonly unknown[],
): Promise<LinkedPayments> {
  const ids = [...new Set(rows.flatMap(table.linkedPayments))];
  const payments = await queryByIds(client, 'Payment', [], ids, signal);
  return new Map(payments.map((row) => [headOf(row)?.id ?? '', row]));
}

/** What rows come to by themselves, with what settled them from these payments. */
export function contentIn(
  table: QuickbooksTable,
  rows: readonly unknown[],
  books: QuickbooksBooks,
  payments: LinkedPayments,
): Content & Pick<ReadRow, 'customers'> {
  const { records: read, bad } = readRecords(table.entity, rows, idIn, (row) =>
    table.read(row, books, payments),
  );
  return {
    records: read.flatMap(({ records }) => records),
    tombstones: read.flatMap(({ tombstones }) => tombstones),
    replaces: read.flatMap(({ replaces }) => replaces),
    customers: read.flatMap(({ customers }) => customers),
    bad,
  };
}

function idIn(row: unknown): string | null {
  return headOf(row)?.id ?? null;
}
