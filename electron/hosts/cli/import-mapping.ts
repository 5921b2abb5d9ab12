import { importMappingSchema } from '../../../shared/contract/imports.ts';
import { type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type {
  ImportInspection,
  ImportQuestion,
  ImportWarning,
} from '../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { EngineError } from '../../engine/platform/engine-error.ts';
import { inspectFile } from '../../engine/services/imports/inspect-file.ts';
import type { OpenWorkspace } from '../../engine/services/workspace/open-workspace.ts';
import { mappingProblems } from './mapping-problems.ts';

/** How a file will be read, and what was taken for granted on the way. */
export interface ChosenMapping {
  readonly mapping: ImportMapping;
  /** The day that the file itself says its figures are of. */
  readonly statedAsOf: PlainDate | null;
  readonly assumed: readonly Omit<ImportWarning, 'count'>[];
}

/**
 * Reads a mapping file. Throws `bad_mapping` that names the field.
 * @param text - what the file holds
 * @param path - for messages
 */
export function parseMappingFile(text: string, path: string): ImportMapping {
  const given = parseJson(text, path);
  const parsed = importMappingSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = mappingProblems(parsed.error.issues, given);
  const [first] = issues;
  throw new EngineError('bad_mapping', `${path}: ${first?.message ?? 'this is no mapping.'}`, {
    file: path,
    field: first?.field ?? null,
    issues,
  });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new EngineError('bad_mapping', `${path} is no JSON (${reason}). Correct the file.`, { file: path });
  }
}

/**
 * Finds out how to read a file: by the given preset, else by what the file looks like (or by the mapping that was
 * saved for files of its shape). A file that names no currency is taken to be in the workspace's, with a warning.
 * Throws `bad_mapping` that says what to put into a mapping file when the file can be read in two ways.
 */
export async function recogniseMapping(
  workspace: OpenWorkspace,
  file: { readonly fileName: string; readonly bytes: Uint8Array },
  wanted: { readonly preset: string | null; readonly sheet: string | null },
): Promise<ChosenMapping> {
  const { inspection } = await inspectFile(workspace, { ...file, ...wanted, mapping: null });
  const open = inspection.questions.filter(({ code }) => code !== 'currency' && code !== 'as_of');
  const [question] = open;
  if (question !== undefined) throw openQuestion(file.fileName, question, open, inspection);
  const namesCurrency = !inspection.questions.some(({ code }) => code === 'currency');
  const { proposedMapping } = inspection;
  return {
    mapping: namesCurrency ? proposedMapping : { ...proposedMapping, currency: workspace.currency },
    statedAsOf: inspection.statedAsOf === null ? null : plainDate(inspection.statedAsOf),
    assumed: namesCurrency ? [] : [assumedCurrency(workspace.currency)],
  };
}

function assumedCurrency(currency: CurrencyCode): Omit<ImportWarning, 'count'> {
  return {
    code: 'currency_assumed',
    message: `The file names no currency: ${currency}, the currency of the workspace, was taken. Use --map to name another.`,
  };
}

const SETTINGS: Readonly<Record<string, string>> = {
  date_order: '"dateFormat"',
  decimal_mark: '"decimal"',
  columns: 'the column under "columns"',
};

function openQuestion(
  fileName: string,
  { code, text, choices }: ImportQuestion,
  questions: readonly ImportQuestion[],
  { proposedMapping }: ImportInspection,
): EngineError {
  const values = choices.map(({ value }) => `"${value}"`).join(' or ');
  const what = `${SETTINGS[code] ?? code}${values === '' ? '' : ` (${values})`}`;
  return new EngineError(
    'bad_mapping',
    `${fileName}: ${text} Save the proposed mapping (--json prints it), set ${what} in it, and import with --map.`,
    { questions, proposedMapping },
  );
}
