import { z } from 'zod';
import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import type { Capabilities, Connector, Cursor, Page } from '../connector.ts';
import { readRecords } from '../http/read-records.ts';
import { contactSteps, customerSteps } from './customers.ts';
import { documentSteps } from './documents.ts';
import { type ErpnextBooks, openBooks } from './erpnext-books.ts';
import { checkErpnext } from './erpnext-check.ts';
import { erpnextFiles } from './erpnext-files.ts';
import { createErpnextSession, type ErpnextOptions } from './erpnext-session.ts';
import { erpName, erpTime, nameOf } from './erpnext-values.ts';
import { paymentSteps } from './payments.ts';
import { erpnextAttachments, erpnextNotes } from './push.ts';
import { NOTHING, type ReadStep, readPages } from './read-steps.ts';
import { rereadErpnext } from './reread.ts';

const CAPABILITIES: Capabilities = {
  delta: {
    currency: 'time',
    customer: 'time',
    contact: 'time',
    invoice: 'time',
    credit_note: 'time',
    payment: 'time',
  },
  longestLookback: null,
  deletions: 'sweep',
  documents: true,
  instalments: true,
  unappliedCash: 'object',
  writeBack: ['note', 'attachment'],
};

/**
 * Reads one company's books from ERPNext by its REST interface. What is settled comes along with the payments and credit
 * notes that settle it.
 *
 * @throws EngineError `bad_request` when the address is no web address.
 */
export function createErpnextConnector(options: ErpnextOptions): Connector {
  const session = createErpnextSession(options);
  let opened: Promise<ErpnextBooks> | null = null;
  const open = (signal: AbortSignal): Promise<ErpnextBooks> => {
    opened ??= openBooks(session, signal).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  async function* read(entity: SyncEntity, from: Cursor | null, signal: AbortSignal): AsyncIterable<Page> {
    const books = await open(signal);
    yield* readPages(entity, stepsOf(entity, books), books, from, signal);
  }
  return {
    kind: 'erpnext',
    capabilities: CAPABILITIES,
    test: (signal) => checkErpnext(session, open, signal),
    about: async (signal) => ({ company: (await open(signal)).company }),
    full: read,
    incremental: read,
    async *sweep(entity, signal) {
      const books = await open(signal);
      // A full read tells exactly the ids that are there; those of journal entries are made of two fields.
      for await (const page of readPages(entity, stepsOf(entity, books), books, null, signal)) {
        const own = [...page.records, ...page.bad].filter((one) => one.entity === entity);
        yield own.flatMap(({ sourceId }) => sourceId ?? []);
      }
    },
    async *reread(entity, sourceIds, signal) {
      yield* rereadErpnext(await open(signal), entity, sourceIds, signal);
    },
    files: erpnextFiles(session),
    ...erpnextNotes(session),
    ...erpnextAttachments(session),
  };
}

function stepsOf(entity: SyncEntity, books: ErpnextBooks): readonly ReadStep[] {
  switch (entity) {
    case 'currency':
      return [CURRENCIES];
    case 'customer':
      return customerSteps(books);
    case 'contact':
      return contactSteps(books);
    case 'invoice':
    case 'credit_note':
      return documentSteps(books, entity);
    case 'payment':
      return paymentSteps(books);
    case 'allocation':
      return [];
  }
}

const currencyForm = z.object({ name: erpName, modified: erpTime });

const CURRENCIES: ReadStep = {
  doctype: 'Currency',
  filters: [['enabled', '=', 1]],
  fields: ['modified'],
  whole: true,
  async read(rows) {
    const { records, bad } = readRecords('currency', rows, nameOf, (row) => {
      const { name, modified: updatedAt } = currencyForm.parse(row);
      const code = currencyCode(name);
      return { entity: 'currency' as const, sourceId: code, updatedAt, code, digits: exponentOf(code) };
    });
    return { ...NOTHING, records, bad };
  },
};
