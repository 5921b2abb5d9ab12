import type { ImportInspection, ImportQuestion } from '../../../shared/domain/imports/inspection.ts';
import { FIELD_NAMES, type FieldName, type ImportMapping } from '../../../shared/domain/imports/mapping.ts';

/** The field that a column fills under a mapping; null: it is not imported. */
export function fieldOf(mapping: ImportMapping, column: string): FieldName | null {
  return FIELD_NAMES.find((field) => mapping.columns[field] === column) ?? null;
}

/** Says what a column means. The field leaves the column that had it before; null takes the column out of the import. */
export function chooseField(mapping: ImportMapping, column: string, field: FieldName | null): ImportMapping {
  const columns = { ...mapping.columns };
  for (const name of FIELD_NAMES) if (columns[name] === column) columns[name] = null;
  if (field !== null) columns[field] = column;
  return { ...mapping, columns };
}

/** Takes the answer to a question of the inspection into the mapping. `as_of` and `columns` are answered elsewhere. */
export function answerQuestion(
  mapping: ImportMapping,
  question: ImportQuestion,
  value: string,
): ImportMapping {
  switch (question.code) {
    case 'date_order':
      return { ...mapping, dateFormat: value };
    case 'decimal_mark':
      return { ...mapping, decimal: value === ',' ? ',' : '.' };
    case 'currency':
      return { ...mapping, currency: value };
    default:
      return mapping;
  }
}

export interface Readiness {
  /** Each in a few words, in the order of the screen. */
  readonly missing: readonly string[];
}

const MISSING: Readonly<Record<ImportQuestion['code'], string | null>> = {
  columns: null,
  date_order: 'the order of the dates',
  decimal_mark: 'the decimal mark',
  currency: 'the currency',
  as_of: null,
};

/** What is still to be said before the file can be checked. The date of the figures is needed for a complete list only. */
export function readiness(
  inspection: Pick<ImportInspection, 'questions' | 'counts'>,
  complete: boolean,
  asOf: string | null,
): Readiness {
  const missing = inspection.questions.flatMap((question) => {
    if (question.code === 'columns') return [columnWords(question)];
    const words = MISSING[question.code];
    return words === null ? [] : [words];
  });
  if (complete && asOf === null) missing.push('the date of the complete list');
  if (inspection.counts.data === 0) missing.push('a row of data');
  return { missing: [...new Set(missing)] };
}

/** `No column was recognised as the amount. Choose it.` → `the column of the amount`. */
function columnWords(question: ImportQuestion): string {
  const what = /recognised as (.+?)\./.exec(question.text)?.[1];
  return what === undefined ? 'a column' : `the column of ${what}`;
}

export type Certainty = 'sure' | 'likely' | 'guess' | 'chosen';

/** How sure the recognition of a column is, in words instead of a number. */
export function certainty(confidence: number): Certainty {
  if (confidence >= 0.9) return 'sure';
  if (confidence >= 0.5) return 'likely';
  return confidence > 0 ? 'guess' : 'chosen';
}

/** True when the mapping in use is the one that was kept from the last file of this shape. */
export function isSavedMapping(used: ImportMapping, saved: ImportMapping | null): boolean {
  return (
    saved !== null &&
    used.kind === saved.kind &&
    used.layout === saved.layout &&
    FIELD_NAMES.every((field) => used.columns[field] === saved.columns[field])
  );
}
