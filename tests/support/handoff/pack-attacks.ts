import { expect } from 'vitest';
import type { PackManifest } from '../../../electron/engine/services/handoff/pack/manifest.ts';
import { entriesOf, listOf, type PackBench } from './pack-bench.ts';
import type { RawEnd, RawEntry } from './raw-zip.ts';

type Texts = Readonly<Record<string, string>>;

/** What the sender signed in every attack. */
export const SIGNED_FILES = { 'log.jsonl': '{"seq":1}\n', 'records/notes.jsonl': '{"id":"n-1"}\n' };

/** A pack whose sender signed the files; its zip is then meddled with. */
export async function meddled(
  bench: PackBench,
  change: (entries: RawEntry[]) => readonly RawEntry[],
  end: RawEnd = {},
): Promise<Uint8Array> {
  return bench.forge(change([...entriesOf(SIGNED_FILES), ...(await bench.signed(SIGNED_FILES))]), end);
}

/** Meddles with the first file. */
export const first =
  (change: Partial<RawEntry>) =>
  (entries: RawEntry[]): RawEntry[] =>
    entries.map((entry, index) => (index === 0 ? { ...entry, ...change } : entry));

/** Puts files before the others. */
export const also =
  (...more: readonly RawEntry[]) =>
  (entries: RawEntry[]): RawEntry[] => [...more, ...entries];

/** Expects that the pack is refused in words, and gives them. */
export async function refused(bench: PackBench, pack: Uint8Array): Promise<string> {
  const error = await bench.refusal(pack);
  expect(error.code).toBe('bad_pack');
  expect(error.message).toMatch(/^This pack .*\.$/su);
  return error.message;
}

/** Expects that it is refused, with these words, while only the list of files was read: the second half of the way is for unpacking. */
export async function refusedUnopened(bench: PackBench, pack: Uint8Array, words = ''): Promise<string> {
  const seen: number[] = [];
  const error = await bench.refusal(pack, { onProgress: (fraction) => seen.push(fraction) });
  expect(error.code).toBe('bad_pack');
  expect(error.message).toContain(words);
  expect(Math.max(...seen)).toBeLessThanOrEqual(0.5);
  return error.message;
}

/** A pack with a manifest and a signature as an attacker wants them, encrypted for the backup. */
export async function packOf(
  bench: PackBench,
  files: Texts,
  manifest: string | Uint8Array,
  signature?: Uint8Array,
): Promise<Uint8Array> {
  const bytes = typeof manifest === 'string' ? Buffer.from(manifest) : manifest;
  return bench.forge([
    ...entriesOf(files),
    { name: 'manifest.json', data: bytes },
    { name: 'manifest.sig', data: signature ?? (await bench.sender.sign(bytes)) },
  ]);
}

/** The manifest of the sender over these files. */
export function manifestOf(
  bench: PackBench,
  files: Texts,
  changes: Partial<PackManifest> = {},
): PackManifest {
  return { ...bench.draft(), files: listOf(files), ...changes };
}
