import type { Capabilities, Connector } from '../connector.ts';
import { aboutNetsuite, checkNetsuite } from './netsuite-check.ts';
import { createNetsuiteClient, type NetsuiteOptions } from './netsuite-client.ts';
import { FROM_THE_BEGINNING, following, parseCursor } from './netsuite-cursor.ts';
import { readPages, rereadRecords, sweepIds } from './netsuite-reader.ts';
import type { Reading } from './netsuite-rows.ts';

const CAPABILITIES: Capabilities = {
  delta: { currency: 'none', customer: 'time', invoice: 'time', credit_note: 'time', payment: 'time' },
  longestLookback: null,
  // The list of deleted records needs a permission of its own and says nothing of single lines of journals.
  deletions: 'sweep',
  documents: false,
  instalments: true,
  unappliedCash: 'object',
  writeBack: [],
};

/**
 * Reads an account at NetSuite by SuiteQL, which cannot change anything. Contacts come with their customers, allocations
 * with the payments and credit memos that they belong to, journals with payments.
 */
export function createNetsuiteConnector(options: NetsuiteOptions): Connector {
  const client = createNetsuiteClient(options);
  const hidden = new Set<string>();
  const reading = (signal: AbortSignal): Reading => ({ client, hidden, signal });

  return {
    kind: 'netsuite',
    capabilities: CAPABILITIES,
    test: (signal) => checkNetsuite(client, signal),
    about: (signal) => aboutNetsuite(client, signal),
    async *full(entity, from, signal) {
      const cursor = from === null ? FROM_THE_BEGINNING : parseCursor(from);
      yield* readPages(reading(signal), entity, cursor);
    },
    async *incremental(entity, from, signal) {
      yield* readPages(reading(signal), entity, following(parseCursor(from)));
    },
    async *sweep(entity, signal) {
      yield* sweepIds(reading(signal), entity);
    },
    async *reread(entity, sourceIds, signal) {
      yield* rereadRecords(reading(signal), entity, sourceIds);
    },
  };
}
