import { isTimeZone } from '../../../../shared/domain/dates.ts';
import type { Capabilities, Connector } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { checkStripe, companyOf } from './stripe-check.ts';
import { asked, createStripeClient, type StripeClient, type StripeOptions } from './stripe-client.ts';
import { stripeFiles } from './stripe-files.ts';
import { accountIn } from './stripe-lists.ts';
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
    files: stripeFiles(client),
  };
}

/** The zone in which the account's days begin: its times become dates by it. */
async function readZone({ api, options }: StripeClient, signal: AbortSignal): Promise<string> {
  if (options.timeZone) return options.timeZone;
  const account = accountIn(await asked(api(signal).accounts.retrieveCurrent()));
  const zone = account.settings?.dashboard?.timezone;
  if (zone && isTimeZone(zone)) return zone;
  throw connectorFailure(
    'bad_answer',
    'Stripe does not say in which time zone the account is. Choose it in the connection’s settings.',
  );
}
