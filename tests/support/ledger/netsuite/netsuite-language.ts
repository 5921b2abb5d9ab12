/** A day, or a time in milliseconds: what NetSuite writes in the form of the user unless told otherwise. */
export type SqlDate = { readonly day: string } | { readonly at: number };
export type SqlValue = string | number | SqlDate | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;
/** Rows of joined tables, by the name of the table; null where a left join found none. */
type Joined = Readonly<Record<string, SqlRow | null>>;

/** What NetSuite says of a query that it does not take. */
export class SqlProblem extends Error {}

export interface SqlWorld {
  /** Throws `SqlProblem` for a table that is not there, or not shown. */
  table(name: string): readonly SqlRow[];
  /** What the user's time is ahead of UTC, in minutes. */
  readonly zone: number;
}

/**
 * Answers the part of SuiteQL that the connector speaks: named columns, inner and left joins on equal columns, conditions
 * joined by AND, MAX, SUM and COUNT. Anything else is refused, so that a test fails that sends it.
 */
export function answerSql(text: string, world: SqlWorld): readonly SqlRow[] {
  const match = /^SELECT (.+?) FROM (.+?)(?: WHERE (.+?))?(?: GROUP BY (.+?))?(?: ORDER BY (.+?))?$/.exec(
    text,
  );
  if (match === null) throw new SqlProblem(`Invalid search query: ${text}`);
  const [, columnText = '', fromText = '', whereText, groupText, orderText] = match;
  const columns = split(columnText, ', ').map(columnOf);
  const conditions =
    whereText === undefined ? [] : split(whereText, ' AND ').map((one) => condition(one, world));
  const rows = joined(fromText, world).filter((row) => conditions.every((holds) => holds(row)));
  const order = orderText?.split(', ') ?? [];
  const sorted = rows.toSorted((one, two) => compareBy(order, one, two));
  const groups = groupsOf(sorted, columns, groupText?.split(', ') ?? null);
  return groups.map((group) =>
    Object.fromEntries(columns.map(({ name, value }) => [name, value(group, world)])),
  );
}

interface Column {
  readonly name: string;
  readonly aggregate: boolean;
  readonly value: (group: readonly Joined[], world: SqlWorld) => SqlValue;
}

function columnOf(text: string): Column {
  const match = /^(.+) AS (\w+)$/.exec(text);
  if (match === null) throw new SqlProblem(`Columns have to be named: ${text}`);
  const [, expression = '', name = ''] = match;
  const shaped = /^TO_CHAR\((.+), '([^']+)'\)$/.exec(expression);
  const inner = shaped?.[1] ?? expression;
  const aggregate = /^(MAX|SUM|COUNT)\((\w+\.\w+)\)$/.exec(inner);
  const column = aggregate?.[2] ?? inner;
  return {
    name,
    aggregate: aggregate !== null,
    value(group, world) {
      const values = group.map((row) => get(row, column));
      const one = aggregate === null ? (values[0] ?? null) : aggregated(aggregate[1] ?? '', values);
      return written(one, shaped?.[2] ?? null, world.zone);
    },
  };
}

function aggregated(name: string, values: readonly SqlValue[]): SqlValue {
  const there = values.filter((value) => value !== null);
  if (name === 'COUNT') return there.length;
  if (there.length === 0) return null;
  if (name === 'SUM') return there.reduce<number>((total, value) => total + Number(value), 0);
  return there.reduce((most, value) => (compare(value, most) > 0 ? value : most));
}

function written(value: SqlValue, form: string | null, zone: number): SqlValue {
  if (value === null || typeof value !== 'object') {
    if (form !== null && value !== null) throw new SqlProblem('TO_CHAR is for dates here.');
    return value;
  }
  const text = dateText(value, zone);
  if (form === 'YYYY-MM-DD') return text.slice(0, 10);
  if (form === 'YYYY-MM-DD HH24:MI:SS') return text;
  if (form !== null) throw new SqlProblem(`The form ${form} is not known.`);
  // The form that the user has chosen: two letters of a test that forgot TO_CHAR would look right with ISO text.
  return `${Number(text.slice(8, 10))}.${Number(text.slice(5, 7))}.${text.slice(0, 4)}`;
}

