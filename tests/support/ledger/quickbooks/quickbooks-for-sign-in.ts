import { onTestFinished } from 'vitest';
import { intuitAt, routeHosts } from '../../oauth/vendor-hosts.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { sampleBooks } from '../sample-books.ts';
import { type FakeQuickbooks, startQuickbooks } from './quickbooks-dialect.ts';
import { QUICKBOOKS_SHAPE } from './quickbooks-shape.ts';

/** A fake Intuit in the place of the real one until the test ends. */
export interface QuickbooksForSignIn {
  readonly fake: FakeQuickbooks;
  readonly ledger: FakeLedger;
  /** What a person does in the browser: the address that it ends at. */
  walk(page: string, person?: 'agrees' | 'refuses'): URL;
}

export async function quickbooksForSignIn(): Promise<QuickbooksForSignIn> {
  const { ledger } = sampleBooks(QUICKBOOKS_SHAPE);
  const fake = await startQuickbooks(ledger);
  onTestFinished(() => fake.server.stop());
  routeHosts(intuitAt(fake.server.origin));
  return {
    fake,
    ledger,
    walk: (page, person) => fake.accounts.authorize(new URL(page), fake.realmId, person),
  };
}
