import { z } from 'zod';
import { isTimeZone } from '../../../../shared/domain/dates.ts';
import type { Capabilities, Connector, SourceFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { checkStripe, companyOf } from './stripe-check.ts';
import { asked, createStripeClient, type StripeClient, type StripeOptions } from './stripe-client.ts';
import { accountForm } from './stripe-forms.ts';
import { FROM_THE_BEGINNING, following, isStripeEntity, parseCursor, readPages } from './stripe-reader.ts';

const CAPABILITIES: Capabilities = {
  delta: { customer: 'events', invoice: 'events', credit_note: 'events', payment: 'events' },
  longestLookback: 29,
  deletions: 'feed',
  documents: true,
  instalments: false,
  unappliedCash: 'object',
  writeBack: [],
};

/** Reads the invoicing of an account at Stripe with a restricted key. */
export function createStripeConnector(options: StripeOptions): Connector {
  const client = createStripeClient(options);
  let known: Promise<string> | null = null;
  const zoneOf = (signal: AbortSignal): Promise<string> => {
    known ??= readZone(client, signal).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  return {
    kind: 'stripe',
    capabilities: CAPABILITIES,
    test: (signal) => checkStripe(client, signal),
    about: async (signal) => ({ company: await companyOf(client.api(signal)) }),
    async *full(entity, from, signal) {
      if (!isStripeEntity(entity)) return;
      const cursor = from === null ? FROM_THE_BEGINNING : parseCursor(from);
      yield* readPages(client, entity, cursor, await zoneOf(signal), signal);
    },
    async *incremental(entity, from, signal) {
      if (!isStripeEntity(entity)) return;
      yield* readPages(client, entity, following(parseCursor(from)), await zoneOf(signal), signal);
    },
    document: (sourceId, signal) => readPdf(client, sourceId, signal),
  };
}

/** The zone in which the account's days begin: its times become dates by it. */
async function readZone({ api, options }: StripeClient, signal: AbortSignal): Promise<string> {
  if (options.timeZone) return options.timeZone;
  const account = accountForm.parse(await asked(api(signal).accounts.retrieveCurrent()));
  const zone = account.settings?.dashboard?.timezone;
  if (zone && isTimeZone(zone)) return zone;
  throw connectorFailure(
    'bad_answer',
    'Stripe does not say in which time zone the account is. Choose it in the connection’s settings.',
  );
}

const pdfForm = z.object({ number: z.string().nullish(), invoice_pdf: z.string().nullish() });
const PDF = [0x25, 0x50, 0x44, 0x46];

/** The address of the file opens it for anybody, so it is asked for each time and kept nowhere. */
async function readPdf(
  { api, http }: StripeClient,
  sourceId: string,
  signal: AbortSignal,
): Promise<SourceFile> {
  const invoice = pdfForm.parse(await asked(api(signal).invoices.retrieve(sourceId)));
  if (!invoice.invoice_pdf) {
    throw connectorFailure('not_found', 'Stripe has no PDF of this invoice: it is a draft.');
  }
  const { bytes } = await http.request({ url: invoice.invoice_pdf, anonymous: true }, signal);
  if (!PDF.every((byte, index) => bytes[index] === byte)) {
    throw connectorFailure('bad_answer', 'Stripe gave something for the invoice that is no PDF.');
  }
  return { name: `invoice-${invoice.number ?? sourceId}.pdf`, mime: 'application/pdf', bytes };
}
