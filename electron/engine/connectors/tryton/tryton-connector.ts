import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { Capabilities, Connector, Cursor, Page } from '../connector.ts';
import { allocationSteps } from './allocations.ts';
import { contactSteps } from './contacts.ts';
import { currencySteps } from './currencies.ts';
import { type CustomerSet, customerSet } from './customer-set.ts';
import { customerSteps } from './customers.ts';
import { documentSteps } from './documents.ts';
import { paymentSteps } from './payments.ts';
import { trytonAttachments, trytonNotes } from './push.ts';
import { type ReadStep, readPages } from './read-steps.ts';
import { rereadIds } from './reread.ts';
import { sweepIds } from './sweep.ts';
import { testTryton } from './test-connection.ts';
import { openBooks, type TrytonBooks } from './tryton-books.ts';
import { trytonFiles } from './tryton-files.ts';
import { createTrytonSession, type TrytonAccount, type TrytonSurroundings } from './tryton-session.ts';

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
 * Reads a company's books from Tryton by JSON-RPC. Nothing is asked of the server before the first call; the session is
 * ended by `close`. A refused password is not sent again by this connector, whatever is called.
 *
 * @throws EngineError `bad_request` when the address is no web address.
 */
export function createTrytonConnector(account: TrytonAccount, surroundings: TrytonSurroundings): Connector {
  const session = createTrytonSession(account, surroundings);
  let opened: Promise<{ readonly books: TrytonBooks; readonly customers: CustomerSet }> | null = null;

  const open = (signal: AbortSignal) => {
    opened ??= openBooks(session, signal, surroundings.pageSize)
      .then((books) => ({ books, customers: customerSet(books) }))
      .catch((error: unknown) => {
        opened = null;
        throw error;
      });
    return opened;
  };

  async function* read(entity: SyncEntity, from: Cursor | null, signal: AbortSignal): AsyncIterable<Page> {
    const { books, customers } = await open(signal);
    yield* readPages(entity, stepsOf(entity, books, customers), books.reader, from, signal);
  }

  return {
    kind: 'tryton',
    capabilities: CAPABILITIES,
    test: (signal) => testTryton(account, session, signal),
    about: async (signal) => ({ company: (await open(signal)).books.reader.company }),
    full: read,
    incremental: read,
    async *sweep(entity, signal) {
      const { books, customers } = await open(signal);
      yield* sweepIds(entity, stepsOf(entity, books, customers), books, signal);
    },
    async *reread(entity, sourceIds, signal) {
      const { books, customers } = await open(signal);
      yield* rereadIds(entity, stepsOf(entity, books, customers), sourceIds, books, signal);
    },
    files: trytonFiles(session),
    ...trytonNotes(session),
    ...trytonAttachments(session),
    close: () => session.end(),
  };
}

function stepsOf(entity: SyncEntity, books: TrytonBooks, customers: CustomerSet): readonly ReadStep[] {
  switch (entity) {
    case 'currency':
      return currencySteps(books.reader);
    case 'customer':
      return customerSteps(books, customers);
    case 'contact':
      return contactSteps(books, customers);
    case 'invoice':
    case 'credit_note':
      return documentSteps(books, entity);
    case 'payment':
      return paymentSteps(books);
    case 'allocation':
      return allocationSteps(books);
  }
}
