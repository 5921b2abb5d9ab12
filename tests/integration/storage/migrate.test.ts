import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkCopy } from '../../../electron/engine/db/copy.ts';
import { type Migration, migrateWorkspace, readMigrations } from '../../../electron/engine/db/migrate.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { appendEntries } from '../../../electron/engine/db/touchpoint-log/append.ts';
import { damagePage } from '../../support/storage/damage.ts';
import { sampleEntries } from '../../support/storage/log-samples.ts';
import {
  CONTEXT,
  createWorkspaceIn,
  MIGRATIONS,
  temporaryFolder,
  temporaryWorkspace,
} from '../../support/workspace.ts';

const real = readMigrations(MIGRATIONS);
const next = (...statements: string[]): readonly Migration[] => [
  ...real,
  { number: real.length + 1, name: 'next', statements },
];

function folderWith(files: Readonly<Record<string, string>>): URL {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return pathToFileURL(`${folder}/`);
}

describe('reading the migrations', () => {
  it('takes the numbered files in order, in single statements, and nothing else', () => {
    const folder = folderWith({
      '0002_second.sql': 'CREATE TABLE b (x);',
      '0001_first.sql':
        'CREATE TABLE a (x);\n--> statement-breakpoint\nCREATE INDEX i ON a (x);--> statement-breakpoint\n',
      'README.md': 'no migration',
    });
    expect(readMigrations(folder)).toEqual([
      { number: 1, name: 'first', statements: ['CREATE TABLE a (x);\n', '\nCREATE INDEX i ON a (x);'] },
      { number: 2, name: 'second', statements: ['CREATE TABLE b (x);'] },
    ]);
  });

  it.each([
    ['a gap', { '0001_a.sql': 'x', '0003_c.sql': 'x' }],
    ['the first missing', { '0002_b.sql': 'x' }],
    ['one number twice', { '0001_a.sql': 'x', '0001_b.sql': 'x' }],
    ['none', {}],
  ])('refuses an installation with %s', (_, files) => {
    expect(() => readMigrations(folderWith(files))).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});

describe('migrating a workspace', () => {
  it('brings a new database to the newest schema without a copy', () => {
    const workspace = createWorkspaceIn(join(temporaryFolder(), 'w'));
    const states: string[] = [];
    const result = migrateWorkspace({
      ...workspace,
      migrations: real,
      onState: (state) => states.push(state),
    });
    expect(result).toEqual({ from: 0, to: real.length, copy: null });
    expect(states).toEqual(['migrating']);
    expect(workspace.open('reader').pragma('user_version', { simple: true })).toBe(real.length);
    expect(readdirSync(workspace.folder)).not.toContain('backups');
  });

  it('does and says nothing when there is nothing to do', () => {
    const workspace = temporaryWorkspace();
    const states: string[] = [];
    const result = migrateWorkspace({
      ...workspace,
      migrations: real,
      onState: (state) => states.push(state),
    });
    expect(result).toEqual({ from: real.length, to: real.length, copy: null });
    expect(states).toEqual([]);
  });

  it('keeps a checked, encrypted copy of the version before', () => {
    const workspace = temporaryWorkspace();
    appendEntries(workspace.open('writer'), sampleEntries(3), CONTEXT);
    const { copy } = migrateWorkspace({ ...workspace, migrations: next('CREATE TABLE extra (x)') });
    expect(copy).toBe(join(workspace.paths.backups, `pre-migration-${real.length}.db`));
    expect(readdirSync(workspace.paths.backups)).toEqual([`pre-migration-${real.length}.db`]);
    expect(checkCopy(copy ?? '', workspace.key)).toMatchObject({
      userVersion: real.length,
      log: { ok: true, entries: 3 },
    });
    const db = workspace.open('reader');
    expect(db.pragma('user_version', { simple: true })).toBe(real.length + 1);
    expect(db.prepare('SELECT count(*) FROM extra').pluck().get()).toBe(0);
  });

  it.each([
    ['a statement that fails', ['CREATE TABLE extra (x)', 'CREATE TABLE extra (x)']],
    [
      'lost references',
      ['CREATE TABLE child (p REFERENCES workspace (id))', "INSERT INTO child VALUES ('none')"],
    ],
  ])('is undone as a whole by %s', (_, statements) => {
    const workspace = temporaryWorkspace();
    expect(() => migrateWorkspace({ ...workspace, migrations: next(...statements) })).toThrow();
    const db = workspace.open('writer');
    expect(db.pragma('user_version', { simple: true })).toBe(real.length);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('extra', 'child')").all()).toEqual([]);
  });

  it('removes what an interrupted copy left', () => {
    const workspace = temporaryWorkspace();
    mkdirSync(workspace.paths.backups);
    for (const suffix of ['part', 'part-wal', 'part-shm', 'part-journal']) {
      writeFileSync(join(workspace.paths.backups, `pre-migration-${real.length}.db.${suffix}`), 'half');
    }
    migrateWorkspace({ ...workspace, migrations: next('CREATE TABLE extra (x)') });
    expect(readdirSync(workspace.paths.backups)).toEqual([`pre-migration-${real.length}.db`]);
  });

  it('refuses a database of a newer version and does not touch it', () => {
    const workspace = temporaryWorkspace();
    migrateWorkspace({ ...workspace, migrations: next('CREATE TABLE extra (x)') });
    expect(() => migrateWorkspace({ ...workspace, migrations: real })).toThrow(
      expect.objectContaining({
        code: 'newer_version',
        details: { found: real.length + 1, known: real.length },
      }),
    );
    expect(workspace.open('reader').pragma('user_version', { simple: true })).toBe(real.length + 1);
  });

  it('does not start from a database with damaged pages', () => {
    const workspace = temporaryWorkspace();
    const db = openConnection(workspace.paths.database, workspace.key, 'writer');
    appendEntries(db, sampleEntries(400), CONTEXT);
    db.close();
    damagePage(workspace.paths.database, -1);
    expect(() => migrateWorkspace({ ...workspace, migrations: next('CREATE TABLE extra (x)') })).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    );
    expect(workspace.open('reader').pragma('user_version', { simple: true })).toBe(real.length);
  });

  it('goes on with a log that does not hold, so that a forged entry locks nobody out', () => {
    const workspace = temporaryWorkspace();
    const db = workspace.open('writer');
    appendEntries(db, sampleEntries(2), CONTEXT);
    db.exec("DROP TRIGGER touchpoint_no_update; UPDATE touchpoint SET actor = 'x' WHERE seq = 1");
    const { to, copy } = migrateWorkspace({ ...workspace, migrations: next('CREATE TABLE extra (x)') });
    expect(to).toBe(real.length + 1);
    expect(checkCopy(copy ?? '', workspace.key).log.firstBad).toMatchObject({ seq: 1 });
  });
});
