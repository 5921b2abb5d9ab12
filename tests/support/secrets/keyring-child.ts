import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import {
  deletePassword,
  findCredentials,
  getPassword,
  keyringSecretStore,
  probeKeyring,
  setPassword,
} from '../../../electron/engine/secrets/keyring.ts';

/** Does with the keyring what the first argument says and prints the outcome as JSON. */
const [action = '', name = '', value = ''] = process.argv.slice(2);
const SERVICE = 'duebook-test';
const store = keyringSecretStore(SERVICE);

const ACTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  probe: () => probeKeyring(),
  set: async () => {
    await setPassword(SERVICE, name, value);
    return { found: await findCredentials(SERVICE), viaStore: await store.get(name) };
  },
  get: async () => ({ value: await getPassword(SERVICE, name) }),
  delete: async () => ({
    first: await deletePassword(SERVICE, name),
    second: await store.delete(name),
    left: await store.get(name),
  }),
};

const started = performance.now();
const outcome = await (ACTIONS[action] ?? (async () => 'unknown action'))().catch((error: unknown) => ({
  error: isEngineError(error) ? error.code : String(error),
}));
process.stdout.write(JSON.stringify({ outcome, quick: performance.now() - started < 10_000 }));
