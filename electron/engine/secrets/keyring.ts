import { randomBytes } from 'node:crypto';
import { AsyncEntry, findCredentialsAsync } from 'keytar';
import { EngineError } from '../platform/engine-error.ts';
import { inParts } from './secret-parts.ts';
import type { SecretStore } from './secret-store.ts';
import { sessionBusFault } from './session-bus.ts';

/** The service under which all entries of Duebook stand in the keyring. */
export const KEYRING_SERVICE = 'duebook';

/** Long enough for a person to answer the system's prompt to unlock the keyring. */
const CALL_TIMEOUT_MS = 60_000;
/** At start nobody waits for a prompt: a keyring that needs one counts as not available. */
const PROBE_TIMEOUT_MS = 3_000;

/** A bus that lives answers in a millisecond. */
const BUS_TIMEOUT_MS = 1_000;

/**
 * On Linux the library would fall back silently to the kernel's session keyring, which forgets everything at
 * log-out. Pinned to the Secret Service it throws instead.
 */
const STORE = { linux: { store: 'secret-service' } } as const;

/** keytar's `getPassword`: `null` when there is none. Throws `no_key` when the keyring cannot be reached. */
export function getPassword(service: string, account: string): Promise<string | null> {
  return call(CALL_TIMEOUT_MS, async (signal) => new AsyncEntry(service, account, STORE).getPassword(signal));
}

/** keytar's `setPassword`; the value is read back, because a keyring that forgets is worse than none. */
export async function setPassword(service: string, account: string, password: string): Promise<void> {
  await call(CALL_TIMEOUT_MS, async (signal) =>
    new AsyncEntry(service, account, STORE).setPassword(password, signal),
  );
  if ((await getPassword(service, account)) !== password)
    throw unavailable('it did not keep what was written');
}

/** keytar's `deletePassword`: true when there was one. */
export function deletePassword(service: string, account: string): Promise<boolean> {
  return call(CALL_TIMEOUT_MS, async (signal) =>
    new AsyncEntry(service, account, STORE).deletePassword(signal),
  );
}

/** keytar's `findCredentials`: all entries of a service. Asked only where the probe succeeds, see `STORE`. */
export async function findCredentials(
  service: string,
): Promise<readonly { readonly account: string; readonly password: string }[]> {
  const found = await probeKeyring();
  if (!found.available) throw unavailable(found.reason);
  return call(CALL_TIMEOUT_MS, async (signal) => findCredentialsAsync(service, undefined, signal));
}

export type KeyringProbe =
  | { readonly available: true }
  /** `reason` is the system's own words, for `doctor` and the local log. */
  | { readonly available: false; readonly reason: string };

/**
 * Writes, reads back and removes an entry of its own. Answers within the timeout whatever the system does:
 * no session bus, no secret service, or a prompt that nobody sees.
 */
export async function probeKeyring(timeoutMs: number = PROBE_TIMEOUT_MS): Promise<KeyringProbe> {
  const value = randomBytes(12).toString('hex');
  try {
    const kept = await call(timeoutMs, async (signal) => {
      const entry = new AsyncEntry(KEYRING_SERVICE, `probe-${value}`, STORE);
      await entry.setPassword(value, signal);
      const read = await entry.getPassword(signal);
      await entry.deletePassword(signal);
      return read === value;
    });
    return kept ? { available: true } : { available: false, reason: 'it did not keep what was written' };
  } catch (error) {
    return { available: false, reason: reasonOf(error) };
  }
}

/** The keyring as a store of secrets of any length; names become accounts of one service. */
export function keyringSecretStore(service: string = KEYRING_SERVICE): SecretStore {
  return inParts({
    get: (name) => getPassword(service, name),
    set: (name, value) => setPassword(service, name, value),
    delete: (name) => deletePassword(service, name),
  });
}

/** Runs a call that the native side may never answer; after the time the caller goes on without it. */
async function call<Value>(timeoutMs: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const busFault = process.platform === 'linux' ? await sessionBusFault(BUS_TIMEOUT_MS) : null;
  if (busFault !== null) throw unavailable(busFault);
  const controller = new AbortController();
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(unavailable(`it did not answer within ${timeoutMs / 1000} s`));
    controller.abort();
  }, timeoutMs);
  try {
    return await Promise.race([work(controller.signal), timeout]);
  } catch (error) {
    throw error instanceof EngineError ? error : unavailable(reasonOf(error), error);
  } finally {
    clearTimeout(timer);
  }
}

function unavailable(reason: string, cause?: unknown): EngineError {
  return new EngineError(
    'no_key',
    `The system keyring is not available (${reason}). Use a passphrase instead, or unlock the keyring and try again.`,
    { reason },
    cause,
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof EngineError && typeof error.details.reason === 'string') return error.details.reason;
  return error instanceof Error ? error.message : 'unknown reason';
}
