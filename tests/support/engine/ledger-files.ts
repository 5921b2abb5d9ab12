import { importFile } from '../../../electron/engine/services/imports/import-file.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import { importMappingSchema } from '../../../shared/contract/imports.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { FIELD_NAMES, type FieldName, type ImportMapping } from '../../../shared/domain/imports/mapping.ts';

/** A row of a file as its fields; the columns of the file are those that any of its rows has. */
export type FileRow = Partial<Record<FieldName, string | number>>;

export interface FileOptions {
  readonly kind?: 'invoices' | 'payments';
  readonly fileName?: string;
  readonly complete?: boolean;
  readonly asOf?: string | null;
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  /** Columns that the file has although no row fills them. */
  readonly columns?: readonly FieldName[];
}

/** The bytes of a CSV file with these rows; the header of a column is the name of its field. */
export function csvOf(rows: readonly FileRow[], columns: readonly FieldName[]): Buffer {
  const cell = (value: string | number | undefined) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return Buffer.from(`${[columns.join(','), ...lines].join('\r\n')}\r\n`);
}

export function columnsOf(rows: readonly FileRow[], more: readonly FieldName[] = []): readonly FieldName[] {
  return FIELD_NAMES.filter((field) => more.includes(field) || rows.some((row) => row[field] !== undefined));
}

/** The mapping of a file that `csvOf` wrote. */
export function mappingFor(columns: readonly FieldName[], kind: ImportMapping['kind']): ImportMapping {
  return importMappingSchema.parse({
    kind,
    currency: columns.includes('currency') ? null : 'USD',
    dateFormat: 'yyyy-MM-dd',
    decimal: '.',
    columns: Object.fromEntries(columns.map((column) => [column, column])),
  });
}

/** Imports rows as a file of the accounting system would be imported. */
export async function importRows(
  workspace: OpenWorkspace,
  rows: readonly FileRow[],
  options: FileOptions = {},
): Promise<ImportOutcome> {
  const columns = columnsOf(rows, options.columns);
  const { outcome } = await importFile(workspace, {
    fileName: options.fileName ?? 'ledger.csv',
    bytes: csvOf(rows, columns),
    mapping: mappingFor(columns, options.kind ?? 'invoices'),
    complete: options.complete ?? false,
    asOf: (options.asOf ?? null) as PlainDate | null,
    dryRun: options.dryRun ?? false,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return outcome;
}
