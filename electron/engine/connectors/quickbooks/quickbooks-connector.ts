import type { Capabilities, Connector } from '../connector.ts';
import { readBooks } from './quickbooks-books.ts';
import { checkQuickbooks } from './quickbooks-check.ts';
import { createQuickbooksClient, type QuickbooksOptions } from './quickbooks-client.ts';
import type { Reading } from './quickbooks-content.ts';
import { FROM_THE_BEGINNING, following, parseCursor } from './quickbooks-cursor.ts';
import { quickbooksFiles } from './quickbooks-files.ts';
import { rereadRows, sweepIds } from './quickbooks-presence.ts';
import { readPages } from './quickbooks-reader.ts';
import type { QuickbooksBooks } from './quickbooks-rows.ts';

const CAPABILITIES: Capabilities = {
  delta: { currency: 'none', customer: 'cdc', invoice: 'cdc', credit_note: 'cdc', payment: 'cdc' },
  longestLookback: 29,
  // The feed tells of most; it ends after 1000 changes and says nothing of single lines of journals.
  deletions: 'sweep',
  documents: true,
  instalments: false,
  unappliedCash: 'object',
  writeBack: [],
};

/**
 * Reads a company at QuickBooks Online. Contacts come with their customers, allocations with the payments and credit
 * memos that they belong to, journals with payments. It only ever sends GETs.
 */
export function createQuickbooksConnector(options: QuickbooksOptions): Connector {
  const client = createQuickbooksClient(options);
  let known: Promise<QuickbooksBooks> | null = null;
  const reading = async (signal: AbortSignal): Promise<Reading> => {
    known ??= readBooks(client, signal).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return { client, books: await known, signal };
  };

  return {
    kind: 'quickbooks',
    capabilities: CAPABILITIES,
    test: (signal) => checkQuickbooks(client, signal),
    async *full(entity, from, signal) {
      const cursor = from === null ? FROM_THE_BEGINNING : parseCursor(from);
      yield* readPages(await reading(signal), entity, cursor);
    },
    async *incremental(entity, from, signal) {
      const cursor = following(parseCursor(from));
      yield* readPages(await reading(signal), entity, cursor);
    },
    async *sweep(entity, signal) {
      yield* sweepIds(await reading(signal), entity);
    },
    async *reread(entity, sourceIds, signal) {
      yield* rereadRows(await reading(signal), entity, sourceIds);
    },
    files: quickbooksFiles(client),
  };
}
