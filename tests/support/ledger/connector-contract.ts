import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import type { Disturbances } from './disturbances.ts';
import type { FakeLedger } from './fake-ledger.ts';
import type { FakeTiming } from './fake-timing.ts';
import { operate, operations } from './ledger-operations.ts';
import { comparable, entitiesOf, Mirror, pull, pullUntil, resume } from './mirror.ts';
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
  /** Another connector to the same books, with small pages (at most 5 records), as after a new start. */
  connect(): Connector;
  stop(): Promise<void>;
}

const going = () => new AbortController().signal;

/**
 * What every connector has to do: same ledger in, same canonical rows out, whatever happens in between. Run it in a test
 * file of the connector's own.
 */
export function connectorContract(dialect: ContractDialect): void {
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

  describe(`${dialect.name} keeps the contract of connectors`, () => {
    test('a full read delivers the ledger, to the minor unit and the day', async () => {
      const { books, connector, mirror } = await begin();
      await pull(connector, mirror, 'full');
      expectTruth(mirror, books);
      expect([...mirror.bad]).toEqual([]);
    });

    test('a second read delivers what changed, and leaves most of the rest alone', async () => {
      const { books, connector, mirror } = await begin(60);
      await pull(connector, mirror, 'full');
      books.ledger.tick(3_600_000);
      const before = mirror.delivered;
      const id = books.ledger.invoice({ customerId: books.halden, total: 4_200 });
      await pull(connector, mirror, 'incremental');
      expectTruth(mirror, books);
      expect(mirror.get('invoice', shape.idOf('invoice', id))).toMatchObject({ total: 4_200 });
      if (Object.values(connector.capabilities.delta).some((kind) => kind !== 'none')) {
        expect(mirror.delivered - before).toBeLessThan(before / 2);
      }
    });

    test.each(operations(shape))('an incremental read after "%s" equals the ledger', async (operation) => {
      const { books, connector, mirror } = await begin();
      await pull(connector, mirror, 'full');
      books.ledger.tick(3_600_000);
      operate(books, operation);
      books.ledger.tick(1_000);
      await pull(connector, mirror, 'incremental');
      expectTruth(mirror, books);
    });

    test('any order of changes and reads comes to the ledger in the end', async () => {
      const step = fc.oneof(
        fc.constantFrom(...operations(shape)).map((operation) => ({ operation }) as const),
        fc.constantFrom(0, 1, 1_000, 400_000).map((tick) => ({ tick }) as const),
        fc.constant({ read: true } as const),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
          const { books, connector, mirror } = await begin(2);
          await pull(connector, mirror, 'full');
          for (const one of steps) {
            if ('operation' in one) operate(books, one.operation);
            else if ('tick' in one) books.ledger.tick(one.tick);
            else await pull(connector, mirror, 'incremental');
          }
          await pull(connector, mirror, 'incremental');
          expectTruth(mirror, books);
        }),
        { numRuns: 12 },
      );
    });

    test('rows that share a time with the last row that was read are not skipped', async () => {
      const { books, connector, mirror } = await begin(0);
      for (let round = 0; round < 3; round += 1) {
        // No tick: these share the time at which the read before ended.
        for (let index = 0; index < 7; index += 1) {
          books.ledger.invoice({ customerId: books.halden, total: 100 + index });
        }
        await pull(connector, mirror, round === 0 ? 'full' : 'incremental');
        expectTruth(mirror, books);
      }
    });

    test('what changes in the middle of a read is there after the next one', async () => {
      const { books, system, connector, mirror } = await begin(12);
      let at = 0;
      system.disturbances.onRequest = () => {
        at += 1;
        books.ledger.tick(10);
        if (at % 2 === 0) books.ledger.invoice({ customerId: books.halden, total: 900 + at });
        if (at === 5) operate(books, 'pay in part');
      };
      await pull(connector, mirror, 'full');
      system.disturbances.onRequest = () => undefined;
      await pull(connector, mirror, 'incremental');
      expectTruth(mirror, books);
    });

    test('a row that changes in the middle of a read does not make it skip another', async () => {
      const { books, system, connector, mirror } = await begin(0);
      const { ledger, halden } = books;
      const old = Array.from({ length: 16 }, () => {
        ledger.tick(600_000);
        return ledger.invoice({ customerId: halden, total: 8_000 });
      });
      ledger.tick(600_000);
      system.disturbances.onRequest = () => {
        const next = old.shift();
        if (next !== undefined) ledger.setDueDate(next, '2027-03-31');
      };
      await pull(connector, mirror, 'full');
      system.disturbances.onRequest = () => undefined;
      await pull(connector, mirror, 'incremental');
      expectTruth(mirror, books);
    });

    test('interrupted at any page and resumed by a new connector, it equals an undisturbed read', async () => {
      const { books, system, connector } = await begin(8);
      const undisturbed = new Mirror(shape.kind);
      await pull(connector, undisturbed, 'full');
      for (let stopAfter = 1; ; stopAfter += 1) {
        const mirror = new Mirror(shape.kind);
        const pages = await pullUntil(connector, mirror, stopAfter);
        await resume(system.connect(), mirror);
        expect(mirror.comparable(), `stopped after page ${stopAfter}`).toEqual(undisturbed.comparable());
        if (pages < stopAfter) break;
      }
      expectTruth(undisturbed, books);
    });

    test('an interrupted read of changes goes on where it stood', async () => {
      const { books, system, connector, mirror } = await begin(2);
      await pull(connector, mirror, 'full');
      books.ledger.tick(3_600_000);
      for (let index = 0; index < 12; index += 1) {
        const invoice = books.ledger.invoice({ customerId: books.halden, total: 300 + index });
        const note = books.ledger.creditNote({ customerId: books.halden, total: 30 + index });
        books.ledger.apply(note, invoice, 30 + index);
      }
      for (const entity of entitiesOf(connector)) {
        for await (const page of connector.incremental(entity, mirror.cursors.get(entity) ?? '', going())) {
          mirror.apply(page);
          break;
        }
      }
      await pull(system.connect(), mirror, 'incremental');
      expectTruth(mirror, books);
    });

    test('a line that is cut in the middle of a page, and a server with problems, do not change the result', async () => {
      const { books, system, connector, mirror } = await begin();
      system.disturbances.plan('cut', null, 'server_error', 'cut', null, null, 'cut', 'server_error');
      await pull(connector, mirror, 'full');
      expectTruth(mirror, books);
    });

    test('a throttled read waits as long as it is told to, and ends right', async () => {
      const { books, system, connector, mirror } = await begin();
      system.disturbances.plan('throttle', null, 'throttle', 'throttle', null, 'throttle');
      await pull(connector, mirror, 'full');
      expectTruth(mirror, books);
      expect(system.timing.waits.length).toBeGreaterThanOrEqual(4);
    });

    test('a record that cannot be read is set aside and named, and the rest arrives', async () => {
      const { books, system, connector, mirror } = await begin();
      system.disturbances.spoiled.add(books.openInvoice);
      await pull(connector, mirror, 'full');
      const spoiled = shape.idOf('invoice', books.openInvoice);
      expect([...mirror.bad.keys()]).toEqual([`invoice:${spoiled}`]);
      const others = comparable(truth(books.ledger, shape)).filter(({ sourceId }) => sourceId !== spoiled);
      expect(mirror.comparable()).toEqual(others);

      system.disturbances.spoiled.clear();
      books.ledger.tick(3_600_000);
      books.ledger.setDueDate(books.openInvoice, '2026-12-24');
      await pull(connector, mirror, 'incremental');
      expectTruth(mirror, books);
      expect([...mirror.bad]).toEqual([]);
    });

    test('whoever stops it is obeyed at once, and no further request is made', async () => {
      const { system, connector, mirror } = await begin();
      const stop = new AbortController();
      let requests = 0;
      system.disturbances.onRequest = () => {
        requests += 1;
        if (requests === 3) stop.abort();
      };
      await expect(pull(connector, mirror, 'full', stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
      expect(requests).toBe(3);
      await expect(pull(connector, mirror, 'full', stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
      expect(requests).toBe(3);
    });

    test('the times of changes are in the digits of the source', async () => {
      const { connector } = await begin();
      const timed = entitiesOf(connector).filter((one) => connector.capabilities.delta[one] === 'time');
      for (const entity of timed) {
        for await (const page of connector.full(entity, null, going())) {
          for (const record of page.records.filter((one) => one.entity === entity)) {
            expect(record.updatedAt).toMatch(/\d/);
          }
        }
      }
    });

    test('the connection test finds the books and says that all is well', async () => {
      const { books, connector } = await begin();
      const report = await connector.test(going());
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(report).toMatchObject({ ok: true, company: { name: books.ledger.company } });
    });

    test('what every record points to is there when the read ends', async () => {
      const { books, connector, mirror } = await begin();
      await pull(connector, mirror, 'full');
      operate(books, 'new customer with an invoice');
      await pull(connector, mirror, 'incremental');
      for (const record of mirror.comparable()) {
        if ('customerId' in record) expect(mirror.get('customer', record.customerId)).toBeDefined();
        if (record.entity !== 'allocation') continue;
        for (const side of [record.from, record.document]) {
          expect(mirror.get(side.entity, side.sourceId)).toBeDefined();
        }
      }
    });
  });
}
