import { readdirSync, readFileSync } from 'node:fs';
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

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'went well',
    (error: unknown) => (isEngineError(error) ? error.code : String(error)),
  );

/** The keyring's daemons that were started with the home folder of this process, which is its own. */
function daemonsOfThisSession(): readonly number[] {
  const ours = `HOME=${process.env.HOME}`;
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => readProc(pid, 'comm').startsWith('gnome-keyring'))
    .filter((pid) => readProc(pid, 'environ').split('\0').includes(ours))
    .map(Number);
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const ACTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  probe: () => probeKeyring(),
  set: async () => {
    await setPassword(SERVICE, name, value);
    return { found: await findCredentials(SERVICE), viaStore: await store.get(name) };
  },
  'set, then lose the daemon': async () => {
    await setPassword(SERVICE, name, value);
    for (const pid of daemonsOfThisSession()) process.kill(pid, 'SIGKILL');
    return { read: await codeOf(store.get(name)), written: await codeOf(store.set(name, `${value}2`)) };
  },
  keep: async () => {
    await store.set(name, value);
    const found = await findCredentials(SERVICE);
    const longest = Math.max(...found.map(({ password }) => password.length));
    return { entries: found.length, longest, whole: (await store.get(name)) === value };
  },
  forget: async () => {
    const deleted = await store.delete(name);
    return { deleted, entries: (await findCredentials(SERVICE)).length };
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
