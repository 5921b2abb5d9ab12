import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evened } from '../../../electron/engine/db/ledger-sync/instalments.ts';
import { accountFigures } from '../../../electron/engine/db/summary/figures.ts';
import { DEFAULT_EDGES } from '../../../shared/domain/aging/buckets.ts';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { coreConnector } from '../../support/ledger/core-connector.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';

const TODAY = plainDate('2026-11-20');
const DAY_ONE = plainDate('2026-05-01');

interface Given {
  readonly parts: readonly { readonly amount: number; readonly dueIn: number }[];
  /** Payments: so many thousandths of the total, after so many days. */
  readonly payments: readonly { readonly share: number; readonly after: number }[];
}

const given: fc.Arbitrary<Given> = fc.record({
  parts: fc.array(
    fc.record({ amount: fc.integer({ min: 1, max: 90_000 }), dueIn: fc.integer({ min: 0, max: 260 }) }),
    { maxLength: 4 },
  ),
  payments: fc.array(
    fc.record({ share: fc.integer({ min: 1, max: 400 }), after: fc.integer({ min: 0, max: 190 }) }),
    { maxLength: 3 },
  ),
});

interface Booked {
  readonly parts: readonly { readonly dueDate: PlainDate; readonly amount: number }[];
  readonly payments: readonly { readonly amount: number; readonly date: PlainDate }[];
}

function book(ledger: FakeLedger, customerId: string, { parts, payments }: Given): Booked {
  const instalments = [...parts]
    .sort((one, two) => one.dueIn - two.dueIn)
    .map(({ amount, dueIn }) => ({ amount, dueDate: addDays(DAY_ONE, dueIn) }));
  const total = parts.length === 0 ? 50_000 : parts.reduce((sum, { amount }) => sum + amount, 0);
  const last = instalments.at(-1)?.dueDate ?? addDays(DAY_ONE, 30);
  const id = ledger.invoice({ customerId, total, issueDate: DAY_ONE, dueDate: last, instalments });
  let left = total;
  const paid = payments.flatMap(({ share, after }) => {
    const amount = Math.min(left, Math.ceil((total * share) / 1_000));
    if (amount === 0) return [];
    left -= amount;
    const date = addDays(DAY_ONE, after);
    ledger.pay([[id, amount]], { date });
    return [{ amount, date }];
  });
  return {
    parts: instalments.length === 0 ? [{ dueDate: last, amount: total }] : instalments,
    payments: paid,
  };
}

const OTHER: Given = { parts: [], payments: [] };
/** An instalment that is settled on every day that is looked at counts on none of them. */
const PAID_AT_ONCE: Given = { parts: [{ amount: 1, dueIn: 0 }], payments: [{ share: 1, after: 0 }] };

/** What is open of each part on a day: what was paid by then settled the first parts first. */
function openParts({ parts, payments }: Booked, on: PlainDate) {
  let settled = payments.filter(({ date }) => date <= on).reduce((sum, { amount }) => sum + amount, 0);
  return parts.map(({ dueDate, amount }) => {
    const here = Math.min(amount, settled);
    settled -= here;
    return { dueDate, open: amount - here };
  });
}

function expectedOn(all: readonly Booked[], on: PlainDate) {
  const invoices = all.map((one) => openParts(one, on).filter(({ open }) => open > 0));
  const parts = invoices.flat();
  const days = (dueDate: PlainDate) => daysBetween(dueDate, on);
  const sum = (from: number, to: number) =>
    parts
      .filter(({ dueDate }) => days(dueDate) >= from && days(dueDate) <= to)
      .reduce((all_, { open }) => all_ + open, 0);
  const late = parts.map(({ dueDate }) => dueDate).filter((date) => date < on);
  const coming = parts.map(({ dueDate }) => dueDate).filter((date) => date >= on);
  return {
    current: sum(-9_999, 0),
    d1_30: sum(1, 30),
    d31_60: sum(31, 60),
    d61_90: sum(61, 90),
    d91_plus: sum(91, 9_999),
    gross: sum(-9_999, 9_999),
    overdueInvoices: invoices.filter((one) => one.some(({ dueDate }) => dueDate < on)).length,
    oldestDue: late.sort()[0] ?? null,
    nextDue: coming.sort()[0] ?? null,
  };
}

