import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandName, commands } from '../../../electron/engine/db/commands/index.ts';
import { type MaintenanceName, maintenance } from '../../../electron/engine/db/commands/maintenance.ts';
import { migrateWorkspace, readMigrations } from '../../../electron/engine/db/migrate.ts';
import { createPerformer } from '../../../electron/engine/db/perform.ts';
import { queries } from '../../../electron/engine/db/queries/index.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import type { CommandCase } from '../../support/engine/command-case.ts';
import { COMMAND_CASES } from '../../support/engine/command-cases.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { ACTOR } from '../../support/engine/engine-workspace.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';
import { CONTEXT, createWorkspaceIn, MIGRATIONS, temporaryFolder } from '../../support/workspace.ts';

interface Entry {
  readonly seq: number;
  readonly actor: string;
  readonly kind: string;
  readonly account_id: string | null;
  readonly summary: string;
}

const NAMES = (Object.keys(commands) as CommandName[]).filter((name) => name !== 'createWorkspace');

const entriesAfter = (engine: EngineTest, seq: number) =>
  engine.rows<Entry>(
    `SELECT seq, actor, kind, account_id, payload ->> '$.summary' AS summary
     FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE seq > ? ORDER BY seq`,
    seq,
  );
const lastSeq = (engine: EngineTest) => Number(engine.value('SELECT MAX(seq) FROM touchpoint'));

function write(engine: EngineTest, name: CommandName, input: unknown) {
  return engine.workspace.db.write(name, input as never, engine.workspace.context());
}

describe('every write command', () => {
  it('has a case here', () => {
    expect(Object.keys(COMMAND_CASES).sort()).toEqual(Object.keys(commands).sort());
  });

  it.each(NAMES)('%s leaves its entry, by who did it, on the right account', async (name) => {
    const engine = await engineTest();
    const {
      prepare,
      kind,
      onAccount,
      again,
      repeat = (same) => same,
    } = COMMAND_CASES[name] as CommandCase<CommandName>;
    const input = await prepare(engine);
    const before = lastSeq(engine);
    const { entries } = await write(engine, name, input);
    const logged = entriesAfter(engine, before);
    expect(logged.map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq));
    expect(logged.length).toBeGreaterThan(0);
    const kinds = logged.map((entry) => entry.kind);
    expect(kinds).toEqual(typeof kind === 'string' ? kinds.map(() => kind) : kind);
    for (const entry of logged) {
      expect(entry).toMatchObject({ actor: ACTOR });
      expect(entry.account_id === null ? null : 'account').toBe(onAccount ? 'account' : null);
      expect(entry.summary.trim()).not.toBe('');
    }
    if (onAccount) expect(logged.map((entry) => entry.account_id)).toContain(await engine.account('A'));

    const state = dumpTables(engine.files.open('reader'), new Set());
    if (again === 'refused')
      await expect(write(engine, name, repeat(input))).rejects.toMatchObject({
        code: expect.stringMatching(/conflict|validation|not_found/),
      });
    else expect((await write(engine, name, repeat(input))).entries.length > 0).toBe(again === 'another');
    if (again !== 'another') expect(dumpTables(engine.files.open('reader'), new Set())).toEqual(state);
    expect(await engine.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
  });

  it.each(NAMES.filter((name) => COMMAND_CASES[name].refused !== null))(
    '%s leaves nothing when it refuses',
    async (name) => {
      const engine = await engineTest();
      const { prepare, refused } = COMMAND_CASES[name] as CommandCase<CommandName>;
      const input = refused?.(await prepare(engine));
      const state = dumpTables(engine.files.open('reader'), new Set());
      await expect(write(engine, name, input)).rejects.toMatchObject({
        name: 'EngineError',
        code: expect.stringMatching(/not_found|validation|conflict/),
      });
      expect(dumpTables(engine.files.open('reader'), new Set())).toEqual(state);
    },
  );

  it('leaves nothing when its entry cannot be written', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [
      { customerNumber: 'A', invoiceNumber: '1', amount: '1.00', invoiceDate: '2026-01-01' },
    ]);
    const state = dumpTables(engine.files.open('reader'), new Set());
    const accountIds = [await engine.account('A')];
    const action = { kind: 'call', date: '2026-06-03' as never, note: 'x' };
    const context = { ...engine.workspace.context(), actor: undefined as never };
    await expect(
      engine.workspace.db.write('setNextAction', { accountIds, action }, context),
    ).rejects.toMatchObject({ name: 'EngineError' });
    expect(dumpTables(engine.files.open('reader'), new Set())).toEqual(state);
  });

  it('createWorkspace is the first entry of its log, and cannot happen twice', async () => {
    const files = createWorkspaceIn(join(temporaryFolder(), 'new'));
    migrateWorkspace({ ...files, migrations: readMigrations(MIGRATIONS) });
    const connection = files.open('writer');
    const performer = createPerformer({
      connection,
      registries: { queries, commands, maintenance },
      canWrite: true,
    });
    const input = await COMMAND_CASES.createWorkspace.prepare(null as never);
    expect(performer.write('createWorkspace', input, CONTEXT).entries).toMatchObject([{ seq: 1 }]);
    expect(() => performer.write('createWorkspace', input, CONTEXT)).toThrow(/set up already/);
    expect(connection.prepare('SELECT kind, actor FROM touchpoint').all()).toEqual([
      { kind: 'workspace_created', actor: CONTEXT.actor },
    ]);
  });
});

