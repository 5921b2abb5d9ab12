import { z } from 'zod';
import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import type { Capabilities, Connector, Cursor, Page } from '../connector.ts';
import { wholeNumber } from '../http/json.ts';
import { readRecords } from '../http/read-records.ts';
import { documentSteps } from './documents.ts';
import { apiKeyLife } from './key-life.ts';
import { type OdooBooks, openBooks } from './odoo-books.ts';
import { checkOdoo } from './odoo-check.ts';
import { odooFiles } from './odoo-files.ts';
import { createOdooSession, type OdooOptions } from './odoo-session.ts';
import { idOf, odooTime } from './odoo-values.ts';
import { contactSteps, customerSteps } from './partners.ts';
import { looseDebitSteps, paymentSteps } from './payments.ts';
import { odooAttachments, odooNotes } from './push.ts';
import { NOTHING, type ReadStep, readPages } from './read-steps.ts';
import { rereadOdoo } from './reread.ts';
import { settlementSteps } from './settlements.ts';
import { sweepOdoo } from './sweep.ts';

const CAPABILITIES: Capabilities = {
  delta: {
    currency: 'time',
    customer: 'time',
    contact: 'time',
    invoice: 'time',
    credit_note: 'time',
    payment: 'time',
    allocation: 'time',
  },
  longestLookback: null,
  deletions: 'sweep',
  documents: true,
  instalments: true,
  unappliedCash: 'ledger_line',
  writeBack: ['note', 'attachment'],
};

/**
 * Reads one company's books from Odoo: JSON-2 from version 19 on, JSON-RPC before. Nothing is asked before the first
 * call; a refused key is not sent again by this connector.
 *
 * @throws EngineError `bad_request` when the address is no web address.
 */
export function createOdooConnector(options: OdooOptions): Connector {
  const session = createOdooSession(options);
  let opened: Promise<OdooBooks> | null = null;
  const open = (signal: AbortSignal): Promise<OdooBooks> => {
    opened ??= openBooks(session, options.companyId ?? null, signal).catch((error: unknown) => {
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
    kind: 'odoo',
    capabilities: CAPABILITIES,
    test: (signal) => checkOdoo(session, open, signal),
    async about(signal) {
      const { company } = await open(signal);
      return { company, signIn: await apiKeyLife(session, signal) };
    },
    full: read,
    incremental: read,
    async *sweep(entity, signal) {
      const books = await open(signal);
      yield* sweepOdoo(entity, stepsOf(entity, books), books, signal);
    },
    async *reread(entity, sourceIds, signal) {
      yield* rereadOdoo(await open(signal), entity, sourceIds, signal);
    },
    files: odooFiles(open),
    ...odooNotes(session),
    ...odooAttachments(session),
  };
}

function stepsOf(entity: SyncEntity, books: OdooBooks): readonly ReadStep[] {
  switch (entity) {
    case 'currency':
      return [currencyStep(books)];
    case 'customer':
      return customerSteps(books);
    case 'contact':
      return contactSteps(books);
    case 'invoice':
      return [...documentSteps(books, 'invoice'), ...looseDebitSteps(books)];
    case 'credit_note':
      return documentSteps(books, 'credit_note');
    case 'payment':
      return paymentSteps(books);
    case 'allocation':
      return settlementSteps(books);
  }
}

const currencyForm = z.object({ name: z.string(), decimal_places: wholeNumber, write_date: odooTime });

/** Currencies that are switched on. */
function currencyStep(books: OdooBooks): ReadStep {
  return {
    model: 'res.currency',
    domain: [['active', '=', true]],
    times: ['write_date'],
    whole: true,
    async read(ids, _changes, signal) {
      const fields = ['name', 'decimal_places', 'write_date'];
      const rows = await books.all('res.currency', [['id', 'in', ids]], fields, signal);
      const { records, bad } = readRecords('currency', rows, idOf, (row) => {
        const { name, decimal_places: digits, write_date: updatedAt } = currencyForm.parse(row);
        const code = currencyCode(name);
        return { entity: 'currency' as const, sourceId: code, updatedAt, code, digits };
      });
      return { ...NOTHING, records, bad };
    },
  };
}
