import { z } from 'zod';
import type { AccountId } from '../../../../../shared/domain/ids.ts';
import { getTableName, type SQLiteTable } from '../../drizzle.ts';
import { familiesOf } from '../../summary/account-family.ts';
import { rowWriter, selectRows } from '../row-access.ts';
import { type PackRow, rowSchema } from '../row-schema.ts';
import type { RecordKind, RecordValue } from './record-kind.ts';

/** Rows that belong to a record and come and go with it. */
export interface ChildRows {
  readonly table: SQLiteTable;
  /** Column with the key of the record. */
  readonly parent: string;
  readonly order: string;
}

export interface RowsRecordOptions {
  readonly table: SQLiteTable;
  /** Column that tells one record from another. */
  readonly key: string;
  readonly children?: ChildRows;
  /** SQL condition on the rows; absent: those of the accounts. `@accounts` is a JSON array of ids. */
  readonly condition?: string;
  /** What its columns may say, by name of the column. */
  readonly allowed?: Readonly<Record<string, readonly string[]>>;
  readonly comparable?: (row: PackRow) => PackRow;
  readonly travels?: (row: PackRow) => boolean;
  /** Absent: as long as it is there. */
  readonly stands?: (row: PackRow) => boolean;
  readonly accountOf?: (row: PackRow) => AccountId | null;
  /** Column that says when it was made. */
  readonly madeAt?: string;
  /** SQL that finds the keys of rivals; the columns of the row are its parameters. Absent: there is always room. */
  readonly rival?: string;
  /** SQL assignments that end a rival; `@now` is the instant, `@today` its date. */
  readonly giveWay?: string;
}

const OF_ACCOUNTS = `account_id IN ${familiesOf('@accounts')}`;

/** A record that is a row of a table, with the rows of another table that belong to it. */
export function rowsRecord(options: RowsRecordOptions): RecordKind {
  const { table, key, children, condition = OF_ACCOUNTS } = options;
  const name = getTableName(table);
  const accountOf = options.accountOf ?? ((row) => row.account_id as AccountId | null);
  const row = checkedRow(table, options.allowed ?? {});
  const schema = z.strictObject({
    row,
    children: children === undefined ? z.tuple([]) : z.array(rowSchema(children.table)).max(5000),
  });
  const childrenOf = (value: RecordValue) => value.children as readonly PackRow[];
  return {
    schema,
    read(db, accounts) {
      const ids = JSON.stringify(accounts);
      const childRows =
        children === undefined
          ? null
          : db.prepare<[unknown], PackRow>(
              selectRows(children.table, `"${children.parent}" = ?`, children.order),
            );
      return db
        .prepare<unknown[], PackRow>(selectRows(table, condition, `"${key}"`))
        .all({ accounts: ids })
        .map((found) => ({
          key: String(found[key]),
          accountId: accountOf(found),
          value: { row: found, children: childRows?.all(found[key]) ?? [] },
        }));
    },
    comparable: (value) => ({
      ...value,
      row: options.comparable?.(value.row as PackRow) ?? value.row,
    }),
    travels: (value) => options.travels?.(value.row as PackRow) ?? true,
    stands: (value) => options.stands?.(value.row as PackRow) ?? true,
    put(db, id, value) {
      requireKey(value.row as PackRow, key, id);
      rowWriter(db, table)(value.row as PackRow);
      if (children === undefined) return;
      db.prepare(`DELETE FROM "${getTableName(children.table)}" WHERE "${children.parent}" = ?`).run(id);
      const write = rowWriter(db, children.table);
      for (const child of childrenOf(value)) {
        requireKey(child, children.parent, id);
        write(child);
      }
    },
    remove(db, id) {
      db.prepare(`DELETE FROM "${name}" WHERE "${key}" = ?`).run(id);
      if (children !== undefined) {
        db.prepare(`DELETE FROM "${getTableName(children.table)}" WHERE "${children.parent}" = ?`).run(id);
      }
    },
    accountOf: (value) => accountOf(value.row as PackRow),
    madeAt: (value) => {
      const at = options.madeAt === undefined ? null : (value.row as PackRow)[options.madeAt];
      return typeof at === 'string' ? at : null;
    },
    rivals(db, id, value) {
      if (options.rival === undefined) return [];
      const found = db
        .prepare<unknown[], string>(options.rival)
        .pluck()
        .all(value.row as PackRow);
      return found.filter((other) => other !== id);
    },
    giveWay(db, id, now) {
      if (options.giveWay === undefined) return;
      db.prepare(`UPDATE "${name}" SET ${options.giveWay} WHERE "${key}" = @id`).run({
        id,
        now,
        today: now.slice(0, 10),
      });
    },
  };
}

function checkedRow(
  table: SQLiteTable,
  allowed: Readonly<Record<string, readonly string[]>>,
): z.ZodType<PackRow> {
  return rowSchema(table).refine(
    (row) => Object.entries(allowed).every(([column, values]) => values.includes(String(row[column]))),
    'says what nothing here can be',
  );
}

function requireKey(row: PackRow, column: string, key: string): void {
  if (String(row[column]) !== key) throw new TypeError(`A record under ${key} says that it is another one.`);
}
