import { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure, failureReason } from '../connector-failure.ts';
import type { Authorization } from './http-client.ts';
import type { Timing } from './timing.ts';

/** The tokens of a connection, as they are kept in the secret store. */
export interface StoredTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970 of our clock, at which the access token ends. */
  readonly expiresAt: number;
  /** When the refresh token was given, and when it ends unless it is used; null: it does not end by itself. */
  readonly refreshedAt: number;
  readonly refreshEndsAt: number | null;
  /** The span from the sign-in to its end, where it ends however often it is used. */
  readonly hardEnd?: { readonly from: number; readonly until: number };
}

/** Where the tokens of one connection are kept, for all processes of this workspace. */
export interface TokenStore {
  read(): Promise<StoredTokens | null>;
  /** Returns only when the tokens are safe: the ones before are worth nothing any more. */
  write(tokens: StoredTokens): Promise<void>;
  /** Runs the work while no other process changes the tokens. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** What a token request brings. */
export interface NewTokens {
  readonly accessToken: string;
  /** Null: the refresh token before stays good. */
  readonly refreshToken: string | null;
  readonly lifetimeMs: number;
  /** How long the refresh token is good from now on; null: it does not end by itself. */
  readonly refreshLifetimeMs: number | null;
  /** How long the permission lasts from now on, however often it is used, where the system tells. */
  readonly hardLifetimeMs?: number;
}

/** What is kept of a token answer. `now` by our clock; of `before` stays what no new value came for. */
export function tokensToKeep(
  fresh: NewTokens,
  before: Pick<StoredTokens, 'refreshToken' | 'hardEnd'>,
  now: number,
): StoredTokens {
  const { hardLifetimeMs } = fresh;
  const hardEnd =
    hardLifetimeMs === undefined
      ? before.hardEnd
      : { from: before.hardEnd?.from ?? now, until: now + hardLifetimeMs };
  return {
    accessToken: fresh.accessToken,
    refreshToken: fresh.refreshToken ?? before.refreshToken,
    expiresAt: now + fresh.lifetimeMs,
    refreshedAt: now,
    refreshEndsAt: fresh.refreshLifetimeMs === null ? null : now + fresh.refreshLifetimeMs,
    ...(hardEnd === undefined ? {} : { hardEnd }),
  };
}

export interface TokenSessionOptions {
  readonly system: string;
  readonly store: TokenStore;
  readonly timing: Timing;
  /** Exchanges the refresh token; throws `auth_revoked` when it is no longer accepted. */
  readonly refresh: (refreshToken: string, signal: AbortSignal) => Promise<NewTokens>;
}

/** An access token is renewed so long before its end. */
const MARGIN = 60_000;

/**
 * Authorization by an access token that is renewed with a refresh token which may change with each use. One renewal at a
 * time; new tokens are kept before they are used; a refused refresh token is looked up once more, because another process
 * may have changed it.
 *
 * @throws EngineError `auth_revoked`: the person has to connect again.
 */
export function createTokenSession({ system, store, timing, refresh }: TokenSessionOptions): Authorization {
  let inFlight: Promise<StoredTokens> | null = null;
  let current: StoredTokens | null = null;

  const stored = async (): Promise<StoredTokens> => {
    const tokens = await store.read();
    if (tokens !== null) return tokens;
    throw connectorFailure(
      'auth_revoked',
      `There is no sign-in to ${system} on this computer. Sign in under Connections.`,
    );
  };

  const exchange = async (tokens: StoredTokens, signal: AbortSignal): Promise<StoredTokens> => {
    const fresh = await refresh(tokens.refreshToken, signal);
    const next = tokensToKeep(fresh, tokens, timing.now());
    await store.write(next);
    return next;
  };

  const renewed = (stale: string | null, signal: AbortSignal): Promise<StoredTokens> =>
    store.exclusively(async () => {
      const tokens = await stored();
      // Another process, or the caller before us, was faster.
      if (tokens.accessToken !== stale && isFresh(tokens)) return tokens;
      try {
        return await exchange(tokens, signal);
      } catch (error) {
        if (failureReason(error) !== 'auth_revoked') throw error;
        const again = await stored();
        if (again.refreshToken === tokens.refreshToken) throw error;
        return isFresh(again) ? again : await exchange(again, signal);
      }
    });

  const isFresh = ({ expiresAt }: StoredTokens): boolean => timing.now() < expiresAt - MARGIN;

  /** All callers share one renewal. It is not theirs to abort: a rotated token that nobody keeps would be lost. */
  const renewOnce = (stale: string | null, signal: AbortSignal): Promise<StoredTokens> => {
    inFlight ??= renewed(stale, AbortSignal.timeout(2 * MARGIN)).finally(() => {
      inFlight = null;
    });
    return untilAborted(inFlight, signal);
  };

  return {
    async headers(signal) {
      current ??= await stored();
      if (!isFresh(current)) current = await renewOnce(current.accessToken, signal);
      return { authorization: `Bearer ${current.accessToken}` };
    },
    async renew(signal) {
      const before = current?.accessToken ?? null;
      current = await renewOnce(before, signal);
      return current.accessToken !== before;
    },
  };
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new EngineError('cancelled', 'The sign-in was not waited for.'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A store in memory, for one process: tests, and the time before the connection is saved. */
export function memoryTokenStore(
  tokens: StoredTokens,
): TokenStore & { readonly history: readonly StoredTokens[] } {
  const history = [tokens];
  let turn: Promise<unknown> = Promise.resolve();
  return {
    history,
    read: async () => history.at(-1) ?? null,
    write: async (next) => {
      history.push(next);
    },
    exclusively(work) {
      const mine = turn.then(work);
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
