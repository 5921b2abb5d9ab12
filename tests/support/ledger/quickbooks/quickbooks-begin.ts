import { afterEach } from 'vitest';
import { isEngineError } from '../../../../electron/engine/platform/engine-error.ts';
import { Mirror, pull } from '../mirror.ts';
import { type SampleBooks, sampleBooks } from '../sample-books.ts';
import { type RunningQuickbooks, runQuickbooks } from './quickbooks-contract.ts';
import { QUICKBOOKS_SHAPE } from './quickbooks-shape.ts';

const systems: RunningQuickbooks[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

export const going = () => new AbortController().signal;
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const mirror = () => new Mirror('quickbooks');

/** Sample books and the fake QuickBooks that serves them. */
export interface Begun {
  readonly books: SampleBooks;
  readonly system: RunningQuickbooks;
}

/** The fake is stopped after the test. */
export async function begin({ pageSize = 1_000, filler = 7 } = {}): Promise<Begun> {
  const books = sampleBooks(QUICKBOOKS_SHAPE, filler);
  const system = await runQuickbooks(books.ledger, pageSize);
  systems.push(system);
  return { books, system };
}

/** Lets time pass at QuickBooks and here. */
export function pass({ books, system }: Begun, milliseconds: number): void {
  books.ledger.tick(milliseconds);
  system.timing.advance(milliseconds);
}

/** The error of work that has to fail as a connector fails. */
export async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (isEngineError(error)) return error;
  throw new Error('It did not fail as it should.');
}

/** Queries and reads of the change feed, without the address of the company. */
export function asked({ fake }: RunningQuickbooks, from = 0): readonly string[] {
  return fake.server.seen
    .slice(from)
    .map(({ url }) => url.searchParams.get('query') ?? `feed ${url.searchParams.get('entities')}`);
}

/** A full read, and twenty minutes at QuickBooks after it. */
export async function readAgain(begun: Begun) {
  const connector = begun.system.connect();
  const copy = mirror();
  await pull(connector, copy, 'full');
  begun.books.ledger.tick(20 * MINUTE);
  return { connector, copy };
}
