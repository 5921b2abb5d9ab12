import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Instant } from '../../../shared/domain/dates.ts';
import { EngineError } from '../platform/engine-error.ts';
import { headerSchema } from './header.ts';

/*
 * A `.duebook-backup` file: the magic line, the length of the header in 8 hex digits and a line break, the header as
 * JSON, then the bytes of the encrypted database to the end of the file.
 */
const MAGIC = 'DUEBOOK-BACKUP\n';
const LENGTH_FIELD = 9;
const PREAMBLE = MAGIC.length + LENGTH_FIELD;
const LARGEST_HEADER = 100_000;

/** The version of the backup format itself. */
export const BACKUP_VERSION = 1;

const versionSchema = z.object({ version: z.int().min(1) });

const backupHeaderSchema = z.strictObject({
  version: z.literal(BACKUP_VERSION),
  createdAt: z.iso.datetime({ precision: 3 }).transform((at) => at as Instant),
  /** Of the database bytes. */
  size: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  schemaVersion: z.int().min(0),
  logHead: z.strictObject({ seq: z.int().min(0), hash: z.string() }),
  workspace: headerSchema,
});

export type BackupHeader = z.infer<typeof backupHeaderSchema>;

export interface OpenedBackup {
  readonly header: BackupHeader;
  /** Where in the file the database begins. */
  readonly offset: number;
}

/** SHA-256 and size of a file, or of its part from an offset, read as a stream. */
export async function digestFile(
  path: string,
  offset = 0,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { start: offset })) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
}

/** Writes a backup file from its header and the copied database, as a stream. */
export async function writeBackupFile(target: string, header: BackupHeader, database: string): Promise<void> {
  const json = Buffer.from(JSON.stringify(backupHeaderSchema.parse(header)));
  const length = json.length.toString(16).padStart(LENGTH_FIELD - 1, '0');
  const preamble = Buffer.concat([Buffer.from(`${MAGIC}${length}\n`), json]);
  await copyBytes(createReadStream(database), target, preamble);
}

/** Writes the database inside a backup file to a file of its own. */
export function extractDatabase(backup: string, offset: number, target: string): Promise<void> {
  return copyBytes(createReadStream(backup, { start: offset }), target, Buffer.alloc(0));
}

/**
 * Reads and checks a backup file without a key: that it is one (`bad_file`), that this version can read it
 * (`newer_version`), and that not a byte of it is missing or changed (`damaged`).
 */
export async function openBackup(path: string): Promise<OpenedBackup> {
  const opened = await readBackupHeader(path);
  const { sha256, size } = await digestFile(path, opened.offset);
  if (size !== opened.header.size) {
    throw new EngineError(
      'damaged',
      `The backup ${path} is cut off or has bytes too many (${size} instead of ${opened.header.size}). Use another copy of it.`,
      { file: path },
    );
  }
  if (sha256 !== opened.header.sha256) {
    throw new EngineError(
      'damaged',
      `The backup ${path} was changed since it was made. Use another copy of it.`,
      {
        file: path,
      },
    );
  }
  return opened;
}

/** Reads the header of a backup file alone. Throws `bad_file`, `newer_version`, `damaged`. */
export async function readBackupHeader(path: string): Promise<OpenedBackup> {
  const start = await readStart(path);
  const lengthField = start.toString('latin1', MAGIC.length, PREAMBLE);
  const length = /^[0-9a-f]{8}\n$/.test(lengthField) ? Number.parseInt(lengthField, 16) : 0;
  if (!start.toString('latin1').startsWith(MAGIC) || length === 0 || length > LARGEST_HEADER) {
    throw new EngineError('bad_file', `${path} is no Duebook backup.`, { file: path });
  }
  const offset = PREAMBLE + length;
  return { header: parseHeader(start.subarray(PREAMBLE, offset), path), offset };
}

/** As much of the file as preamble and header can take. */
async function readStart(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(PREAMBLE + LARGEST_HEADER);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const message = `The backup ${path} cannot be read. Check its name and that you may read it.`;
    throw new EngineError('bad_file', message, { file: path }, error);
  }
}

function parseHeader(bytes: Buffer, path: string): BackupHeader {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    value = undefined;
  }
  const version = versionSchema.safeParse(value);
  if (version.success && version.data.version > BACKUP_VERSION) {
    throw new EngineError(
      'newer_version',
      `The backup ${path} was made by a newer Duebook. Update Duebook and try again.`,
      {
        found: version.data.version,
        known: BACKUP_VERSION,
      },
    );
  }
  const parsed = backupHeaderSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new EngineError('damaged', `The header of the backup ${path} is damaged. Use another copy of it.`, {
    file: path,
  });
}

function copyBytes(source: AsyncIterable<Buffer>, target: string, first: Buffer): Promise<void> {
  const bytes = async function* () {
    yield first;
    yield* source;
  };
  return pipeline(bytes, createWriteStream(target, { mode: 0o600, flush: true }));
}
