import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/engine/db/connection.ts';
import * as schema from '../../../electron/engine/db/schema/index.ts';
import { accountFigures } from '../../../electron/engine/db/summary/figures.ts';
import { DEFAULT_EDGES } from '../../../shared/domain/aging/buckets.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { CONTEXT, temporaryWorkspace } from '../../support/workspace.ts';

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

const tables = Object.values(schema)
  .filter((value) => is(value, SQLiteTable))
  .map((table) => getTableConfig(table));

describe('the schema in code', () => {
  const db = () => temporaryWorkspace().open('reader');

  it('names the tables that the migrations make, all of them and no other', () => {
    const made = db()
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'account_search%'",
      )
      .pluck()
      .all();
    expect(tables.map((table) => table.name).sort()).toEqual(made.sort());
  });

  it.each(tables)('has the columns of $name as the migrations make them', (table) => {
    const made = db()
      .prepare<[string], ColumnInfo>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)')
      .all(table.name);
    const composite = new Set(table.primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
    expect(
      made.map(({ name, type, notnull, pk }) => ({
        name,
        type: type.toLowerCase(),
        required: notnull === 1,
        key: pk > 0,
      })),
    ).toEqual(
      table.columns.map((column) => ({
        name: column.name,
        type: column.getSQLType(),
        required: column.notNull,
        key: column.primary || composite.has(column.name),
      })),
    );
  });

  it('has an index for every question that is asked for one account or one document', () => {
    const plan = (sql: string) =>
      db()
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => row.detail)
        .join('\n');
    expect(
      plan("SELECT * FROM document WHERE account_id = 'a' AND kind = 'invoice' AND number = '1'"),
    ).toMatch(/USING INDEX document_account_number/);
    expect(plan("SELECT * FROM allocation WHERE document_id = 'a'")).toMatch(/USING INDEX/);
    expect(plan("SELECT * FROM allocation WHERE payment_id = 'a'")).toMatch(/USING INDEX/);
    expect(plan("SELECT * FROM payment WHERE account_id = 'a'")).toMatch(/USING INDEX/);
    expect(plan("SELECT * FROM touchpoint WHERE account_id = 'a' ORDER BY seq DESC")).toMatch(/USING INDEX/);
  });

  it('answers what is open, by account and currency, from one index and in its order, without the documents', () => {
    const reader = db();
    const plans: string[] = [];
    const watched = {
      prepare: (sql: string) => ({
        all: (parameters: unknown) => {
          const steps = reader
            .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
            .all(parameters);
          plans.push(steps.map((step) => step.detail).join('\n'));
          return [];
        },
      }),
    } as unknown as Connection;
    const scope = { today: CONTEXT.today, basis: 'due', edges: DEFAULT_EDGES } as const;
    accountFigures(watched, { ...scope, asOf: CONTEXT.today });
    accountFigures(watched, { ...scope, asOf: plainDate('2026-06-01') });
    accountFigures(watched, {
      ...scope,
      asOf: plainDate('2026-06-01'),
      accounts: ['a' as AccountId],
    });
    expect(plans).toHaveLength(3);
    for (const plan of plans) {
      expect(plan).toMatch(/(SCAN|SEARCH) document USING COVERING INDEX document_aging/);
      expect(plan).not.toMatch(/SCAN document(?! USING COVERING)/);
    }
    expect(plans[2]).not.toMatch(/SCAN (document|payment|allocation|instalment)/);
  });
});
