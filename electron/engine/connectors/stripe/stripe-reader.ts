import type Stripe from 'stripe';
import { z } from 'zod';
import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { BadRecord, Page } from '../connector.ts';
import { failureReason } from '../connector-failure.ts';
import { readRecords } from '../http/read-records.ts';
import { asked, type StripeClient } from './stripe-client.ts';
import { checkClock, EVENTS, fetchNamed, OVERLAP, tooOld } from './stripe-events.ts';
import { balanceTransactionForm, customerForm } from './stripe-forms.ts';
import { type Listed, list, listed } from './stripe-lists.ts';
import {
  dayOf,
  type ReadObject,
  readBalance,
  readCreditNote,
  readCustomer,
  readInvoice,
  readInvoicePayment,
} from './stripe-rows.ts';

export type StripeEntity = 'customer' | 'invoice' | 'credit_note' | 'payment';

export function isStripeEntity(entity: SyncEntity): entity is StripeEntity {
  return entity === 'customer' || entity === 'invoice' || entity === 'credit_note' || entity === 'payment';
}

const cursorForm = z.object({
  v: z.literal(1),
  /** Unix time from which on events are read; null: everything is listed. */
  since: z.int().nullable(),
  /** Stripe's time when this read began. */
  began: z.int().nullable(),
  /** The last object or event that was read; null at the beginning. */
  after: z.string().nullable(),
  done: z.boolean(),
});
export type StripeCursor = z.infer<typeof cursorForm>;

export const FROM_THE_BEGINNING: StripeCursor = { v: 1, since: null, began: null, after: null, done: false };

export function parseCursor(text: string): StripeCursor {
  try {
    return cursorForm.parse(JSON.parse(text));
  } catch {
    throw tooOld();
  }
}

/** The read that follows a finished one; an unfinished one goes on where it stood. */
export function following(cursor: StripeCursor): StripeCursor {
  return cursor.done ? { ...FROM_THE_BEGINNING, since: cursor.began } : cursor;
}

/** Reads an entity page by page: the whole list, or what the events since the cursor name. */
export async function* readPages(
  client: StripeClient,
  entity: StripeEntity,
  from: StripeCursor,
  zone: string,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const api = client.api(signal);
  let cursor = from;
  do {
    const { data, has_more } = cursor.done
      ? { data: [], has_more: false }
      : await next(client, api, entity, cursor);
    const began = cursor.began ?? client.serverTime();
    if (cursor.since !== null) checkClock(cursor.since, client.serverTime() ?? cursor.since);
    const { rows, missing } =
      cursor.since === null ? { rows: data, missing: [] } : await fetchNamed(api, entity, data);
    cursor = { ...cursor, began, after: lastId(data) ?? cursor.after, done: cursor.done || !has_more };
    const read = await readRows(api, entity, rows, zone);
    yield {
      entity,
      records: read.records.flatMap(({ records }) => records),
      tombstones: [
        ...read.records.flatMap(({ tombstones }) => tombstones),
        ...missing.map((sourceId) => ({ entity, sourceId, reason: 'deleted' as const, mergedInto: null })),
      ],
      bad: read.bad,
      next: JSON.stringify(cursor),
      expected: null,
    };
  } while (!cursor.done);
}

async function next(
  { pageSize }: StripeClient,
  api: Stripe,
  entity: StripeEntity,
  { since, after }: StripeCursor,
): Promise<Listed> {
  const page = { limit: pageSize, ...(after === null ? {} : { starting_after: after }) };
  try {
    if (since === null) return listed(await asked(list(api, entity, page)));
    const created = { gte: since - OVERLAP };
    return listed(await asked(api.events.list({ ...page, created, types: [...EVENTS[entity]] })));
  } catch (error) {
    // The object or event at which the read stood was deleted: nothing else tells how to go on.
    if (after !== null && failureReason(error) === 'not_found') throw tooOld();
    throw error;
  }
}

async function readRows(
  api: Stripe,
  entity: StripeEntity,
  rows: readonly unknown[],
  zone: string,
): Promise<{ readonly records: readonly ReadObject[]; readonly bad: readonly BadRecord[] }> {
  switch (entity) {
    case 'customer': {
      const customers = readRecords(entity, rows, idOf, readCustomer);
      const changed = new Map<string, number>();
      for (const row of rows) {
        const customer = customerForm.safeParse(row);
        if (!customer.success || (customer.data.balance ?? 0) >= 0) continue;
        const latest = await asked(api.customers.listBalanceTransactions(customer.data.id, { limit: 1 }));
        const entry = balanceTransactionForm.safeParse(listed(latest).data[0]);
        if (entry.success) changed.set(customer.data.id, entry.data.created);
      }
      const readable = rows.filter((row) => customerForm.safeParse(row).success);
      const balances = readRecords('payment', readable, idOf, (row) => {
        const at = changed.get(idOf(row) ?? '');
        return readBalance(row, at === undefined ? null : dayOf(at, zone));
      });
      return {
        records: [...customers.records, ...balances.records],
        bad: [...customers.bad, ...balances.bad],
      };
    }
    case 'invoice':
      return readRecords(entity, rows, idOf, (row) => readInvoice(row, zone));
    case 'credit_note':
      return readRecords(entity, rows, idOf, (row) => readCreditNote(row, zone));
    case 'payment':
      return readRecords(entity, rows, idOf, (row) => readInvoicePayment(row, zone));
  }
}

function idOf(row: unknown): string | null {
  const read = z.object({ id: z.string() }).safeParse(row);
  return read.success ? read.data.id : null;
}

function lastId(data: readonly unknown[]): string | null {
  return idOf(data.at(-1));
}
