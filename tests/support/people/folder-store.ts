import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretStore } from '../../../electron/engine/secrets/secret-store.ts';

/** A keyring that outlives a process, as far as a test goes: one file for an entry. */
export function folderStore(folder: string): SecretStore {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string) => join(folder, encodeURIComponent(name));
  return {
    get: async (name) => (entriesIn(folder).includes(name) ? readFileSync(fileOf(name), 'utf8') : null),
    set: async (name, value) => writeFileSync(fileOf(name), value),
    async delete(name) {
      const there = entriesIn(folder).includes(name);
      rmSync(fileOf(name), { force: true });
      return there;
    },
  };
}

/** The names of its entries. */
export function entriesIn(folder: string): readonly string[] {
  return readdirSync(folder).map(decodeURIComponent);
}
