import { importMappingSchema } from '../../../../shared/contract/imports.ts';
import type { ImportInspection } from '../../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { inspect } from '../../connectors/files/inspect.ts';
import { readTable } from '../../connectors/files/read-table.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

export interface InspectRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly sheet: string | null;
  readonly preset: string | null;
  /** Shows how the rows are classified under this mapping, instead of the proposed one. */
  readonly mapping: ImportMapping | null;
}

export interface FileInspection {
  readonly inspection: ImportInspection;
  /** The mapping that was used last for files of this shape. */
  readonly savedMapping: ImportMapping | null;
}

/** Looks into a file before it is imported. Errors: `bad_file`, `bad_mapping`. */
export async function inspectFile(
  workspace: OpenWorkspace,
  request: InspectRequest,
): Promise<FileInspection> {
  const table = await readTable(request.bytes, request.fileName, { sheet: request.sheet });
  const options = { preset: request.preset, baseCurrency: workspace.currency };
  const { mapping } = request;
  const first = await inspect(
    table,
    mapping === null ? options : { ...options, preset: null, savedMapping: () => mapping },
  );
  const saved = await savedMapping(workspace, first.shapeHash);
  if (saved === null || mapping !== null || request.preset !== null)
    return { inspection: first, savedMapping: saved };
  return { inspection: await inspect(table, { ...options, savedMapping: () => saved }), savedMapping: saved };
}

async function savedMapping(workspace: OpenWorkspace, shapeHash: string): Promise<ImportMapping | null> {
  const json = await workspace.db.read('savedMapping', { shapeHash });
  const parsed = json === null ? null : importMappingSchema.safeParse(JSON.parse(json));
  return parsed?.success === true ? parsed.data : null;
}
