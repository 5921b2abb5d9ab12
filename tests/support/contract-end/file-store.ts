import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { SecretStore } from '../../../electron/engine/secrets/secret-store.ts';

/** Stands in for the system's keyring across processes: what one wrote, the next finds. */
export function fileSecretStore(file: string): SecretStore {
  const read = (): Record<string, string> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const write = (secrets: Record<string, string>) => writeFileSync(file, JSON.stringify(secrets));
  return {
    get: async (name) => read()[name] ?? null,
    set: async (name, value) => write({ ...read(), [name]: value }),
    delete: async (name) => {
      const { [name]: gone, ...rest } = read();
      write(rest);
      return gone !== undefined;
    },
  };
}
