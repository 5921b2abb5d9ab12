import Database from 'better-sqlite3';
import type { TrytonServer } from '../tryton.ts';

/*
 * What only the passing of time or a power cut would bring about is written into Tryton's SQLite file, while the server
 * does not run.
 */

/** Everything was made and changed at this time (UTC, as Tryton writes it). */
export function age(file: string, time: string): void {
  const db = new Database(file);
  try {
    for (const table of stampedTables(db)) {
      db.prepare(
        `UPDATE "${table}" SET create_date = ?, write_date = CASE WHEN write_date IS NULL THEN NULL ELSE ? END`,
      ).run(time, time);
    }
  } finally {
    db.close();
  }
}

/** As if the record had not been changed for weeks: what is read of it anew is read for another reason. */
export async function pretendQuiet(server: TrytonServer, table: string, id: number): Promise<void> {
  await server.kill();
  const db = new Database(server.file);
  try {
    const old = '2026-11-01 08:00:00.123456';
    db.prepare(`UPDATE "${table}" SET create_date = ?, write_date = ? WHERE id = ?`).run(old, old, id);
  } finally {
    db.close();
  }
  await server.restart();
}

/** Sessions that the server keeps; `forget` ends them all behind the back of those who use them. */
export function sessions(file: string): { readonly count: number; forget(): void } {
  const count = () => {
    const db = new Database(file, { readonly: true });
    try {
      return Number(db.prepare('SELECT COUNT(*) FROM ir_session').pluck().get());
    } finally {
      db.close();
    }
  };
  return {
    get count() {
      return count();
    },
    forget() {
      const db = new Database(file);
      try {
        db.prepare('DELETE FROM ir_session').run();
      } finally {
        db.close();
      }
    },
  };
}

/** How many rows each table has but those of sign-ins. */
export function rowCounts(file: string): Readonly<Record<string, number>> {
  const db = new Database(file, { readonly: true });
  try {
    const names = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    return Object.fromEntries(
      names
        .filter((name) => !['ir_session', 'res_user_login_attempt', 'sqlite_sequence'].includes(name))
        .map((name) => [name, Number(db.prepare(`SELECT COUNT(*) FROM "${name}"`).pluck().get())]),
    );
  } finally {
    db.close();
  }
}

function stampedTables(db: Database.Database): readonly string[] {
  return db
    .prepare<[], string>(
      `SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
       WHERE m.type = 'table' AND c.name = 'write_date' AND m.name NOT LIKE '%__history'`,
    )
    .pluck()
    .all()
    .filter((name) => /^(?:account|party|currency|company)_/.test(name));
}
