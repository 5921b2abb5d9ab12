import { afterEach, expect } from 'vitest';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import type { Disturbances } from './disturbances.ts';
import type { FakeLedger } from './fake-ledger.ts';
import type { FakeTiming } from './fake-timing.ts';
import { comparable, Mirror } from './mirror.ts';
import { type SampleBooks, sampleBooks } from './sample-books.ts';
import { type DialectShape, truth } from './truth.ts';

/** A vendor's system that serves a fake ledger, as the contract suite needs it. */
export interface ContractDialect {
  readonly name: string;
  readonly shape: DialectShape;
  start(ledger: FakeLedger): Promise<RunningDialect>;
}

export interface RunningDialect {
  readonly disturbances: Disturbances;
  readonly timing: FakeTiming;
  /** Where the system listens. */
  readonly origin: string;
  /**
   * Another connector to the same books, with small pages (at most 5 records), as after a new start.
   *
   * @param through another address at which the system is to be looked for: something stands in between.
   */
  connect(through?: string): Connector;
  stop(): Promise<void>;
}

/** What each test of the contract begins with. Systems are stopped after each test. */
export function contractHarness(dialect: ContractDialect) {
  const { shape } = dialect;
  const running: RunningDialect[] = [];
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
  });

  const begin = async (filler?: number) => {
    const books = sampleBooks(shape, filler);
    const system = await dialect.start(books.ledger);
    running.push(system);
    return { books, system, connector: system.connect(), mirror: new Mirror(shape.kind) };
  };
  const expectTruth = (mirror: Mirror, { ledger }: SampleBooks) =>
    expect(mirror.comparable()).toEqual(comparable(truth(ledger, shape)));
  return { begin, expectTruth };
}
