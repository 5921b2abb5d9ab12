import { createRequire } from 'node:module';

/*
 * Drizzle by its CommonJS files, in one place. For each of its hundred ES modules Node reads the package's description
 * of 180 kB again, which takes a third of a second of every process and thread; `.cjs` files need no description.
 */
const require = createRequire(import.meta.url);
const orm: typeof import('drizzle-orm') = require('drizzle-orm');
const core: typeof import('drizzle-orm/sqlite-core') = require('drizzle-orm/sqlite-core');

export type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
export const { getTableColumns, getTableName, sql } = orm;
export const { blob, getTableConfig, index, integer, primaryKey, sqliteTable, text, uniqueIndex } = core;