function dateText(value: SqlDate, zone: number): string {
  if ('day' in value) return `${value.day} 00:00:00`;
  return new Date(value.at + zone * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

function groupsOf(
  rows: readonly Joined[],
  columns: readonly Column[],
  by: readonly string[] | null,
): readonly (readonly Joined[])[] {
  if (by === null) return columns.some(({ aggregate }) => aggregate) ? [rows] : rows.map((row) => [row]);
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((column) => get(row, column))));
  return [...groups.values()];
}

function joined(text: string, world: SqlWorld): readonly Joined[] {
  const [first = '', ...joins] = text.split(/ (?=(?:INNER|LEFT) JOIN )/);
  let rows: readonly Joined[] = world.table(first).map((row) => ({ [first]: row }));
  for (const join of joins) {
    const match = /^(INNER|LEFT) JOIN (\w+) ON (.+)$/.exec(join);
    if (match === null) throw new SqlProblem(`Joins are not written so: ${join}`);
    const [, kind, name = '', on = ''] = match;
    const pairs = on.split(' AND ').map((one) => one.split(' = '));
    const table = world.table(name);
    rows = rows.flatMap((row) => {
      const found = table
        .map((other) => ({ ...row, [name]: other }))
        .filter((both) => pairs.every(([one = '', two = '']) => get(both, one) === get(both, two)));
      return found.length === 0 && kind === 'LEFT' ? [{ ...row, [name]: null }] : found;
    });
  }
  return rows;
}

type Condition = (row: Joined) => boolean;

function condition(text: string, world: SqlWorld): Condition {
  const either = /^\((.+ OR .+)\)$/.exec(text);
  if (either !== null) {
    const parts = split(either[1] ?? '', ' OR ').map((one) => condition(one, world));
    return (row) => parts.some((holds) => holds(row));
  }
  const among = /^(\w+\.\w+) IN \(('[\w-]+'(?:, '[\w-]+')*)\)$/.exec(text);
  if (among !== null) {
    const values = (among[2] ?? '').slice(1, -1).split("', '");
    if (values.length > 1_000) throw new SqlProblem('Only a thousand values may stand in a list.');
    return (row) => values.includes(String(get(row, among[1] ?? '')));
  }
  const time = /^(\w+\.\w+) >= TO_DATE\('([^']+)', 'YYYY-MM-DD HH24:MI:SS'\)$/.exec(text);
  if (time !== null) {
    return (row) => {
      const value = get(row, time[1] ?? '');
      return value !== null && typeof value === 'object' && dateText(value, world.zone) >= (time[2] ?? '');
    };
  }
  const equal = /^(\w+\.\w+) = '(\w+)'$/.exec(text);
  if (equal !== null) return (row) => get(row, equal[1] ?? '') === equal[2];
  const more = /^(\w+\.\w+) > (\d+)$/.exec(text);
  if (more !== null) return (row) => Number(get(row, more[1] ?? '')) > Number(more[2]);
  const empty = /^(\w+\.\w+) IS (NOT )?NULL$/.exec(text);
  if (empty !== null) return (row) => (get(row, empty[1] ?? '') === null) === (empty[2] === undefined);
  throw new SqlProblem(`Invalid search query: ${text}`);
}

function get(row: Joined, column: string): SqlValue {
  const [table = '', name = ''] = column.split('.');
  if (!(table in row)) throw new SqlProblem(`Unknown identifier '${column}'.`);
  const values = row[table];
  if (values === null || values === undefined) return null;
  const value = values[name];
  if (value === undefined) throw new SqlProblem(`Unknown identifier '${name}' of ${table}.`);
  return value;
}

function compareBy(columns: readonly string[], one: Joined, two: Joined): number {
  for (const column of columns) {
    const difference = compare(get(one, column), get(two, column));
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Ids are numbers, though they are written as texts. */
function compare(one: SqlValue, two: SqlValue): number {
  const number = (value: SqlValue) =>
    value === null ? Number.NEGATIVE_INFINITY : typeof value !== 'object' ? Number(value) : dateNumber(value);
  return Math.sign(number(one) - number(two)) || 0;
}

function dateNumber(value: SqlDate): number {
  return 'at' in value ? value.at : Date.parse(value.day);
}

/** Parts of a text, without looking into parentheses. */
function split(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth !== 0 || !text.startsWith(separator, at)) continue;
    parts.push(text.slice(begin, at));
    begin = at + separator.length;
  }
  return [...parts, text.slice(begin)];
}
