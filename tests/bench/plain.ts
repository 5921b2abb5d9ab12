import BetterSqlite from 'better-sqlite3';
import type { Connection } from '../../electron/engine/db/connection.ts';

/** The least that the same questions cost: one table, no encryption, no log, no rules, on the calling thread. */
export interface PlainLedger {
  importCsv(bytes: Buffer): void;
  page(today: string): readonly unknown[];
  account(): readonly unknown[];
  aging(today: string): readonly unknown[];
  close(): void;
}

const OVERDUE = `
  SELECT customer, currency, SUM(open) AS overdue, MIN(due) AS oldest FROM invoice
  WHERE open > 0 AND due < ? GROUP BY customer, currency`;

export function plainLedger(file: string): PlainLedger {
  const db: Connection = new BetterSqlite(file);
  db.pragma('journal_mode = WAL');
  db.exec(`
    CREATE TABLE invoice (customer TEXT, name TEXT, number TEXT, issued TEXT, due TEXT, total INTEGER, open INTEGER,
      currency TEXT, email TEXT, PRIMARY KEY (customer, number)) WITHOUT ROWID;
    CREATE TABLE summary (customer TEXT, currency TEXT, overdue INTEGER, oldest TEXT, PRIMARY KEY (customer, currency))`);
  return {
    importCsv(bytes) {
      const insert = db.prepare('INSERT OR REPLACE INTO invoice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
      db.transaction(() => {
        for (const line of bytes.toString('utf8').split('\n').slice(1)) {
          const [customer, name, rest, number, issued, due, total, open, currency, email] = line.split(',');
          if (number === undefined) continue;
          const cents = (text = '') => Math.round(Number(text) * 100);
          insert.run(
            customer,
            `${name},${rest}`,
            number,
            issued,
            due,
            cents(total),
            cents(open),
            currency,
            email,
          );
        }
        db.exec('DELETE FROM summary');
        db.prepare(`INSERT INTO summary ${OVERDUE}`).run('2026-11-20');
      })();
    },
    page: () => db.prepare('SELECT * FROM summary ORDER BY overdue DESC, customer LIMIT 100').all(),
    account: () => db.prepare("SELECT * FROM invoice WHERE customer = 'C7' ORDER BY due").all(),
    aging: (today) =>
      db
        .prepare(
          `SELECT currency, SUM(open), SUM(CASE WHEN due < ? THEN open ELSE 0 END), COUNT(*) FROM invoice
           WHERE open > 0 GROUP BY currency`,
        )
        .all(today),
    close: () => db.close(),
  };
}
