import { createRateLimiters } from '../../../../electron/engine/connectors/http/rate-limiter.ts';
import { createStripeConnector } from '../../../../electron/engine/connectors/stripe/stripe-connector.ts';
import type { ContractDialect, RunningDialect } from '../connector-contract.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { fakeTiming } from '../fake-timing.ts';
import { type FakeStripe, startStripe } from './stripe-dialect.ts';
import { STRIPE_SHAPE } from './stripe-shape.ts';

/** A fake Stripe with what is needed to connect to it. */
export interface RunningStripe extends RunningDialect {
  readonly fake: FakeStripe;
}

export async function runStripe(ledger: FakeLedger, key?: string): Promise<RunningStripe> {
  const fake = await startStripe(ledger);
  const timing = fakeTiming();
  return {
    fake,
    timing,
    disturbances: fake.disturbances,
    origin: fake.server.origin,
    connect: (through = fake.server.origin) =>
      createStripeConnector({
        key: key ?? fake.key,
        tenant: 'test',
        pageSize: 5,
        platform: { timing, limiters: createRateLimiters(timing), onCost: () => undefined },
        server: { origin: through, documentHosts: [] },
      }),
    stop: () => fake.server.stop(),
  };
}

export const STRIPE_DIALECT: ContractDialect = {
  name: 'Stripe',
  shape: STRIPE_SHAPE,
  start: (ledger) => runStripe(ledger),
};
