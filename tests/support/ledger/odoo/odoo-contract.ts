import { createRateLimiters } from '../../../../electron/engine/connectors/http/rate-limiter.ts';
import { createOdooConnector } from '../../../../electron/engine/connectors/odoo/odoo-connector.ts';
import type { ContractDialect, RunningDialect } from '../connector-contract.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { fakeTiming } from '../fake-timing.ts';
import { DATABASE, type FakeOdoo, KEY, type OdooKind, startOdoo, USER } from './odoo-dialect.ts';
import { odooShape } from './odoo-shape.ts';

/** A fake Odoo with what is needed to connect to it. */
export interface RunningOdoo extends RunningDialect {
  readonly fake: FakeOdoo;
}

export async function runOdoo(ledger: FakeLedger, kind: OdooKind, pageSize = 5): Promise<RunningOdoo> {
  const fake = await startOdoo(ledger, kind);
  const timing = fakeTiming();
  return {
    fake,
    timing,
    disturbances: fake.disturbances,
    origin: fake.server.origin,
    connect: (through = fake.server.origin) =>
      createOdooConnector({
        account: { address: through, database: DATABASE, user: USER, apiKey: KEY },
        pageSize,
        platform: { timing, limiters: createRateLimiters(timing), onCost: () => undefined },
      }),
    stop: () => fake.server.stop(),
  };
}

export const NEW: OdooKind = { version: '19.0+e', datesRecomputed: true };
/** Before JSON-2, and on the pessimistic side of what is not confirmed. */
export const OLD: OdooKind = { version: '17.0', datesRecomputed: false };

export function odooDialect(kind: OdooKind): ContractDialect {
  return {
    name: `Odoo ${kind.version}`,
    shape: odooShape(kind.datesRecomputed),
    start: (ledger) => runOdoo(ledger, kind),
  };
}
