import { onTestFinished } from 'vitest';
import { routeHosts, xeroAt } from '../../oauth/vendor-hosts.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { sampleBooks } from '../sample-books.ts';
import { type FakeXero, startXero } from './xero-dialect.ts';
import { XERO_SHAPE } from './xero-shape.ts';

/** A fake Xero in the place of the real one until the test ends. */
export interface XeroForSignIn {
  readonly fake: FakeXero;
  readonly ledger: FakeLedger;
  /** What a person does in the browser: the page, then the way back. Answers what Duebook showed there. */
  walk(page: string, person?: 'agrees' | 'refuses'): Promise<Response>;
}

export async function xeroForSignIn(): Promise<XeroForSignIn> {
  const { ledger } = sampleBooks(XERO_SHAPE);
  const fake = await startXero(ledger);
  onTestFinished(() => fake.server.stop());
  routeHosts(xeroAt(fake.server.origin));
  return {
    fake,
    ledger,
    walk: (page, person) => fetch(fake.accounts.authorize(new URL(page), person)),
  };
}
