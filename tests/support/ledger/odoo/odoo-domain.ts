import type { OdooRow, OdooTables } from './odoo-rows.ts';

/** Where the links of a model lead to, for names such as `move_id.write_date`. */
const TARGETS: Readonly<Record<string, string>> = {
  move_id: 'account.move',
  debit_move_id: 'account.move.line',
  credit_move_id: 'account.move.line',
  partner_id: 'res.partner',
};

/** The rows of a model that meet a condition in Odoo's notation: terms in a row are joined by "and", `|` comes first. */
export function select(tables: OdooTables, model: string, domain: readonly unknown[]): readonly OdooRow[] {
  return (tables[model] ?? []).filter((row) => {
    const terms = [...domain];
    while (terms.length > 0) if (!holds(tables, row, terms)) return false;
    return true;
  });
}

/** Takes one whole condition off the front. Both sides of `|` are taken, whatever the first one is. */
function holds(tables: OdooTables, row: OdooRow, terms: unknown[]): boolean {
  const term = terms.shift();
  if (term === '|') {
    const one = holds(tables, row, terms);
    const other = holds(tables, row, terms);
    return one || other;
  }
  if (!Array.isArray(term) || term.length !== 3) throw new Error(`No condition: ${JSON.stringify(term)}`);
  const [name, operator, wanted] = term as [string, string, unknown];
  return valuesAt(tables, row, name.split('.')).some((value) => compare(value, operator, wanted));
}

function valuesAt(tables: OdooTables, row: OdooRow, path: readonly string[]): readonly unknown[] {
  const [field = '', ...rest] = path;
  if (field === 'line_ids') {
    const lines = (tables['account.move.line'] ?? []).filter((line) => idOf(line.move_id) === row.id);
    return lines.flatMap((line) => valuesAt(tables, line, rest));
  }
  if (!(field in row)) throw new Error(`The fake Odoo has no field ${field}.`);
  const value = row[field];
  if (rest.length === 0) return [Array.isArray(value) ? value[0] : value];
  const target = (tables[TARGETS[field] ?? ''] ?? []).find(({ id }) => id === idOf(value));
  return target === undefined ? [false] : valuesAt(tables, target, rest);
}

function idOf(link: unknown): unknown {
  return Array.isArray(link) ? link[0] : link;
}

function compare(value: unknown, operator: string, wanted: unknown): boolean {
  if (operator === 'in') return Array.isArray(wanted) && wanted.includes(value);
  if (operator === '=') return value === wanted;
  const isNumber = typeof wanted === 'number';
  const [one, other] = isNumber ? [Number(value), wanted] : [String(value), String(wanted)];
  switch (operator) {
    case '>':
      return one > other;
    case '<':
      return one < other;
    case '>=':
      return one >= other;
    default:
      throw new Error(`The fake Odoo does not know ${operator}.`);
  }
}
