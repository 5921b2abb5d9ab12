import type { FieldName, ImportKind, ImportMapping } from './mapping.ts';

/** What a row of a ledger file is. Every row has exactly one class; only `data` rows are imported. */
export const ROW_CLASSES = [
  'title',
  'header',
  'group',
  'data',
  'subtotal',
  'grand',
  'footer',
  'blank',
  'unknown',
] as const;
export type RowClass = (typeof ROW_CLASSES)[number];
export type RowClassCounts = Readonly<Record<RowClass, number>>;

/** What has to be asked before the file can be imported. `currency` and `as_of` are answered once per file. */
export const QUESTION_CODES = ['date_order', 'decimal_mark', 'currency', 'as_of', 'columns'] as const;
export type QuestionCode = (typeof QUESTION_CODES)[number];

export interface ImportQuestion {
  readonly code: QuestionCode;
  /** The column that it is about; null when it is about the file. */
  readonly column: string | null;
  readonly text: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

export interface InspectedColumn {
  readonly index: number;
  readonly name: string;
  readonly recognisedAs: FieldName | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly samples: readonly string[];
}

export interface InspectedRow {
  readonly line: number;
  readonly class: RowClass;
  readonly cells: readonly string[];
}

export interface PresetCandidate {
  readonly id: string;
  readonly name: string;
  /** On what the knowledge of this layout rests. */
  readonly evidence: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What was found in a file before anything is imported. Samples and rows are cell texts of the file. */
export interface ImportInspection {
  readonly fileName: string;
  readonly format: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Same for two files of the same columns and layout: a saved mapping is proposed again by it. */
  readonly shapeHash: string;
  readonly kind: ImportKind;
  readonly presets: readonly PresetCandidate[];
  /** The date that a title row states ("As of …"), `YYYY-MM-DD`; null when it states none. */
  readonly statedAsOf: string | null;
  readonly headerLine: number;
  readonly columns: readonly InspectedColumn[];
  readonly rows: readonly InspectedRow[];
  readonly counts: RowClassCounts;
  readonly unknownRows: readonly InspectedRow[];
  readonly questions: readonly ImportQuestion[];
  readonly proposedMapping: ImportMapping;
}

/** One rejected row: its line in the file, the column (header text, or null for the row), and why. */
export interface RejectedRow {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

export interface ImportWarning {
  readonly code: string;
  readonly count: number;
  readonly message: string;
}

/** Row counts of zero, to add to. */
export function noRows(): Record<RowClass, number> {
  const counts = {} as Record<RowClass, number>;
  for (const rowClass of ROW_CLASSES) counts[rowClass] = 0;
  return counts;
}
