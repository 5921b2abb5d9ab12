import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Instant } from '../../../shared/domain/dates.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { EngineError } from '../platform/engine-error.ts';
import { type KeySlots, keySlotsSchema } from '../secrets/key-slots.ts';
import { keyCheckOf, type RawKey } from '../secrets/raw-key.ts';
import { writeFileDurably } from './durable-file.ts';
import { codeOf, withStorageErrors } from './storage-error.ts';
import { workspacePaths } from './workspace-paths.ts';

/** The form of the workspace folder. A folder with a higher number was made by a newer Duebook. */
export const FORMAT_VERSION = 1;

/** The cipher scheme of the database; kept in the header so that another can follow. See `open.ts`. */
export const CIPHER = 'sqlcipher';

/** A header is a page of text; anything larger is not ours. */
const LARGEST_HEADER = 100_000;

const formatSchema = z.object({ format: z.literal('duebook-workspace'), formatVersion: z.int().min(1) });

export const headerSchema = z.strictObject({
  format: z.literal('duebook-workspace'),
  formatVersion: z.literal(FORMAT_VERSION),
  workspaceId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/)
    .transform((id) => id as WorkspaceId),
  createdAt: z.iso.datetime({ precision: 3 }).transform((at) => at as Instant),
  cipher: z.literal(CIPHER),
  keyCheck: z.string().regex(/^[0-9a-f]{64}$/),
  slots: keySlotsSchema,
});

/** What stands in clear beside the encrypted database: how to find the key, and nothing about customers. */
export type WorkspaceHeader = z.infer<typeof headerSchema>;

/** The header of a new workspace; its slots are added with `secrets/unlock.ts`. */
export function newHeader(
  workspaceId: WorkspaceId,
  createdAt: Instant,
  key: RawKey,
  slots: KeySlots = {},
): WorkspaceHeader {
  return {
    format: 'duebook-workspace',
    formatVersion: FORMAT_VERSION,
    workspaceId,
    createdAt,
    cipher: CIPHER,
    keyCheck: keyCheckOf(key, workspaceId),
    slots,
  };
}

/**
 * Reads DIR/workspace.json. Errors: `not_found` (no workspace there), `newer_version` (made by a newer Duebook),
 * `damaged` (not readable as a header).
 */
export function readHeader(folder: string): WorkspaceHeader {
  const { header: path } = workspacePaths(folder);
  try {
    return parseHeader(readFileSync(path));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') {
      throw new EngineError(
        'not_found',
        `There is no Duebook workspace in ${folder}: workspace.json is missing.`,
        {
          folder,
        },
      );
    }
    if (error instanceof EngineError) {
      throw new EngineError(error.code, `${path}: ${error.message}`, { ...error.details, file: path });
    }
    throw error;
  }
}

/** Parses the bytes of a header, also of one inside a backup. Errors: `newer_version`, `damaged`. */
export function parseHeader(bytes: Uint8Array): WorkspaceHeader {
  const value = bytes.length > LARGEST_HEADER ? undefined : parseJson(bytes);
  const format = formatSchema.safeParse(value);
  if (format.success && format.data.formatVersion > FORMAT_VERSION) {
    throw new EngineError(
      'newer_version',
      `This workspace has the format ${format.data.formatVersion}; this Duebook knows up to ${FORMAT_VERSION}. Update Duebook and open it again.`,
      { found: format.data.formatVersion, known: FORMAT_VERSION },
    );
  }
  const parsed = headerSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new EngineError(
    'damaged',
    'The header of this workspace is damaged. Restore workspace.json from a backup of the folder, or restore a Duebook backup.',
    { field },
  );
}

/** Writes DIR/workspace.json so that a crash leaves the old or the new one. Errors: `disk_full`. */
export function writeHeader(folder: string, header: WorkspaceHeader): void {
  const text = `${JSON.stringify(headerSchema.parse(header), null, 2)}\n`;
  withStorageErrors(() => writeFileDurably(workspacePaths(folder).header, Buffer.from(text)));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
