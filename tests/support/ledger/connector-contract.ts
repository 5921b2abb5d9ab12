import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disturbedContract } from './contract-disturbed.ts';
import { filesContract } from './contract-files.ts';
import { type ContractDialect, contractHarness } from './contract-harness.ts';
import { operate, operations } from './ledger-operations.ts';
import { entitiesOf, pull } from './mirror.ts';

export type { ContractDialect, RunningDialect } from './contract-harness.ts';

const going = () => new AbortController().signal;

/**
 * What every connector has to do: same ledger in, same canonical rows out, whatever happens in between. Run it in a test
 * file of the connector's own. Tryton has none: it is tested against a real server (`tests/support/tryton`), with the books
 * that `bookkeeper.ts` keeps there, and `books-equal-ledger.test.ts` proves the sync service by the ledger itself.
 */
export function connectorContract(dialect: ContractDialect): void {
  const { shape } = dialect;
  const { begin, expectTruth } = contractHarness(dialect);

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
      if (connector.about === undefined) return;
      expect(await connector.about(going())).toMatchObject({
        company: report.company,
        ...(report.signIn === undefined ? {} : { signIn: report.signIn }),
      });
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
  disturbedContract(dialect);
  filesContract(dialect);
}
