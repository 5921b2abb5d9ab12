/** How a column of an exported table is written: see `ExportColumn` of the services, and `yes_no` for 0 and 1. */
export type ExportedKind = 'text' | 'phone' | 'money' | 'integer' | 'date' | 'instant' | 'yes_no';

/** One column of an exported table. */
export interface ExportedColumn {
  readonly name: string;
  readonly kind: ExportedKind;
  /** SQL over the tables of `from`; for money in minor units. */
  readonly sql: string;
  /** What the column holds, for the README of the export. */
  readonly meaning: string;
}

/** One CSV file of a whole export. */
export interface ExportedTable {
  /** The name of the file without its ending. */
  readonly name: string;
  readonly about: string;
  /** What follows FROM; the table whose rows are written is called `t`. */
  readonly from: string;
  /** SQL of the currency of the money in a row; null for a table without money. */
  readonly currency: string | null;
  readonly columns: readonly ExportedColumn[];
  /** The tables of the database that this file holds. */
  readonly holds: readonly string[];
}

/** Makes a column of one kind; without `sql` it is the column of that name in `t`. */
function columnOf(kind: ExportedKind) {
  return (name: string, meaning: string, sql = `t.${name}`): ExportedColumn => ({ name, kind, sql, meaning });
}

export const text = columnOf('text');
export const phone = columnOf('phone');
export const integer = columnOf('integer');
export const date = columnOf('date');
export const instantAt = columnOf('instant');
export const yesNo = columnOf('yes_no');

/** A money column; without `sql` it is the column of that name with `_minor` behind it. */
export function money(name: string, meaning: string, sql = `t.${name}_minor`): ExportedColumn {
  return { name, kind: 'money', sql, meaning };
}

/** The texts of a JSON array in one cell, with `; ` between them. */
export function joined(name: string, meaning: string, json: string): ExportedColumn {
  const each =
    "CASE WHEN json_each.type = 'object' THEN COALESCE(json_each.value ->> '$.number', json_each.value ->> '$.address', json_each.value) ELSE json_each.value END";
  return {
    name,
    kind: 'text',
    sql: `(SELECT group_concat(${each}, '; ') FROM json_each(${json}))`,
    meaning,
  };
}

export const CURRENCY = text('currency', 'Currency of the amounts in this row (ISO 4217)');
export const ID = text('id', 'Id of the row in Duebook; other files refer to it');

/** Id, number and name of the account; the table `account` has to be joined as `a`. */
export const ACCOUNT_COLUMNS: readonly ExportedColumn[] = [
  text('account_id', 'Account: `id` in accounts.csv'),
  text('account_number', 'Number of the account in the books', 'a.number'),
  text('account_name', 'Name of the account', 'a.name'),
];

export const JOIN_ACCOUNT = 'LEFT JOIN account a ON a.id = t.account_id';
