import { FIELD_NAMES } from '../../../shared/domain/imports/mapping.ts';

interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

export interface MappingProblem {
  /** `columns.amount`; '' for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

const EXPECTED: Readonly<Record<string, string>> = {
  '': 'a mapping file is one object in braces, with "columns" in it',
  kind: '"kind" is "invoices" or "payments"',
  currency: '"currency" is an ISO 4217 currency code such as "USD", or null',
  dateFormat: '"dateFormat" is "auto" or a pattern such as "dd/MM/yyyy"',
  decimal: '"decimal" is ".", "," or "auto"',
  columns: '"columns" is an object that names, for each field, the header of its column',
  preset: '"preset" is the id of a preset, or null',
  sheet: '"sheet" is the name of a sheet, or null',
  layout: '"layout" is "column" or "group"',
};

/**
 * Says in words of the mapping file what is wrong with it.
 * @param issues - what the schema found
 * @param given - the file as read, to show what stands there
 */
export function mappingProblems(issues: readonly SchemaIssue[], given: unknown): readonly MappingProblem[] {
  return issues.map((issue) => {
    const field = issue.path.join('.');
    return { field, message: problem(issue, field, given) };
  });
}

function problem({ path, keys }: SchemaIssue, field: string, given: unknown): string {
  if (keys !== undefined && keys.length > 0) {
    const named = keys.map((key) => `"${key}"`).join(', ');
    return `"columns" has no field ${named}. The fields are: ${FIELD_NAMES.join(' ')}.`;
  }
  const inColumns = path[0] === 'columns' && path.length > 1;
  const expected = inColumns
    ? `"${field}" is the header of a column as a text, or null`
    : (EXPECTED[field] ?? `"${field}" cannot be read`);
  return `${expected}; the file has ${shown(valueAt(given, path))}.`;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    given,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing there';
  if (Array.isArray(value)) return 'a list there';
  if (typeof value === 'object' && value !== null) return 'an object there';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
