import type { RequestCost } from '../../../../electron/engine/connectors/connector.ts';
import { createRateLimiters } from '../../../../electron/engine/connectors/http/rate-limiter.ts';
import { memoryTokenStore } from '../../../../electron/engine/connectors/http/token-session.ts';
import { createXeroConnector } from '../../../../electron/engine/connectors/xero/xero-connector.ts';
import type { ContractDialect, RunningDialect } from '../connector-contract.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { fakeTiming } from '../fake-timing.ts';
import { type FakeXero, startXero } from './xero-dialect.ts';
import { XERO_SHAPE } from './xero-shape.ts';

/** A fake Xero with what is needed to connect to it. */
export interface RunningXero extends RunningDialect {
  readonly fake: FakeXero;
  readonly store: ReturnType<typeof memoryTokenStore>;
  readonly costs: RequestCost[];
}

export async function runXero(ledger: FakeLedger, pageSize = 5): Promise<RunningXero> {
  const fake = await startXero(ledger);
  const timing = fakeTiming();
  const costs: RequestCost[] = [];
  // Good for longer than any test: the computer's clock and Xero's differ by weeks here.
  const store = memoryTokenStore({
    ...fake.accounts.signIn(),
    expiresAt: timing.now() + 1_800_000,
    refreshedAt: timing.now(),
    refreshEndsAt: timing.now() + 60 * 86_400_000,
  });
  return {
    fake,
    timing,
    store,
    costs,
    disturbances: fake.disturbances,
    origin: fake.server.origin,
    connect: (through = fake.server.origin) =>
      createXeroConnector({
        tenantId: fake.tenantId,
        clientId: fake.accounts.clientId,
        tokens: store,
        pageSize,
        platform: { timing, limiters: createRateLimiters(timing), onCost: (cost) => costs.push(cost) },
        servers: { api: through, identity: through },
      }),
    stop: () => fake.server.stop(),
  };
}

export const XERO_DIALECT: ContractDialect = {
  name: 'Xero',
  shape: XERO_SHAPE,
  start: (ledger) => runXero(ledger),
};
