import type { SecretStore } from './secret-store.ts';

/** Secrets that are gone when the process ends: for tests and for the throw-away demo workspace. */
export function memorySecretStore(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, value) => {
      secrets.set(name, value);
    },
    delete: async (name) => secrets.delete(name),
  };
}
