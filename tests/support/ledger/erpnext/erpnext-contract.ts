import { createErpnextConnector } from '../../../../electron/engine/connectors/erpnext/erpnext-connector.ts';
import { createRateLimiters } from '../../../../electron/engine/connectors/http/rate-limiter.ts';
import type { ContractDialect, RunningDialect } from '../connector-contract.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { fakeTiming } from '../fake-timing.ts';
import { type FakeErpnext, KEY, SECRET, startErpnext } from './erpnext-dialect.ts';
import { ERPNEXT_SHAPE } from './erpnext-shape.ts';

/** A fake ERPNext with what is needed to connect to it. */
export interface RunningErpnext extends RunningDialect {
  readonly fake: FakeErpnext;
}

export async function runErpnext(ledger: FakeLedger, pageSize = 5): Promise<RunningErpnext> {
  const fake = await startErpnext(ledger);
  const timing = fakeTiming();
  return {
    fake,
    timing,
    disturbances: fake.disturbances,
    origin: fake.server.origin,
    connect: (through = fake.server.origin) =>
      createErpnextConnector({
        address: through,
        apiKey: KEY,
        apiSecret: SECRET,
        pageSize,
        platform: { timing, limiters: createRateLimiters(timing), onCost: () => undefined },
      }),
    stop: () => fake.server.stop(),
  };
}

export const ERPNEXT_DIALECT: ContractDialect = {
  name: 'ERPNext',
  shape: ERPNEXT_SHAPE,
  start: (ledger) => runErpnext(ledger),
};
