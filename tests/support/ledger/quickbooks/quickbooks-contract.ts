import type { RequestCost } from '../../../../electron/engine/connectors/connector.ts';
import { createRateLimiters } from '../../../../electron/engine/connectors/http/rate-limiter.ts';
import { memoryTokenStore } from '../../../../electron/engine/connectors/http/token-session.ts';
import { createQuickbooksConnector } from '../../../../electron/engine/connectors/quickbooks/quickbooks-connector.ts';
import type { ContractDialect, RunningDialect } from '../connector-contract.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { fakeTiming } from '../fake-timing.ts';
import { type FakeQuickbooks, startQuickbooks } from './quickbooks-dialect.ts';
import { QUICKBOOKS_SHAPE } from './quickbooks-shape.ts';

/** A fake QuickBooks with what is needed to connect to it. */
export interface RunningQuickbooks extends RunningDialect {
  readonly fake: FakeQuickbooks;
  readonly store: ReturnType<typeof memoryTokenStore>;
  readonly costs: RequestCost[];
}

export async function runQuickbooks(ledger: FakeLedger, pageSize = 5): Promise<RunningQuickbooks> {
  const fake = await startQuickbooks(ledger);
  const timing = fakeTiming();
  const costs: RequestCost[] = [];
  const now = timing.now();
  const store = memoryTokenStore({
    ...fake.accounts.signIn(),
    expiresAt: now + 3_600_000,
    refreshedAt: now,
    refreshEndsAt: null,
  });
  return {
    fake,
    timing,
    store,
    costs,
    disturbances: fake.disturbances,
    origin: fake.server.origin,
    connect: (through = fake.server.origin) =>
      createQuickbooksConnector({
        realmId: fake.realmId,
        app: { clientId: fake.accounts.clientId, clientSecret: fake.accounts.clientSecret },
        tokens: store,
        pageSize,
        platform: { timing, limiters: createRateLimiters(timing), onCost: (cost) => costs.push(cost) },
        servers: { api: through, identity: through, files: fake.server.origin },
      }),
    stop: () => fake.server.stop(),
  };
}

export const QUICKBOOKS_DIALECT: ContractDialect = {
  name: 'QuickBooks Online',
  shape: QUICKBOOKS_SHAPE,
  start: (ledger) => runQuickbooks(ledger),
};