describe('an invoice in instalments', () => {
  it('is as old as each of its open instalments, on every day, beside invoices without', async () => {
    const engine = await engineTest({ currency: 'EUR', start: TODAY });
    const reader = engine.files.open('reader');
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 4 }), async (invoices) => {
        const ledger = new FakeLedger();
        const customer = ledger.customer({ name: 'Halden' });
        const booked = invoices.map((one) => book(ledger, customer, one));
        const connection = await addedConnection(engine.workspace);
        await synced(engine.workspace, connection, coreConnector(ledger, { pageSize: 50 }));
        const account = engine.value(
          'SELECT id FROM account WHERE ledger_id = ?',
          connection.id,
        ) as AccountId;
        for (const back of [0, 1, 29, 61, 100, 150, 190, 203]) {
          const asOf = addDays(TODAY, -back);
          const scope = { asOf, today: TODAY, basis: 'due', edges: DEFAULT_EDGES } as const;
          const expected = expectedOn(booked, asOf);
          const ofOne = accountFigures(reader, { ...scope, accounts: [account] });
          const ofAll = accountFigures(reader, scope).filter(({ accountId }) => accountId === account);
          for (const found of [ofOne, ofAll]) {
            if (expected.gross === 0) expect(found.filter(({ gross }) => gross !== 0)).toEqual([]);
            else expect(found).toMatchObject([expected]);
          }
        }
      }),
      { numRuns: 20, examples: [[[OTHER, PAID_AT_ONCE]]] },
    );
  }, 120_000);

  it('shows its instalments on the account, and is due with the first that is open', async () => {
    const engine = await engineTest({ currency: 'EUR', start: TODAY });
    const ledger = new FakeLedger();
    const customer = ledger.customer({ name: 'Halden', number: 'D-1' });
    const dates = ['2026-09-30', '2026-10-31', '2026-12-31'];
    const id = ledger.invoice({
      customerId: customer,
      total: 900,
      issueDate: '2026-09-01',
      instalments: dates.map((dueDate) => ({ dueDate, amount: 300 })),
    });
    ledger.pay([[id, 400]], { date: '2026-10-15' });
    const connection = await addedConnection(engine.workspace);
    await synced(engine.workspace, connection, coreConnector(ledger));
    const view = async (asOf: PlainDate) =>
      engine.workspace.db.read('accountView', { id: await engine.account('D-1'), asOf, today: TODAY });
    const now = await view(TODAY);
    expect(now.documents).toMatchObject([{ dueDate: '2026-10-31', daysPastDue: 20, open: 500 }]);
    expect(now.documents[0]?.instalments?.map(({ dueDate, open }) => [dueDate, open])).toEqual([
      ['2026-09-30', 0],
      ['2026-10-31', 200],
      ['2026-12-31', 300],
    ]);
    expect(now.balances).toMatchObject([{ overdue: 200, oldestDaysPastDue: 20 }]);
    const { documents, balances } = await view(plainDate('2026-10-14'));
    expect(documents).toMatchObject([{ dueDate: '2026-09-30', daysPastDue: 14, open: 900 }]);
    expect(balances).toMatchObject([{ overdue: 300, oldestDaysPastDue: 14 }]);
  });

  it('adds up to the open amount of its document, whatever the ledger says of the parts', () => {
    const amounts = fc.array(fc.record({ amount: fc.nat(500), open: fc.nat(500) }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(amounts, fc.nat(900), fc.nat(900), (parts, total, part) => {
        const open = Math.min(total, part);
        const instalments = parts.map((one) => ({ ...one, dueDate: TODAY }));
        const result = evened({ instalments, total, open } as unknown as Parameters<typeof evened>[0]);
        expect(result.reduce((sum, one) => sum + one.amount, 0)).toBe(total);
        expect(result.reduce((sum, one) => sum + one.open, 0)).toBe(open);
        for (const one of result) expect(one.open).toBeLessThanOrEqual(one.amount);
      }),
    );
  });
});

it('an instalment that just fell due counts by itself, not with the whole invoice', async () => {
  const engine = await engineTest({ currency: 'EUR', start: TODAY });
  const connection = await addedConnection(engine.workspace);
  const ledger = new FakeLedger();
  const customerId = ledger.customer({ name: 'Halden & Søn A/S', number: 'D-1' });
  const part = (days: number, amount: number) => ({ dueDate: addDays(TODAY, days), amount });
  ledger.invoice({
    customerId,
    total: 90_000_00,
    issueDate: DAY_ONE,
    dueDate: addDays(TODAY, 60),
    instalments: [part(-40, 20_000_00), part(-3, 10_000_00), part(60, 60_000_00)],
  });
  await synced(engine.workspace, connection, coreConnector(ledger));
  const id: AccountId = await engine.account('D-1');
  const reason = async (asOf: PlainDate) => {
    const { balances } = await engine.workspace.db.read('accountView', { id, asOf, today: TODAY });
    return balances[0]?.reasons.find(({ code }) => code === 'newly_overdue')?.text;
  };
  expect(await reason(TODAY)).toBe('an invoice of €10,000.00 fell due 3 days ago');
  expect(await reason(addDays(TODAY, -38))).toBe('an invoice of €20,000 fell due 2 days ago');
  expect(await reason(addDays(TODAY, -20))).toBeUndefined();
});
