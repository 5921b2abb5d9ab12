import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrateWorkspace, readMigrations } from '../../../electron/engine/db/migrate.ts';
import { createWorkspaceIn, MIGRATIONS, temporaryFolder } from '../../support/workspace.ts';

function connection() {
  const workspace = createWorkspaceIn(join(temporaryFolder(), 'workspace'));
  migrateWorkspace({ ...workspace, migrations: readMigrations(MIGRATIONS) });
  const db = workspace.open('writer');
  db.exec('CREATE TEMP TABLE number (value INTEGER); INSERT INTO number VALUES (1), (2), (3)');
  return db;
}

const ALL = 'SELECT value FROM number ORDER BY value';

describe('statements that a connection keeps', () => {
  it('are the same for the same text', () => {
    const db = connection();
    expect(db.prepare(ALL)).toBe(db.prepare(ALL));
    expect(db.prepare(ALL)).not.toBe(db.prepare(`${ALL} `));
  });

  it('give rows and single values side by side', () => {
    const db = connection();
    const rows = db.prepare(ALL);
    const values = db.prepare(ALL).pluck();
    expect(rows.all()).toEqual([{ value: 1 }, { value: 2 }, { value: 3 }]);
    expect(values.all()).toEqual([1, 2, 3]);
    expect(db.prepare(ALL).get()).toEqual({ value: 1 });
    expect(db.prepare(ALL).raw().all()).toEqual([[1], [2], [3]]);
    expect(db.prepare(ALL).all()).toEqual([{ value: 1 }, { value: 2 }, { value: 3 }]);
  });

  it('can be run while another caller goes through the same rows', () => {
    const db = connection();
    const seen: unknown[] = [];
    for (const row of db.prepare(ALL).iterate()) {
      seen.push([row, db.prepare(ALL).all().length, [...db.prepare(ALL).iterate()].length]);
    }
    expect(seen).toEqual([1, 2, 3].map((value) => [{ value }, 3, 3]));
  });

  it('forget the parameters of the run before', () => {
    const db = connection();
    const find = db.prepare('SELECT value FROM number WHERE value = @value');
    expect(find.get({ value: 2 })).toEqual({ value: 2 });
    expect(() => find.get()).toThrow(/parameter/i);
    expect(find.get({ value: 9 })).toBeUndefined();
  });

  it('see the tables as they are: a new column, a table made anew', () => {
    const db = connection();
    const everything = 'SELECT * FROM number ORDER BY 1';
    expect(db.prepare(everything).get()).toEqual({ value: 1 });
    db.exec("ALTER TABLE number ADD COLUMN name TEXT DEFAULT 'one'");
    expect(db.prepare(everything).get()).toEqual({ value: 1, name: 'one' });
    db.exec('DROP TABLE number; CREATE TEMP TABLE number (name TEXT, value INTEGER)');
    db.exec("INSERT INTO number VALUES ('five', 5)");
    expect(db.prepare(everything).get()).toEqual({ name: 'five', value: 5 });
    expect(db.prepare(ALL).pluck().all()).toEqual([5]);
  });

  it('are not without end: the oldest makes room, and is prepared again', () => {
    const db = connection();
    const first = db.prepare('SELECT 0');
    for (let value = 1; value <= 1_000; value += 1) db.prepare(`SELECT ${value}`);
    expect(db.prepare('SELECT 0')).not.toBe(first);
    expect(first.pluck().get()).toBe(0);
  });
});
