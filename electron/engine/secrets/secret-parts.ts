import { createHash } from 'node:crypto';
import type { SecretStore } from './secret-store.ts';

/**
 * So many characters fit into one entry. Windows takes 2,560 bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE), and the library
 * writes two for a character there.
 */
export const ENTRY_LENGTH = 1_200;

/** Begins the entry of a secret that lies in parts: `duebook-parts:1:SERIES:COUNT:SHA-256`. */
const MARK = 'duebook-parts:1:';
const HEAD = /^duebook-parts:1:(?<series>[ab]):(?<count>\d{1,6}):(?<sha256>[0-9a-f]{64})$/u;
const SERIES = ['a', 'b'] as const;
type Series = (typeof SERIES)[number];

interface Head {
  readonly series: Series;
  readonly count: number;
  readonly sha256: string;
}

/**
 * Keeps a secret that is too long for one entry of the store in several: `NAME#a1`, `NAME#a2` …, and under `NAME` how many
 * and their hash. A new value is written beside the old one, in the other series, and takes its place with the one entry
 * under `NAME`: whoever is interrupted leaves the old value or the new one, never a mixture. Parts that do not fit their
 * hash count as missing.
 */
export function inParts(store: SecretStore): SecretStore {
  return {
    async get(name) {
      const entry = await store.get(name);
      if (entry === null || !entry.startsWith(MARK)) return entry;
      const value = await readParts(store, name, headOf(entry));
      if (value !== null) return value;
      // Another process may have written a new value meanwhile and taken the parts of this one away.
      const newer = await store.get(name);
      if (newer === null || !newer.startsWith(MARK)) return newer;
      return newer === entry ? null : readParts(store, name, headOf(newer));
    },
    async set(name, value) {
      const before = headOf(await store.get(name));
      if (value.length <= ENTRY_LENGTH && !value.startsWith(MARK)) {
        await store.set(name, value);
      } else {
        await writeParts(store, name, before?.series === 'a' ? 'b' : 'a', value);
      }
      if (before !== null) await removeParts(store, name, before.series);
    },
    async delete(name) {
      const deleted = await store.delete(name);
      // Also where there is no such entry: an interrupted call may have left parts without one.
      for (const series of SERIES) await removeParts(store, name, series);
      return deleted;
    },
  };
}

async function readParts(store: SecretStore, name: string, head: Head | null): Promise<string | null> {
  if (head === null) return null;
  const parts: string[] = [];
  for (let number = 1; number <= head.count; number += 1) {
    const part = await store.get(partName(name, head.series, number));
    if (part === null) return null;
    parts.push(part);
  }
  const value = Buffer.from(parts.join(''), 'base64url').toString('utf8');
  return hashOf(value) === head.sha256 ? value : null;
}

/** The entry under the name comes last: it makes the parts count. */
async function writeParts(store: SecretStore, name: string, series: Series, value: string): Promise<void> {
  const text = Buffer.from(value, 'utf8').toString('base64url');
  const count = Math.ceil(text.length / ENTRY_LENGTH);
  await removeParts(store, name, series);
  for (let number = 1; number <= count; number += 1) {
    const part = text.slice((number - 1) * ENTRY_LENGTH, number * ENTRY_LENGTH);
    await store.set(partName(name, series, number), part);
  }
  await store.set(name, `${MARK}${series}:${count}:${hashOf(value)}`);
}

/** The last part goes first, so that what an interruption leaves is still found by counting up. */
async function removeParts(store: SecretStore, name: string, series: Series): Promise<void> {
  let count = 0;
  while ((await store.get(partName(name, series, count + 1))) !== null) count += 1;
  for (let number = count; number > 0; number -= 1) await store.delete(partName(name, series, number));
}

function headOf(entry: string | null): Head | null {
  const { series, count, sha256 } = HEAD.exec(entry ?? '')?.groups ?? {};
  const known = SERIES.find((one) => one === series);
  return known === undefined || sha256 === undefined ? null : { series: known, count: Number(count), sha256 };
}

function partName(name: string, series: Series, number: number): string {
  return `${name}#${series}${number}`;
}

function hashOf(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('hex');
}
