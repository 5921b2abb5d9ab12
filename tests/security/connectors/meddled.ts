import { expect, onTestFinished } from 'vitest';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import type { ContractDialect, RunningDialect } from '../../support/ledger/contract-harness.ts';
import { type InBetween, startInBetween } from '../../support/ledger/in-between.ts';
import { Mirror, pull } from '../../support/ledger/mirror.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';

/** A vendor's system with the sample books, and somebody in between. */
export interface Meddled {
  readonly books: SampleBooks;
  readonly system: RunningDialect;
  readonly between: InBetween;
  /** Requests of a whole read in which nobody meddles. */
  readonly requests: number;
}

export async function meddled(dialect: ContractDialect, filler = 2): Promise<Meddled> {
  const books = sampleBooks(dialect.shape, filler);
  const system = await dialect.start(books.ledger);
  const between = await startInBetween(system.origin);
  onTestFinished(async () => {
    await between.stop();
    await system.stop();
  });
  await pull(system.connect(between.origin), new Mirror(dialect.shape.kind), 'full');
  return { books, system, between, requests: between.count };
}

/** What a read ended with: null for a good end. Anything but an error in words for a person fails the test. */
export async function endOf(read: Promise<unknown>): Promise<Error | null> {
  const error: unknown = await read.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return null;
  if (!isEngineError(error)) throw error;
  expect(error.message).toMatch(/^[^\n\r]{20,400}[.…]?$/u);
  return error;
}
