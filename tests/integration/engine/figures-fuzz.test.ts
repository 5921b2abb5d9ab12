import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/engine/db/connection.ts';
import { accountFigures } from '../../../electron/engine/db/summary/figures.ts';
import { type AgingEdges, agingEdges, DEFAULT_EDGES } from '../../../shared/domain/aging/buckets.ts';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DraftId, ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { type OracleScope, oracleFigures } from '../../support/engine/ledger-oracle.ts';
import { type RandomFile, randomFile } from '../../support/engine/random-ledger.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

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

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('import' as const), file: randomFile }) },
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({
    do: fc.constant('touch' as const),
    kind: fc.constantFrom('note' as const, 'mail' as const, 'letter' as const),
  }),
  fc.record({ do: fc.constant('retract' as const) }),
  fc.record({
    do: fc.constant('plan' as const),
    days: fc.option(fc.integer({ min: -3, max: 9 }), { nil: null }),
  }),
  fc.record({
    do: fc.constant('snooze' as const),
    days: fc.option(fc.integer({ min: -3, max: 9 }), { nil: null }),
  }),
  fc.record({ do: fc.constant('letter' as const) }),
  fc.record({ do: fc.constant('settings' as const), first: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constant('tomorrow' as const) }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take(engine: EngineTest, action: Step, index: number): Promise<void> {
  const { db } = engine.workspace;
  const context = engine.workspace.context();
  const accountIds = engine
    .rows<{ id: AccountId }>('SELECT id FROM account ORDER BY id')
    .map((row) => row.id);
  const [accountId] = accountIds.slice(index % Math.max(1, accountIds.length));
  if (action.do === 'import') await importRows(engine.workspace, action.file.rows, action.file.options);
  if (action.do === 'tomorrow') {
    engine.clock.forward(1);
    await db.maintain('ageSummaries', { force: false }, engine.workspace.context());
  }
  if (action.do === 'settings') {
    await db.write('changeSettings', { groups: { agingEdges: [action.first, 30, 60] } }, context);
    await db.maintain('ageSummaries', { force: true }, context);
  }
  if (action.do === 'undo') {
    const batch = engine.value('SELECT id FROM import_batch WHERE undone_at IS NULL ORDER BY seq DESC');
    if (batch !== undefined) await db.write('undoImport', { batchId: batch as ImportBatchId }, context);
  }
  if (accountId === undefined) return;
  if (action.do === 'touch')
    await db.write('addTouchpoint', { accountId, kind: action.kind, outcome: null, text: 'x' }, context);
  if (action.do === 'retract') {
    const id = engine.value(
      "SELECT id FROM touchpoint WHERE kind IN ('note', 'mail', 'letter') ORDER BY seq DESC",
    );
    if (id !== undefined) await db.write('retractTouchpoint', { id: id as never, reason: '' }, context);
  }
  const until = 'days' in action && action.days !== null ? addDays(context.today, action.days) : null;
  if (action.do === 'plan') {
    const planned = until === null ? null : { kind: 'call', date: until, note: null };
    await db.write('setNextAction', { accountIds: [accountId], action: planned }, context);
  }
  if (action.do === 'snooze')
    await db.write('snooze', { accountIds: [accountId], until, reason: null }, context);
  if (action.do === 'letter') {
    const id = `letter-${context.now}` as DraftId;
    const json = { toJson: '[]', ccJson: '[]', unresolvedJson: '[]', invoicesJson: '[]', gateJson: '[]' };
    const text = { subject: 's', text: 't', html: 'h', edited: false, messageId: id, summary: 'x' };
    const about = {
      id,
      accountId,
      currency: 'USD',
      stage: 'firm',
      language: 'en',
      templateVersion: 1,
      amountMinor: 1,
    };
    await db.write('createDraft', { ...about, ...text, ...json, asOf: context.today }, context);
    await db.write('recordDraftExported', { id, as: 'eml' }, context);
  }
}

describe('the worklist that is kept', () => {
  it('is after any work what it would be if it were worked out anew', async () => {
    const engine = await engineTest({ start: plainDate('2026-04-01') });
    const reader = engine.files.open('reader');
    const history = new Set(['touchpoint', 'touchpoint_payload']);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (actions) => {
        for (const [index, action] of actions.entries()) await take(engine, action, index);
        const kept = dumpTables(reader, history);
        await engine.workspace.db.maintain('ageSummaries', { force: true }, engine.workspace.context());
        expect(dumpTables(reader, history)).toEqual(kept);
      }),
      { numRuns: long ? 200 : 8 },
    );
  });
});
