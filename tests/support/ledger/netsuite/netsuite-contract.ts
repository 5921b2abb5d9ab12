import { generateKeyPairSync } from 'node:crypto';
import type { RequestCost } from '../../../../electron/engine/connectors/connector.ts';
import { createRateLimiters } from '../../../../electron/engine/connectors/http/rate-limiter.ts';
import { createNetsuiteConnector } from '../../../../electron/engine/connectors/netsuite/netsuite-connector.ts';
import type { NetsuiteProof } from '../../../../electron/engine/connectors/netsuite/netsuite-tokens.ts';
import type { ContractDialect, RunningDialect } from '../connector-contract.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { fakeTiming } from '../fake-timing.ts';
import { type FakeNetsuite, startNetsuite } from './netsuite-dialect.ts';
import { NETSUITE_SHAPE } from './netsuite-shape.ts';

/** One pair for all tests: making one takes longer than most of them. */
const PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const PRIVATE_KEY = PAIR.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A fake NetSuite with what is needed to connect to it. */
export interface RunningNetsuite extends RunningDialect {
  readonly fake: FakeNetsuite;
  readonly costs: RequestCost[];
  readonly proof: NetsuiteProof;
  connect(through?: string): ReturnType<typeof createNetsuiteConnector>;
  /** Another connector that proves differently who it is. */
  connectAs(proof: NetsuiteProof): ReturnType<typeof createNetsuiteConnector>;
  /** NetSuite's clock less ours, in milliseconds. */
  clockAhead: number;
}

export async function runNetsuite(ledger: FakeLedger, pageSize = 5): Promise<RunningNetsuite> {
  const timing = fakeTiming();
  const clock = () => timing.now() + running.clockAhead;
  const fake = await startNetsuite(ledger, clock);
  fake.accounts.certificates.set('cert-1', {
    key: PAIR.publicKey,
    endsAt: timing.now() + 365 * 86_400_000,
  });
  const proof: NetsuiteProof = {
    clientId: fake.accounts.clientId,
    certificateId: 'cert-1',
    key: PRIVATE_KEY,
  };
  const costs: RequestCost[] = [];
  const connectorTo = (server: string, as: NetsuiteProof) =>
    createNetsuiteConnector({
      accountId: '1234567_SB1',
      proof: as,
      pageSize,
      platform: { timing, limiters: createRateLimiters(timing), onCost: (cost) => costs.push(cost) },
      server,
    });
  const running: RunningNetsuite = {
    fake,
    timing,
    costs,
    proof,
    clockAhead: 0,
    disturbances: fake.disturbances,
    origin: fake.server.origin,
    connect: (through) => connectorTo(through ?? fake.server.origin, proof),
    connectAs: (other) => connectorTo(fake.server.origin, other),
    stop: () => fake.server.stop(),
  };
  return running;
}

/**
 * Somebody saves an invoice without a change. NetSuite tells no clock to go by, so that a read begins five minutes before
 * the newest transaction, which in the sample books would be all of them.
 */
function saveAnInvoice(ledger: FakeLedger): void {
  const invoice = [...ledger.documents.values()].find(({ dueDate }) => dueDate !== null);
  if (invoice?.dueDate) ledger.setDueDate(invoice.id, invoice.dueDate);
}

export const NETSUITE_DIALECT: ContractDialect = {
  name: 'NetSuite',
  shape: NETSUITE_SHAPE,
  start(ledger) {
    saveAnInvoice(ledger);
    return runNetsuite(ledger);
  },
};
