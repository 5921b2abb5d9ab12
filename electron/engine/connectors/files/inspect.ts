import { cellText } from '../../../../shared/domain/imports/blank.ts';
import { tidyHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { ImportInspection, InspectedColumn } from '../../../../shared/domain/imports/inspection.ts';
import type { FieldName, ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { FIELD_NAMES } from '../../../../shared/domain/imports/mapping.ts';
import { IMPORT_PRESETS, presetById } from '../../../../shared/domain/imports/presets.ts';
import { recogniseColumns } from '../../../../shared/domain/imports/recognise.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { mappingByPreset, presetCandidates } from './detect-preset.ts';
import type { FoundHeader } from './header.ts';
import { columnPlan, findHeader, hasKnownNames } from './header.ts';
import { withLocalCurrency } from './local-currency.ts';
import { mappingQuestions } from './mapping-questions.ts';
import { RowSurvey } from './row-survey.ts';
import { closedGroups } from './scan-rows.ts';
import { shapeHash } from './shape-hash.ts';
import { statedAsOf } from './stated-as-of.ts';
import type { TableSource } from './table.ts';
import { refuseUnnamedNumbers } from './unnamed-numbers.ts';

export interface InspectOptions {
  /** Id of the preset to use; null picks the surest one. */
  readonly preset?: string | null;
  readonly baseCurrency: CurrencyCode;
  /** Gives the mapping saved for files of this shape; it is proposed when all of its columns are there. */
  readonly savedMapping?: (shapeHash: string) => ImportMapping | null;
  readonly signal?: AbortSignal;
}

/**
 * Looks through a whole file and says what it holds: header, columns, the class of every row, the presets it may be of,
 * a mapping to start from and what must be asked. Imports nothing. Throws `EngineError`: `bad_file`, `bad_mapping` for
 * an unknown preset, `cancelled`.
 */
export async function inspect(given: TableSource, options: InspectOptions): Promise<ImportInspection> {
  const { source, header } = await sheetWithHeader(given, options.signal);
  const candidates = presetCandidates(header);
  const preset = presetById(options.preset ?? candidates[0]?.id ?? '');
  if (preset === undefined) throw unknownPreset(options.preset ?? '');
  const byPreset = withLocalCurrency(mappingByPreset(preset, header), header, options.baseCurrency);
  refuseUnnamedNumbers(source, header, byPreset);
  const shape = shapeHash(header.names, byPreset.layout);
  const saved = options.preset ? null : (options.savedMapping?.(shape) ?? null);
  const chosen = saved !== null && fits(saved, header) ? saved : byPreset;
  const mapping = { ...chosen, sheet: source.format === 'csv' ? null : source.sheet };
  const survey = await surveyRows(source, header, mapping, options.signal);
  const { reading, questions } = survey.decision;
  const asOf = statedAsOf(header, reading);
  return {
    fileName: source.fileName,
    format: source.format,
    encoding: source.encoding,
    delimiter: source.delimiter,
    sheets: source.sheets,
    sheet: source.sheet,
    shapeHash: shape,
    kind: mapping.kind,
    presets: candidates,
    statedAsOf: asOf,
    headerLine: header.line,
    columns: inspectedColumns(header, mapping, survey.samples),
    rows: survey.rows,
    counts: survey.counts,
    unknownRows: survey.unknownRows,
    questions: mappingQuestions(mapping, questions, asOf, options.baseCurrency),
    proposedMapping: mapping,
  };
}

/** The given sheet, else the first other one whose header has known names. */
async function sheetWithHeader(
  given: TableSource,
  signal: AbortSignal | undefined,
): Promise<{ readonly source: TableSource; readonly header: FoundHeader }> {
  const first = await findHeader(given, signal).catch((error: unknown) => {
    if (isEngineError(error, 'bad_file') && given.sheets.length > 1) return error;
    throw error;
  });
  if (!(first instanceof EngineError) && hasKnownNames(first)) return { source: given, header: first };
  for (const sheet of given.sheets.filter((name) => name !== given.sheet)) {
    const source = given.withSheet(sheet);
    const header = await findHeader(source, signal).catch((error: unknown) => {
      if (isEngineError(error, 'bad_file')) return null;
      throw error;
    });
    if (header !== null && hasKnownNames(header)) return { source, header };
  }
  if (first instanceof EngineError) throw first;
  return { source: given, header: first };
}

async function surveyRows(
  source: TableSource,
  header: FoundHeader,
  mapping: ImportMapping,
  signal: AbortSignal | undefined,
): Promise<RowSurvey> {
  const plan = columnPlan(header.names, mapping);
  const closed = await closedGroups(source, mapping.layout, signal);
  const survey = new RowSurvey(header, plan, mapping);
  await survey.run(source, { header, plan, layout: mapping.layout, closedGroups: closed }, signal);
  return survey;
}

function fits(mapping: ImportMapping, header: FoundHeader): boolean {
  const plan = columnPlan(header.names, mapping);
  return FIELD_NAMES.every((field) => mapping.columns[field] === null || plan[field] >= 0);
}

function inspectedColumns(
  header: FoundHeader,
  mapping: ImportMapping,
  samples: readonly (readonly string[])[],
): readonly InspectedColumn[] {
  const byName = recogniseColumns(header.names);
  const mapped = new Map<string, FieldName>();
  for (const field of FIELD_NAMES) {
    const column = mapping.columns[field];
    if (column !== null && !mapped.has(tidyHeader(column))) mapped.set(tidyHeader(column), field);
  }
  return header.names.map((name, index) => {
    const field = cellText(name) === '' ? undefined : mapped.get(name);
    const recognised = byName[index];
    const surer = recognised?.field === field ? (recognised?.confidence ?? 0) : 0;
    return {
      index,
      name,
      recognisedAs: field ?? null,
      confidence: field === undefined ? 0 : Math.max(surer, mapping.preset === 'generic' ? 0 : 0.9),
      samples: samples[index] ?? [],
    };
  });
}

function unknownPreset(id: string): EngineError {
  const known = IMPORT_PRESETS.map((preset) => preset.id);
  return new EngineError('bad_mapping', `There is no preset "${id}". The presets are: ${known.join(', ')}.`, {
    known,
  });
}
