import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { lstat, opendir, readFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../../../shared/domain/dates.ts';
import { writeFileDurably } from '../../db/durable-file.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { MAX_FILE_BYTES, type PickedFile } from '../../platform/files.ts';
import { PACK_EXTENSIONS, type PackFileKind } from './pack-names.ts';
import { type Publication, publishToFile } from './publication.ts';

const fileSchema = z.object({ path: z.string().min(1).max(4000) });
/** More entries than this are no folder for packs. */
const MOST_ENTRIES = 5000;
/** A file that did not change for so long is whole, even when it is seen for the first time. */
const QUIET_MS = 60_000;
/** Two looks have to be so far apart to tell that nobody writes any more. */
const BETWEEN_LOOKS_MS = 1500;

/** A pack that lies in the folder. `arriving`: the drive, or another program, still writes to it. */
export interface SharedPack {
  readonly name: string;
  readonly kind: PackFileKind;
  /** In bytes. */
  readonly size: number;
  /** When it was changed last, by the clock of the drive. */
  readonly at: Instant;
  readonly state: 'ready' | 'arriving';
}

/** The folder of a shared drive into which both sides of a handoff put packs. It is a setting of the profile. */
export interface SharedFolder {
  /** Null: none is set. */
  path(): string | null;
  /** Throws `bad_file` when it is no folder that can be looked into. */
  set(path: string | null): void;
  /** The packs in it, newest first. Throws `not_found` (none set), `bad_file` (not there at the moment). */
  list(): Promise<readonly SharedPack[]>;
  /** A pack that is whole. Throws `bad_file`: not there, no pack by its name, too large, or still arriving. */
  read(name: string): Promise<PickedFile>;
  /** Where a new pack goes; it appears under its name only when it is whole. Throws `not_found`. */
  publication(name: string): Publication;
  /** A name that no file there has yet. Throws `not_found`. */
  freeName(name: string): string;
}

interface Look {
  readonly size: number;
  readonly modifiedMs: number;
  readonly identity: string;
  readonly atMs: number;
}

/** Opens the shared folder of a profile folder; `now` is a clock in milliseconds. */
export function openSharedFolder(home: string, now: () => number = Date.now): SharedFolder {
  const file = join(home, 'shared-folder.json');
  const looks = new Map<string, Look>();
  const path = (): string | null => {
    const parsed = existsSync(file) ? fileSchema.safeParse(jsonOf(readFileSync(file, 'utf8'))) : null;
    return parsed?.success === true ? parsed.data.path : null;
  };
  const required = (): string => {
    const set = path();
    if (set !== null) return set;
    throw new EngineError('not_found', 'No shared folder is set. Choose one under Handoffs first.');
  };
  const look = async (folder: string, name: string): Promise<SharedPack | null> => {
    const kind = kindOf(name);
    const found = kind === null ? null : await factsOf(join(folder, name));
    if (kind === null || found === null) return null;
    const { size, mtimeMs: modifiedMs, dev, ino } = found;
    const seen: Look = { size, modifiedMs, identity: `${dev}:${ino}`, atMs: now() };
    const key = join(folder, name);
    const before = looks.get(key);
    const same = before !== undefined && isSame(before, seen);
    if (!same) looks.set(key, seen);
    const quiet = now() - modifiedMs > QUIET_MS || (same && seen.atMs - before.atMs >= BETWEEN_LOOKS_MS);
    const at = new Date(modifiedMs).toISOString() as Instant;
    return { name, kind, size, at, state: quiet && size > 0 ? 'ready' : 'arriving' };
  };
  return {
    path,
    set(next) {
      looks.clear();
      if (next === null) {
        rmSync(file, { force: true });
        return;
      }
      requireFolder(next);
      mkdirSync(home, { recursive: true, mode: 0o700 });
      writeFileDurably(file, Buffer.from(`${JSON.stringify({ path: next }, null, 2)}\n`));
    },
    async list() {
      const folder = required();
      const names = await namesIn(folder);
      const packs = await Promise.all(names.map((name) => look(folder, name)));
      return packs
        .filter((pack) => pack !== null)
        .toSorted((one, other) => (one.at === other.at ? 0 : one.at < other.at ? 1 : -1));
    },
    async read(name) {
      const folder = required();
      const pack = basename(name) === name ? await look(folder, name) : null;
      if (pack === null) throw notThere(name);
      if (pack.state === 'arriving') {
        throw new EngineError('bad_file', `${name} is still arriving. Try again in a moment.`, { name });
      }
      if (pack.size > MAX_FILE_BYTES) {
        throw new EngineError('bad_file', `${name} is too large for a pack.`, { name });
      }
      try {
        return { name, bytes: await readFile(join(folder, name)) };
      } catch (error) {
        throw notThere(name, error);
      }
    },
    publication: (name) => publishToFile(join(required(), basename(name))),
    freeName(name) {
      const folder = required();
      const dot = name.lastIndexOf('.');
      const [stem, end] = [name.slice(0, dot), name.slice(dot)];
      let free = name;
      for (let number = 2; existsSync(join(folder, free)); number++) free = `${stem}-${number}${end}`;
      return free;
    },
  };
}

/** Only by its ending: parts, hidden files and the conflict copies of a drive's own kind are no packs. */
function kindOf(name: string): PackFileKind | null {
  if (name.startsWith('.') || name.startsWith('~')) return null;
  const lower = name.toLowerCase();
  if (lower.endsWith(PACK_EXTENSIONS.handoff)) return 'handoff';
  return lower.endsWith(PACK_EXTENSIONS.return) ? 'return' : null;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isFile()) names.push(entry.name);
      if (names.length > MOST_ENTRIES) break;
    }
    return names;
  } catch (error) {
    throw new EngineError(
      'bad_file',
      `The folder "${basename(folder)}" is not there at the moment. If it is on a drive of the network, connect the drive.`,
      {},
      error,
    );
  }
}

/** Null for what went away meanwhile, and for links: they may lead anywhere. */
async function factsOf(path: string) {
  try {
    const found = await lstat(path);
    return found.isFile() ? found : null;
  } catch {
    return null;
  }
}

function isSame(one: Look, other: Look): boolean {
  return one.size === other.size && one.modifiedMs === other.modifiedMs && one.identity === other.identity;
}

function requireFolder(path: string): void {
  try {
    if (isAbsolute(path) && statSync(path).isDirectory()) return;
  } catch {
    // Told below: not there and not allowed are the same to whoever chooses.
  }
  throw new EngineError('bad_file', `${path} is no folder that can be opened. Choose another one.`);
}

function notThere(name: string, cause?: unknown): EngineError {
  return new EngineError(
    'bad_file',
    `There is no pack "${name}" in the shared folder any more.`,
    { name },
    cause,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
