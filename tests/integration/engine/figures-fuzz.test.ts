import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/engine/db/connection.ts';
import { accountFigures } from '../../../electron/engine/db/summary/figures.ts';
import { type AgingEdges, agingEdges, DEFAULT_EDGES } from '../../../shared/domain/aging/buckets.ts';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { type OracleScope, oracleFigures } from '../../support/engine/ledger-oracle.ts';
import { type RandomFile, randomFile } from '../../support/engine/random-ledger.ts';

const long = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0;

const edges: fc.Arbitrary<AgingEdges> = fc.oneof(
  fc.constant(DEFAULT_EDGES),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 3, maxLength: 3 })
    .map((days) => agingEdges([...days].sort((left, right) => left - right))),
);
const scope = (today: string): fc.Arbitrary<OracleScope> =>
  fc.record({
    asOf: fc.integer({ min: 0, max: 320 }).map((days) => addDays(plainDate('2025-12-20'), days)),
    today: fc.constant(plainDate(today)),
    basis: fc.constantFrom('due' as const, 'invoice' as const),
    edges,
  });

function figuresOf(db: Connection, asked: OracleScope) {
  return accountFigures(db, asked).map((row) => ({
    account: row.accountId as string,
    currency: row.currency,
    current: row.current,
    d1_30: row.d1_30,
    d31_60: row.d31_60,
    d61_90: row.d61_90,
    d91_plus: row.d91_plus,
    gross: row.gross,
    credits: 0 - row.credits,
    unapplied: 0 - row.unapplied,
    invoices: row.invoices,
    overdueInvoices: row.overdueInvoices,
    oldestDays: row.oldestDue === null ? 0 : daysBetween(row.oldestDue, asked.asOf),
    disputed: row.disputedMinor,
  }));
}

/** Dates on which something changes: those of the books, and a bucket's width after them. */
function telltaleDates(db: Connection, [first, second, third]: AgingEdges): readonly PlainDate[] {
  const dates = db
    .prepare<[], PlainDate>(
      `SELECT issue_date FROM document WHERE issue_date IS NOT NULL
       UNION SELECT due_date FROM document WHERE due_date IS NOT NULL
       UNION SELECT date FROM payment UNION SELECT date FROM allocation`,
    )
    .pluck()
    .all();
  return dates.flatMap((date) => [0, first, second, third].map((days) => addDays(date, days)));
}

const key = (row: { readonly account: string; readonly currency: string }) =>
  `${row.account} ${row.currency}`;
const sorted = <Row extends { readonly account: string; readonly currency: string }>(rows: readonly Row[]) =>
  [...rows].sort((left, right) => (key(left) < key(right) ? -1 : 1));

async function importAll(engine: EngineTest, files: readonly RandomFile[]): Promise<void> {
  for (const { rows, options } of files) {
    await importRows(engine.workspace, rows, options);
    engine.clock.forward(3);
  }
}

describe('the figures of the books', () => {
  it('are on every date what the rules say of every single item, for any ledger, basis and edges', async () => {
    const engine = await engineTest({ start: plainDate('2026-04-01') });
    const reader = engine.files.open('reader');
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomFile, { minLength: 1, maxLength: 3 }),
        fc.array(scope('2026-06-15'), { minLength: 30, maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        async (files, scopes, picks) => {
          await importAll(engine, files);
          for (const base of scopes) {
            const dates = telltaleDates(reader, base.edges);
            const asOf = dates[(picks.next().value ?? 0) % dates.length] ?? base.asOf;
            for (const asked of [base, { ...base, asOf }, { ...base, asOf: base.today }]) {
              const expected = oracleFigures(reader, asked).map(
                ({ undated: _undated, net: _net, ...row }) => row,
              );
              expect(sorted(figuresOf(reader, asked))).toEqual(sorted(expected));
            }
          }
        },
      ),
      { numRuns: long ? 200 : 6 },
    );
  });

  it('are the same for one account as for all of them together, and on its page', async () => {
    const engine = await engineTest({ start: plainDate('2026-04-01') });
    const reader = engine.files.open('reader');
    const today = engine.workspace.today();
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomFile, { minLength: 1, maxLength: 2 }),
        scope(today),
        async (files, asked) => {
          await importAll(engine, files);
          const whole = figuresOf(reader, { ...asked, today: engine.workspace.today() });
          const ids = reader.prepare<[], AccountId>('SELECT id FROM account').pluck().all();
          const apart = ids.flatMap((id) =>
            accountFigures(reader, { ...asked, today: engine.workspace.today(), accounts: [id] }),
          );
          expect(apart.map((row) => `${row.accountId} ${row.currency} ${row.gross}`).sort()).toEqual(
            whole.map((row) => `${key(row)} ${row.gross}`).sort(),
          );
          const view = await engine.workspace.db.read('accountView', {
            id: ids[0] as AccountId,
            asOf: asked.asOf,
            today: engine.workspace.today(),
          });
          for (const { aging } of view.balances) {
            const own = view.documents.filter((document) => document.currency === aging.currency);
            expect(own.reduce((sum, document) => sum + document.open, 0)).toBe(aging.net);
          }
        },
      ),
      { numRuns: long ? 200 : 6 },
    );
  });
});

describe('the aging report', () => {
  it('adds up what the worklist keeps to what every invoice says, and names every currency of the books', async () => {
    const engine = await engineTest({ start: plainDate('2026-04-01') });
    await fc.assert(
      fc.asyncProperty(fc.array(randomFile, { minLength: 1, maxLength: 3 }), async (files) => {
        await importAll(engine, files);
        const today = engine.workspace.today();
        await engine.workspace.db.maintain('ageSummaries', { force: false }, engine.workspace.context());
        const asked = { asOf: today, basis: 'due' as const, byAccount: true };
        const kept = await engine.workspace.db.read('agingReport', { ...asked, today });
        const workedOut = await engine.workspace.db.read('agingReport', {
          ...asked,
          today: addDays(today, 1),
        });
        const currencies = engine.rows<{ currency: string }>(
          'SELECT currency FROM document UNION SELECT currency FROM payment ORDER BY currency',
        );
        expect(kept.totals.map((row) => row.currency)).toEqual(currencies.map((row) => row.currency));
        if (engine.value('SELECT COUNT(*) FROM allocation WHERE date > ?', today) === 0) {
          const alive = (row: { readonly net: number; readonly gross: number }) =>
            row.gross !== 0 || row.net !== 0;
          const existing = engine.value('SELECT COUNT(*) FROM document WHERE issue_date > ?', today) === 0;
          const payments = engine.value('SELECT COUNT(*) FROM payment WHERE date > ?', today) === 0;
          if (existing && payments)
            expect(kept.accounts.filter(alive)).toEqual(workedOut.accounts.filter(alive));
        }
      }),
      { numRuns: long ? 100 : 8 },
    );
  });
});
