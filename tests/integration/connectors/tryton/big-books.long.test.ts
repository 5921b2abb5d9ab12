import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '../../../../electron/engine/connectors/connector.ts';
import type { ConnectionRow } from '../../../../electron/engine/db/queries/connections.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import {
  type CurrencyCode,
  currencyCode,
  formatDecimal,
  type MinorUnits,
  minorUnits,
  parseDecimal,
} from '../../../../shared/domain/money.ts';
import { type EngineTest, engineTest } from '../../../support/engine/engine-test.ts';
import { addedConnection, synced } from '../../../support/ledger/synced-books.ts';
import { type Bookkeeper, signInBookkeeper } from '../../../support/tryton/bookkeeper.ts';
import { connectTryton } from '../../../support/tryton/reading.ts';
import {
  type SeededTryton,
  startSeededTryton,
  TRYTON_DATABASE,
  trytonAvailable,
} from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.log(reason);

const MINUTES = 60_000;

type Sums = Readonly<Record<string, string>>;

/** What is open of invoices and of credit notes by the books of the workspace, by currency. */
function openInBooks(engine: EngineTest, kind: 'invoice' | 'credit_note'): Sums {
  const rows = engine.rows<{ currency: CurrencyCode; open: MinorUnits }>(
    `SELECT currency, SUM(open_minor) AS open FROM document
     WHERE kind = ? AND deleted_at IS NULL AND source_id NOT LIKE 'line:%' AND open_minor > 0
     GROUP BY currency ORDER BY currency`,
    kind,
  );
  return Object.fromEntries(rows.map(({ currency, open }) => [currency, formatDecimal(open, currency)]));
}

/** The same as Tryton says it now, by its own sum for each document. */
async function openInTryton(keeper: Bookkeeper, { manifest }: SeededTryton) {
  const codes = new Map(Object.entries(manifest.currencies).map(([code, id]) => [id, currencyCode(code)]));
  const invoices = await keeper.rows(
    'account.invoice',
    [
      ['type', '=', 'out'],
      ['state', '=', 'posted'],
    ],
    ['currency', 'amount_to_pay', 'total_amount'],
  );
  const sums = { invoice: new Map<CurrencyCode, number>(), credit_note: new Map<CurrencyCode, number>() };
  for (const { currency, amount_to_pay, total_amount } of invoices) {
    const code = codes.get(Number(currency));
    if (code === undefined) throw new Error(`Tryton has a currency of its own: ${currency}`);
    const amount = (value: unknown) =>
      parseDecimal((value as { readonly decimal: string }).decimal, code).minor;
    const side = amount(total_amount) < 0 ? sums.credit_note : sums.invoice;
    side.set(code, (side.get(code) ?? 0) + Math.abs(amount(amount_to_pay)));
  }
  const written = (side: ReadonlyMap<CurrencyCode, number>): Sums =>
    Object.fromEntries([...side].map(([code, sum]) => [code, formatDecimal(minorUnits(sum), code)]));
  return { invoice: written(sums.invoice), credit_note: written(sums.credit_note) };
}

describe.skipIf(!available)('200 customers with 10 documents each in a real Tryton', () => {
  let tryton: SeededTryton;
  let connector: Connector;
  let engine: EngineTest;
  let connection: ConnectionRow;

  beforeAll(async () => {
    tryton = await startSeededTryton({ customers: 200, each: 10 });
    connector = connectTryton({ address: tryton.address });
  }, 25 * MINUTES);
  afterAll(async () => {
    await connector?.close?.();
    await tryton?.stop();
  });

  /** Reads what is new; nothing may be left over. Says how long it took, and gives how many rows changed. */
  async function readNow(what: string): Promise<number> {
    const start = performance.now();
    const outcome = await synced(engine.workspace, connection, connector);
    const changed = [...outcome.changed.values()].reduce((sum, one) => sum + one, 0);
    console.log(`${what}: ${changed} rows in ${((performance.now() - start) / 1_000).toFixed(1)} s`);
    expect(outcome).toMatchObject({ state: 'done', error: null, differences: [], missing: [] });
    expect(engine.value('SELECT COUNT(*) FROM sync_waiting')).toBe(0);
    expect(engine.value('SELECT COUNT(*) FROM sync_problem')).toBe(0);
    return changed;
  }

  it(
    'have in the books the totals that Tryton adds up, to the minor unit in every currency, before and after changes',
    async () => {
      engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
      connection = await addedConnection(engine.workspace);
      await readNow('all that Tryton has');
      const { openInvoices, openCreditNotes, customers, receivable } = tryton.manifest;
      expect(openInBooks(engine, 'invoice')).toEqual(openInvoices);
      expect(openInBooks(engine, 'credit_note')).toEqual(openCreditNotes);
      expect(Object.keys(openInvoices)).toEqual(['EUR', 'JPY', 'KWD', 'USD']);
      expect(engine.value('SELECT COUNT(*) FROM account WHERE deleted_at IS NULL')).toBe(customers.length);
      expect(customers).toHaveLength(200);
      expect(engine.value('SELECT COUNT(*) FROM document')).toBeGreaterThan(1_700);

      // Who only has euros: the ledger's receivable of each is what is open of invoices, less credit notes and cash.
      const inEuros = engine.rows<{ id: string; net: MinorUnits }>(
        `SELECT substr(source_key, 4) AS id, gross_minor - credits_minor - unapplied_minor AS net
       FROM account_summary JOIN account ON account.id = account_id
       GROUP BY account_id HAVING COUNT(*) = 1 AND currency = 'EUR' AND net <> 0`,
      );
      expect(inEuros.length).toBeGreaterThan(50);
      for (const { id, net } of inEuros)
        expect({ id, net: formatDecimal(net, currencyCode('EUR')) }).toEqual({ id, net: receivable[id] });

      const keeper = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest);
      const prices = [
        ['EUR', '1234.56'],
        ['USD', '77.70'],
        ['KWD', '12.345'],
        ['JPY', '9001'],
      ] as const;
      for (const [index, [currency, price]] of prices.entries()) {
        const party = customers[index * 40] ?? 0;
        await keeper.pay(await keeper.invoice({ party, currency, price }), price);
        await keeper.pay(await keeper.invoice({ party, currency, price }), '7');
        await keeper.cancel(await keeper.invoice({ party, currency, price }));
        await keeper.credit(await keeper.invoice({ party, currency, price }));
        await keeper.invoice({ party, currency, price: `-${price}` });
      }
      expect(await readNow('what changed')).toBeLessThan(200);
      const { invoice, credit_note } = await openInTryton(keeper, tryton);
      expect(openInBooks(engine, 'invoice')).toEqual(invoice);
      expect(openInBooks(engine, 'credit_note')).toEqual(credit_note);
      expect(invoice).not.toEqual(openInvoices);
      expect(credit_note).not.toEqual(openCreditNotes);
    },
    10 * MINUTES,
  );
});
