import { onTestFinished } from 'vitest';
import { netsuiteAt, routeHosts } from '../../oauth/vendor-hosts.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { sampleBooks } from '../sample-books.ts';
import { type FakeNetsuite, startNetsuite } from './netsuite-dialect.ts';
import { NETSUITE_SHAPE } from './netsuite-shape.ts';

/** A fake NetSuite in the place of the real one until the test ends. */
export interface NetsuiteForSignIn {
  readonly fake: FakeNetsuite;
  readonly ledger: FakeLedger;
  readonly accountId: string;
  /** NetSuite's clock less ours, in milliseconds. */
  clockAhead: number;
  /** What a person does in the browser: the address that it ends at. */
  walk(page: string, person?: 'agrees' | 'refuses'): URL;
}

export async function netsuiteForSignIn(): Promise<NetsuiteForSignIn> {
  const { ledger } = sampleBooks(NETSUITE_SHAPE);
  const fake = await startNetsuite(ledger, () => Date.now() + bench.clockAhead);
  onTestFinished(() => fake.server.stop());
  routeHosts(netsuiteAt(fake.server.origin));
  const bench: NetsuiteForSignIn = {
    fake,
    ledger,
    accountId: '1234567_SB1',
    clockAhead: 0,
    walk: (page, person) => fake.accounts.persons.authorize(new URL(page), person),
  };
  return bench;
}
