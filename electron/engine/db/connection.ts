import type BetterSqlite from 'better-sqlite3';

/** An opened, keyed and checked SQLite connection (see `open.ts`). Synchronous; lives on one thread. */
export type Connection = BetterSqlite.Database;