describe('maintenance', () => {
  const source = readFileSync(
    new URL('../../../electron/engine/db/commands/maintenance.ts', import.meta.url),
    'utf8',
  );
  const documented = (source.match(/\/\*\*[\s\S]*?\*\//)?.[0] ?? '').matchAll(/`([^`]+)`:/g);

  it('is documented with the reason why each of them needs no entry', () => {
    const names = [...documented].flatMap(([, list]) => (list ?? '').split(' '));
    expect(names.sort()).toEqual(Object.keys(maintenance).sort());
  });

  it('is named apart from the commands and the queries', () => {
    const all = [...Object.keys(maintenance), ...Object.keys(commands), ...Object.keys(queries)];
    expect(new Set(all).size).toBe(all.length);
  });

  const inputs: Readonly<Record<MaintenanceName, unknown>> = {
    stageRecords: { batchId: 'b', records: [] },
    dropStage: { batchId: 'b' },
    dropStaleStages: null,
    startSyncRun: { connectionId: 'c', runId: 'r', mode: 'changes' },
    applySyncPage: {
      connectionId: 'c',
      runId: 'r',
      entity: 'customer',
      records: [],
      gone: [],
      replaces: [],
      bad: [],
      cursor: '{}',
      phase: 'changes',
      complete: true,
      first: false,
      cost: { calls: 1, bytes: 1 },
    },
    settleSyncRun: {
      connectionId: 'c',
      runId: 'r',
      state: 'done',
      error: null,
      nextRunAt: null,
      missing: [],
    },
    recordFolderFile: {
      connectionId: 'c',
      runId: 'r',
      name: 'open items.csv',
      size: 10,
      modifiedMs: 0,
      sha256: null,
      shapeHash: null,
      state: 'waiting',
      text: null,
      batchId: null,
      asOf: null,
      read: 10,
    },
    forgetFolderFiles: { connectionId: 'c', there: [] },
    settleFolderRun: { connectionId: 'c', runId: 'r', state: 'done', error: null, nextRunAt: null },
    ageSummaries: { force: true },
    draftAppending: { id: 'd' },
    draftAppendFailed: { id: 'd', code: 'network', message: 'm', retryAt: null },
    draftRetryNow: { id: 'd' },
    draftMovedInMailbox: { id: 'd', uid: 1, uidValidity: '1' },
    messageChecking: { id: 'm' },
    messageDispatching: { id: 'm' },
    messageWaits: { id: 'm', code: 'network', message: 'm', runAt: '2026-06-01T12:00:00.000Z' },
    requeueChecking: null,
    messageRetryNow: { id: 'm' },
    lookedIntoSent: { id: 'm', looked: true, nextAt: null },
    sentCopyState: { id: 'm', state: 'kept', nextAt: null },
    mendTimesAhead: null,
    mailboxSavesSent: { id: 'm', savesSent: true },
    recordMailboxCheck: { id: 'm', checkJson: '{}' },
    recordConnectionCheck: { id: 'c', checkJson: '{}', company: null },
    recordBooksFacts: { id: 'c', company: 'Halden Instruments A/S', signIn: null },
    keepMissing: { connectionId: 'c', entities: ['invoice'] },
    countUsage: { connectionId: 'c', calls: 1, bytes: 1 },
    keepFileListing: { documentId: 'd', files: [], remark: null },
    writeBackStep: { id: 'n', event: { kind: 'begun' }, error: null },
    webhookDelivered: { secretName: 'webhook:1', seq: 9 },
    webhookWaits: { secretName: 'webhook:1', problem: 'm', nextAt: '2026-06-01T12:00:00.000Z' },
    setSecret: { key: 'k', value: 'v' },
    removeSecret: { key: 'k' },
  };

  it.each(Object.keys(maintenance) as MaintenanceName[])(
    '%s leaves no entry and touches no business row',
    async (name) => {
      const engine = await engineTest();
      await importRows(engine.workspace, [
        { customerNumber: 'A', invoiceNumber: '1', amount: '1.00', invoiceDate: '2026-01-01' },
      ]);
      const technical = new Set([
        ...['secret', 'sync_run', 'sync_cursor', 'connection_usage', 'folder_file'],
        ...['invoice_file', 'invoice_file_list'],
      ]);
      const before = dumpTables(engine.files.open('reader'), technical);
      await engine.workspace.db.maintain(name, inputs[name] as never, engine.workspace.context());
      expect(dumpTables(engine.files.open('reader'), technical)).toEqual(before);
    },
  );
});

describe('a selection of accounts', () => {
  it('gives back what stood there, so that a person can undo it for all of them at once', async () => {
    const engine = await engineTest();
    const { workspace } = engine;
    await importRows(
      workspace,
      ['A', 'B'].map((customerNumber) => ({
        customerNumber,
        invoiceNumber: '1',
        amount: '1.00',
        invoiceDate: '2026-01-01',
      })),
    );
    const accountIds: AccountId[] = [await engine.account('A'), await engine.account('B')];
    const first = { kind: 'call', date: '2026-06-03' as never, note: 'x' };
    await workspace.db.write(
      'setNextAction',
      { accountIds: accountIds.slice(0, 1), action: first },
      workspace.context(),
    );
    const { output, entries } = await workspace.db.write(
      'setNextAction',
      { accountIds, action: { ...first, note: 'y' } },
      workspace.context(),
    );
    expect(entries).toHaveLength(2);
    expect(output).toEqual([
      { accountId: accountIds[0], action: first },
      { accountId: accountIds[1], action: null },
    ]);
    const twice = await workspace.db.write(
      'snooze',
      { accountIds: [...accountIds, ...accountIds], until: '2026-07-01' as never, reason: null },
      workspace.context(),
    );
    expect(twice.entries).toHaveLength(2);
  });

  it('is told in the log with days as people write them', async () => {
    const engine = await engineTest();
    const { workspace } = engine;
    await importRows(workspace, [
      { customerNumber: 'A', invoiceNumber: '1', amount: '1.00', invoiceDate: '2026-01-01' },
    ]);
    const accountIds = [await engine.account('A')];
    const before = lastSeq(engine);
    await write(engine, 'setNextAction', {
      accountIds,
      action: { kind: 'send_copy', date: '2026-11-20', note: 'of all three' },
    });
    await write(engine, 'snooze', { accountIds, until: '2026-11-30', reason: null });
    expect(entriesAfter(engine, before).map(({ summary }) => summary)).toEqual([
      'Next: send copy on 20 Nov 2026: of all three',
      'Snoozed until 30 Nov 2026',
    ]);
  });
});
