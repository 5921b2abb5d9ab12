import { z } from 'zod';
import type { Capabilities, Connector } from '../connector.ts';
import { checkXero } from './xero-check.ts';
import { createXeroClient, type XeroClient, type XeroOptions } from './xero-client.ts';
import { FROM_THE_BEGINNING, following, parseCursor } from './xero-cursor.ts';
import { xeroFiles } from './xero-files.ts';
import { organisationForm } from './xero-forms.ts';
import { listsOf } from './xero-lists.ts';
import { readPages, rereadInvoices } from './xero-reader.ts';

const CAPABILITIES: Capabilities = {
  delta: { currency: 'none', customer: 'time', invoice: 'time', credit_note: 'time', payment: 'time' },
  longestLookback: null,
  deletions: 'state',
  documents: true,
  instalments: false,
  unappliedCash: 'object',
  writeBack: [],
  balances: 'home_total',
};

/**
 * Reads an organisation at Xero. Contacts come with their customers, allocations with the payments and credit notes that
 * they belong to. Deletions are states of records there.
 */
export function createXeroConnector(options: XeroOptions): Connector {
  const client = createXeroClient(options);
  let home: Promise<string | null> | null = null;
  const homeCurrency = (signal: AbortSignal): Promise<string | null> => {
    home ??= readHomeCurrency(client, signal).catch((error: unknown) => {
      home = null;
      throw error;
    });
    return home;
  };

  return {
    kind: 'xero',
    capabilities: CAPABILITIES,
    test: (signal) => checkXero(client, signal),
    async *full(entity, from, signal) {
      const cursor = from === null ? FROM_THE_BEGINNING : parseCursor(from);
      yield* readPages(client, entity, cursor, await homeCurrency(signal), signal);
    },
    async *incremental(entity, from, signal) {
      const cursor = following(parseCursor(from), listsOf(entity).length);
      yield* readPages(client, entity, cursor, await homeCurrency(signal), signal);
    },
    async *reread(entity, sourceIds, signal) {
      // Xero takes ids for invoices only; the others are stamped when what is open of them changes.
      if (entity === 'invoice') yield* rereadInvoices(client, sourceIds, await homeCurrency(signal), signal);
    },
    files: xeroFiles(client),
  };
}

const organisations = z.object({ Organisations: z.array(organisationForm) });

async function readHomeCurrency(
  { http, api, tenant }: XeroClient,
  signal: AbortSignal,
): Promise<string | null> {
  const url = `${api}/api.xro/2.0/Organisation`;
  const { value } = await http.json({ url, headers: tenant }, organisations, signal);
  return value.Organisations[0]?.BaseCurrency ?? null;
}
