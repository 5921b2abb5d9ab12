import { describe, expect, test } from 'vitest';
import { type ContractDialect, contractHarness } from './contract-harness.ts';
import { comparable, entitiesOf, Mirror, pull, pullUntil, resume } from './mirror.ts';
import { truth } from './truth.ts';

const going = () => new AbortController().signal;

/** The part of the contract that is about reads which are interrupted, throttled, damaged or stopped. */
export function disturbedContract(dialect: ContractDialect): void {
  const { shape } = dialect;
  const { begin, expectTruth } = contractHarness(dialect);

  describe(`${dialect.name}, when something comes in between`, () => {
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

    test('a page that was lost before it was kept comes again as it was', async () => {
      const { books, system, mirror } = await begin();
      for (const entity of entitiesOf(system.connect())) {
        let cursor: string | null = null;
        for (let ended = false; !ended; ) {
          const lost = system.connect().full(entity, cursor, going())[Symbol.asyncIterator]();
          const first = await lost.next();
          const again = system.connect().full(entity, cursor, going())[Symbol.asyncIterator]();
          const page = await again.next();
          expect(page).toEqual(first);
          if (page.done === true) throw new Error('A read has at least one page.');
          mirror.apply(page.value);
          cursor = page.value.next;
          ended = (await again.next()).done === true;
        }
      }
      expectTruth(mirror, books);
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
  });
}
