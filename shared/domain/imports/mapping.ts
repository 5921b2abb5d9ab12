/** Fields a column of a ledger file can be mapped to. The first fourteen are the names of the mapping file. */
export const FIELD_NAMES = [
  'customerNumber',
  'customerName',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'amount',
  'openAmount',
  'currency',
  'paidDate',
  'disputed',
  'country',
  'terms',
  'poNumber',
  'email',
  'phone',
  'contactName',
  'transactionType',
  'transactionNumber',
  'reference',
  'paymentDate',
  'paymentReference',
  'unappliedAmount',
  'side',
  'status',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** The fields whose cells are dates. */
export const DATE_FIELDS = ['invoiceDate', 'dueDate', 'paidDate', 'paymentDate'] as const;
/** The fields whose cells are amounts of money. */
export const AMOUNT_FIELDS = ['amount', 'openAmount', 'unappliedAmount'] as const;
/** The fields whose cells identify something: text, never numbers. */
export const IDENTIFIER_FIELDS = [
  'customerNumber',
  'invoiceNumber',
  'transactionNumber',
  'poNumber',
  'reference',
  'paymentReference',
] as const;
export type DateField = (typeof DATE_FIELDS)[number];
export type AmountField = (typeof AMOUNT_FIELDS)[number];

/** `invoices` files also carry credit notes and unapplied payments, told apart by type or sign. */
export type ImportKind = 'invoices' | 'payments';
export type DecimalMark = '.' | ',' | 'auto';

/**
 * How the rows are laid out. `column`: each row carries its customer. `group`: a row above the rows carries the
 * customer, which is carried down to them.
 */
export type CustomerLayout = 'column' | 'group';

export type ColumnMapping = Readonly<Record<FieldName, string | null>>;

/**
 * What each column of a file means: what the mapping step saves and `--map` reads. `columns` holds header texts of the
 * file. `currency` is the default currency (ISO 4217) of rows without one; null when a column says it.
 * `dateFormat` is `auto` or a pattern such as `M/d/yyyy`, `dd.MM.yyyy`, `d MMM yyyy`.
 */
export interface ImportMapping {
  readonly kind: ImportKind;
  readonly currency: string | null;
  readonly dateFormat: string;
  readonly decimal: DecimalMark;
  readonly columns: ColumnMapping;
  readonly preset: string | null;
  /** Sheet of a workbook; null takes the first sheet that has the columns. */
  readonly sheet: string | null;
  readonly layout: CustomerLayout;
}

/** A column mapping with every field, `null` where nothing is said. */
export function columnMapping(columns: Partial<ColumnMapping>): ColumnMapping {
  const all = {} as Record<FieldName, string | null>;
  for (const field of FIELD_NAMES) all[field] = columns[field] ?? null;
  return all;
}

export interface MappedColumn {
  readonly field: FieldName;
  readonly column: string;
}

/** The fields that a mapping fills from a column, in the order of `FIELD_NAMES`. */
export function mappedColumns(mapping: ImportMapping): readonly MappedColumn[] {
  return FIELD_NAMES.flatMap((field) => {
    const column = mapping.columns[field];
    return column === null ? [] : [{ field, column }];
  });
}
