import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshSearch } from '../../../electron/engine/db/summary/search.ts';
import { changeSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, ContactId, DraftId, ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { randomFile } from '../../support/engine/random-ledger.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

const long = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0;

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
  fc.record({ do: fc.constant('close' as const) }),
  fc.record({ do: fc.constant('reopen' as const) }),
  fc.record({ do: fc.constant('contact' as const), name: fc.constantFrom('Mia', 'Tom', null) }),
  fc.record({ do: fc.constant('weights' as const), points: fc.integer({ min: 0, max: 50 }) }),
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
  if (action.do === 'weights') {
    await changeSettings(engine.workspace, { priorityWeights: { amount: action.points } });
  }
  if (action.do === 'close' || action.do === 'reopen') await closeOrReopen(engine, action.do);
  if (action.do === 'undo') {
    const batch = engine.value('SELECT id FROM import_batch WHERE undone_at IS NULL ORDER BY seq DESC');
    if (batch !== undefined) await db.write('undoImport', { batchId: batch as ImportBatchId }, context);
  }
  if (accountId === undefined) return;
  if (action.do === 'contact') await addOrRemoveContact(engine, accountId, action.name);
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
    const json = {
      toJson: '[]',
      ccJson: '[]',
      unresolvedJson: '[]',
      invoicesJson: '[]',
      gateJson: '[]',
      figuresJson: 'null',
    };
    const text = {
      subject: 's',
      text: 't',
      html: 'h',
      edited: false,
      messageId: id,
      sender: null,
      summary: 'x',
    };
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

/** Closes what the newest import missed, or opens it again; where it missed nothing, nothing happens. */
async function closeOrReopen(engine: EngineTest, what: 'close' | 'reopen'): Promise<void> {
  const { db } = engine.workspace;
  const [newest] = await db.read('importHistory', null);
  if (newest === undefined || newest.undoneAt !== null) return;
  const { gone } = JSON.parse(newest.resultJson) as { gone: readonly { readonly id: string }[] };
  const input = { batchId: newest.id, items: gone.map(({ id }) => id) };
  await db.write(what === 'close' ? 'closeGone' : 'reopenGone', input, engine.workspace.context());
}

async function addOrRemoveContact(
  engine: EngineTest,
  accountId: AccountId,
  name: string | null,
): Promise<void> {
  const { db } = engine.workspace;
  const known = engine.value('SELECT id FROM contact WHERE account_id = ? AND removed_at IS NULL', accountId);
  if (name === null && known !== undefined) {
    await db.write('removeContact', { id: known as ContactId }, engine.workspace.context());
  }
  if (name === null) return;
  const contact = { name, role: null, email: null, phone: null, billing: false };
  await db.write('addContact', { accountId, contact }, engine.workspace.context());
}

/** The words by which accounts are found, as they are kept and as they would be written anew. */
function searchWords(engine: EngineTest): { readonly kept: unknown; readonly anew: unknown } {
  const db = engine.files.open('writer');
  const words = () => db.prepare('SELECT account_id, words FROM account_search ORDER BY account_id').all();
  const kept = words();
  db.exec('BEGIN');
  refreshSearch(db, db.prepare<[], AccountId>('SELECT id FROM account').pluck().all());
  const anew = words();
  db.exec('ROLLBACK');
  return { kept, anew };
}

describe('the worklist that is kept', () => {
  it('is after any work what it would be if it were worked out anew', async () => {
    const engine = await engineTest({ start: plainDate('2026-04-01') });
    const reader = engine.files.open('reader');
    const history = new Set(['touchpoint', 'touchpoint_payload']);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (actions) => {
        for (const [index, action] of actions.entries()) await take(engine, action, index);
        const kept = dumpTables(reader, history);
        await engine.workspace.db.maintain('ageSummaries', { force: true }, engine.workspace.context());
        expect(dumpTables(reader, history)).toEqual(kept);
        const { kept: words, anew } = searchWords(engine);
        expect(words).toEqual(anew);
      }),
      { numRuns: long ? 200 : 8 },
    );
  });
});
