import { createHash } from 'node:crypto';
import type {
  FolderFileState,
  FolderSettings,
} from '../../../../shared/domain/connections/folder-settings.ts';
import { type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import type { ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { ImportQuestion } from '../../../../shared/domain/imports/inspection.ts';
import { shownName } from '../../connectors/folder/folder-names.ts';
import type { SeenFile } from '../../connectors/folder/look-into-folder.ts';
import type { FolderFileRow, ImportedContent } from '../../db/queries/folder-files.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { importFile } from '../imports/import-file.ts';
import { type FileInspection, inspectFile } from '../imports/inspect-file.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { absentDay, figuresDay } from './folder-date.ts';

/** What became of one file. */
export interface FileOutcome {
  readonly state: FolderFileState;
  readonly text: string | null;
  readonly sha256: string;
  readonly shapeHash: string | null;
  readonly batchId: ImportBatchId | null;
  readonly asOf: PlainDate | null;
}

interface FileToImport {
  readonly file: SeenFile;
  readonly bytes: Uint8Array;
  readonly settings: FolderSettings;
  /** What is known of the file of this name. */
  readonly known: FolderFileRow | null;
  readonly signal: AbortSignal;
}

/** Errors that are about one file; every other one ends the run. */
const ABOUT_THE_FILE = ['bad_file', 'bad_mapping', 'validation'] as const;

/**
 * Imports one file with the mapping that was saved for its shape. A shape that nobody has mapped is asked for, and so is
 * what the mapping leaves open; nothing is guessed. Errors: `cancelled`, `disk_full`, `locked` and the like.
 */
export async function importFolderFile(workspace: OpenWorkspace, given: FileToImport): Promise<FileOutcome> {
  const sha256 = createHash('sha256').update(given.bytes).digest('hex');
  const nothing = { sha256, shapeHash: null, batchId: null, asOf: null };
  try {
    const before = await workspace.db.read('importedContent', { sha256 });
    if (before !== null && !isLaterByName(workspace, given, before))
      return { ...nothing, ...knownContent(given, before, sha256) };
    const fileName = shownName(given.file.name);
    const found = await inspectFile(workspace, {
      fileName,
      bytes: given.bytes,
      sheet: null,
      preset: null,
      mapping: null,
    });
    const { shapeHash } = found.inspection;
    const question = askedOf(found);
    if (question !== null) return { ...nothing, shapeHash, state: 'needs_mapping', text: question };
    return { ...nothing, shapeHash, ...(await taken(workspace, given, fileName, found)) };
  } catch (error) {
    if (isEngineError(error) && ABOUT_THE_FILE.some((code) => code === error.code))
      return { ...nothing, state: 'refused', text: error.message };
    throw error;
  }
}

/** The same list under the name of a later day says that nothing changed until then, or that it is as it was again. */
function isLaterByName(
  workspace: OpenWorkspace,
  { file, settings }: FileToImport,
  before: ImportedContent,
): boolean {
  const day = figuresDay(settings.dates, { ...file, stated: null, ...dayOf(workspace) });
  return day?.from === 'name' && before.asOf !== null && day.day > before.asOf;
}

/** A file that waited for its mapping and was imported by hand meanwhile counts as taken by this run. */
function knownContent({ known }: FileToImport, before: ImportedContent, sha256: string) {
  if (known?.state === 'needs_mapping' && known.sha256 === sha256)
    return { state: 'taken' as const, text: null, batchId: before.batchId, asOf: before.asOf };
  const text = `The same content was imported before, as ${before.fileName}.`;
  return { state: 'same' as const, text, asOf: before.asOf };
}

/** What a person has to say before the file can be read; null for nothing. The day comes from elsewhere. */
function askedOf({ inspection, savedMapping }: FileInspection): string | null {
  if (savedMapping === null)
    return 'No file with these columns was imported yet. Import it once by hand: what you choose then is kept for all that follow.';
  const question: ImportQuestion | undefined = inspection.questions.find(({ code }) => code !== 'as_of');
  return question === undefined ? null : question.text;
}

async function taken(
  workspace: OpenWorkspace,
  { file, bytes, settings, signal }: FileToImport,
  fileName: string,
  { inspection: { statedAsOf, proposedMapping: mapping } }: FileInspection,
): Promise<Pick<FileOutcome, 'state' | 'text' | 'batchId' | 'asOf'>> {
  const stated = statedAsOf === null ? null : plainDate(statedAsOf);
  const day = figuresDay(settings.dates, { ...file, stated, ...dayOf(workspace) });
  if (day === null) return { state: 'refused', text: absentDay(settings.dates), batchId: null, asOf: null };
  const { outcome } = await importFile(workspace, {
    fileName,
    bytes,
    mapping,
    complete: settings.complete && mapping.kind === 'invoices',
    asOf: day.day,
    dryRun: false,
    signal,
  });
  const batchId = outcome.batch as ImportBatchId | null;
  const [warning] = outcome.warnings.filter(({ code }) => code === 'older_export');
  return batchId === null
    ? { state: 'same', text: 'Nothing in it is new.', batchId, asOf: day.day }
    : { state: 'taken', text: warning?.message ?? null, batchId, asOf: day.day };
}

function dayOf(workspace: OpenWorkspace) {
  return { timeZone: workspace.timeZone, today: workspace.today() };
}
