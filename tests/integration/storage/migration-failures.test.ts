import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCopy } from '../../../electron/engine/db/copy.ts';
import { type Migration, migrateWorkspace, readMigrations } from '../../../electron/engine/db/migrate.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { appendEntries } from '../../../electron/engine/db/touchpoint-log/append.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';
import { sampleEntries } from '../../support/storage/log-samples.ts';
import { CONTEXT, MIGRATIONS, type TestWorkspace, temporaryWorkspace } from '../../support/workspace.ts';

const real = readMigrations(MIGRATIONS);
const next = (...steps: readonly (readonly string[])[]): readonly Migration[] => [
  ...real,
  ...steps.map((statements, index) => ({ number: real.length + 1 + index, name: 'next', statements })),
];

function workspaceWithRows(): TestWorkspace {
  const workspace = temporaryWorkspace();
  const connection = workspace.open('writer');
  connection.exec("INSERT INTO ledger (id, connector, name) VALUES ('books', 'files', 'Files')");
  connection.exec(`INSERT INTO account (id, ledger_id, source_key, name, name_key)
    VALUES ('a', 'books', 'a', 'Aurora', 'aurora')`);
  appendEntries(connection, sampleEntries(20), CONTEXT);
  return workspace;
}

function stateOf({ paths, key }: TestWorkspace) {
  const connection = openConnection(paths.database, key, 'reader');
  try {
    return {
      version: connection.pragma('user_version', { simple: true }),
      schema: connection.prepare('SELECT sql FROM sqlite_schema ORDER BY name').pluck().all(),
      rows: dumpTables(connection, new Set()),
    };
  } finally {
    connection.close();
  }
}

/** Rebuilds what others point to without the row that they point to. */
const LOSING = [
  'CREATE TABLE parent (id TEXT PRIMARY KEY)',
  'CREATE TABLE child (parent_id TEXT REFERENCES parent (id))',
  "INSERT INTO child VALUES ('lost')",
];

const FAILING: readonly (readonly [string, readonly (readonly string[])[], string])[] = [
  ['its first statement', [['CREATE TABLE account (x)']], 'internal'],
  [
    'its last statement, after rows were rewritten',
    [["UPDATE account SET name = 'lost'", 'DROP TABLE saved_view', 'SELECT nothing FROM nowhere']],
    'internal',
  ],
  [
    'its second step',
    [['CREATE TABLE one (x)', "UPDATE account SET name = 'lost'"], ['CREATE TABLE one (x)']],
    'internal',
  ],
  ['references that it would lose', [LOSING], 'internal'],
  [
    'a change of the log, which nothing may change',
    [["UPDATE touchpoint SET actor = 'nobody' WHERE seq = 3"]],
    'internal',
  ],
];

describe('a change of the database’s form that fails at', () => {
  it.each(FAILING)('%s leaves every row and the form before, beside a copy that holds', (_, steps, code) => {
    const workspace = workspaceWithRows();
    const before = stateOf(workspace);
    expect(() => migrateWorkspace({ ...workspace, migrations: next(...steps) })).toThrow(
      expect.objectContaining({ name: 'EngineError', code }),
    );
    expect(stateOf(workspace)).toEqual(before);
    const copy = join(workspace.paths.backups, `pre-migration-${real.length}.db`);
    expect(checkCopy(copy, workspace.key).log).toMatchObject({ ok: true, entries: 20 });
    expect(readdirSync(workspace.paths.backups)).toEqual([`pre-migration-${real.length}.db`]);
    const mended = migrateWorkspace({ ...workspace, migrations: next(['CREATE TABLE mended (x)']) });
    expect(mended).toEqual({ from: real.length, to: real.length + 1, copy });
    expect(stateOf(workspace).rows).toMatchObject({ ...before.rows, mended: [] });
  });

  it('lost references says so, and the workspace goes on holding its references', () => {
    const workspace = workspaceWithRows();
    expect(() => migrateWorkspace({ ...workspace, migrations: next(LOSING) })).toThrow(
      'The update of the workspace would have lost references; it was undone.',
    );
    const writer = workspace.open('writer');
    expect(writer.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(stateOf(workspace).rows).not.toHaveProperty('child');
  });

  it('goes from any older form to the newest in one go, and keeps one copy of the one before', () => {
    const workspace = workspaceWithRows();
    const states: string[] = [];
    const given = { ...workspace, onState: (state: string) => states.push(state) };
    const steps = [['CREATE TABLE one (x)'], ['INSERT INTO one VALUES (1)'], ['ALTER TABLE one ADD y']];
    const first = migrateWorkspace({ ...given, migrations: next(...steps.slice(0, 1)) });
    const all = migrateWorkspace({ ...given, migrations: next(...steps) });
    expect([first.from, first.to, all.from, all.to]).toEqual([0, 1, 1, 3].map((more) => real.length + more));
    expect(states).toEqual(['migrating', 'migrating']);
    expect(stateOf(workspace)).toMatchObject({
      version: real.length + 3,
      rows: { one: ['{"x":1,"y":null}'] },
    });
    expect(existsSync(`${all.copy}`)).toBe(true);
    expect(readdirSync(workspace.paths.backups).length).toBe(2);
  });
});
