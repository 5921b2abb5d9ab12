import { expect, test } from 'vitest';
import { connectorFailure } from '../../../../electron/engine/connectors/connector-failure.ts';
import {
  createTokenSession,
  memoryTokenStore,
  type NewTokens,
  type TokenStore,
  tokensToKeep,
} from '../../../../electron/engine/connectors/http/token-session.ts';
import { fakeTiming } from '../../../support/ledger/fake-timing.ts';

const going = () => new AbortController().signal;

/** A token service whose refresh tokens are good once. */
function rotating() {
  let good = 'refresh-0';
  let given = 0;
  return {
    given: () => given,
    async refresh(token: string): Promise<NewTokens> {
      await Promise.resolve();
      if (token !== good) throw connectorFailure('auth_revoked', 'Refused.');
      given += 1;
      good = `refresh-${given}`;
      return {
        accessToken: `access-${given}`,
        refreshToken: good,
        lifetimeMs: 1_800_000,
        refreshLifetimeMs: null,
      };
    },
  };
}

function session(store: TokenStore, service = rotating(), timing = fakeTiming()) {
  return {
    service,
    timing,
    authorization: createTokenSession({ system: 'Xero', store, timing, refresh: service.refresh }),
  };
}

const old = (expiresAt = 0) => ({
  accessToken: 'access-0',
  refreshToken: 'refresh-0',
  expiresAt,
  refreshedAt: 0,
  refreshEndsAt: null,
});

test('a token that is still good is used without asking', async () => {
  const timing = fakeTiming();
  const { authorization, service } = session(
    memoryTokenStore(old(timing.now() + 120_000)),
    rotating(),
    timing,
  );
  expect(await authorization.headers(going())).toEqual({ authorization: 'Bearer access-0' });
  timing.advance(61_000);
  expect(await authorization.headers(going())).toEqual({ authorization: 'Bearer access-1' });
  expect(service.given()).toBe(1);
});

test('many callers at once cause one renewal, and the new tokens are kept before anybody uses them', async () => {
  const store = memoryTokenStore(old());
  let keptBeforeUse = true;
  const { authorization, service } = session({
    ...store,
    read: store.read,
    async write(tokens) {
      await Promise.resolve();
      await store.write(tokens);
    },
    exclusively: store.exclusively,
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const headers = await authorization.headers(going());
      keptBeforeUse &&= store.history.at(-1)?.accessToken === 'access-1';
      return headers.authorization;
    }),
  );
  expect(new Set(answers)).toEqual(new Set(['Bearer access-1']));
  expect(service.given()).toBe(1);
  expect(keptBeforeUse).toBe(true);
  expect(store.history.at(-1)).toMatchObject({ refreshToken: 'refresh-1' });
});

test('two processes that share the store do not use a refresh token twice', async () => {
  const store = memoryTokenStore(old());
  const service = rotating();
  const [one, two] = [session(store, service), session(store, service)];
  await Promise.all([one.authorization.headers(going()), two.authorization.headers(going())]);
  expect(service.given()).toBe(1);
});

test('a refused refresh token is looked up once more, because another process may have changed it', async () => {
  const store = memoryTokenStore(old());
  const service = rotating();
  const { authorization } = session(store, {
    ...service,
    async refresh(token) {
      if (token === 'refresh-0' && service.given() === 0) {
        const theirs = await service.refresh(token);
        await store.write({
          accessToken: theirs.accessToken,
          refreshToken: theirs.refreshToken ?? '',
          expiresAt: fakeTiming().now() + 1_000_000,
          refreshedAt: 0,
          refreshEndsAt: null,
        });
      }
      return service.refresh(token);
    },
  });
  expect(await authorization.headers(going())).toEqual({ authorization: 'Bearer access-1' });
});

test('a refresh token that stays refused asks for a new sign-in', async () => {
  const { authorization } = session(memoryTokenStore({ ...old(), refreshToken: 'gone' }));
  await expect(authorization.headers(going())).rejects.toMatchObject({ details: { reason: 'auth_revoked' } });
});

test('after a 401 there is new proof once, even when the token should still be good', async () => {
  const timing = fakeTiming();
  const { authorization, service } = session(
    memoryTokenStore(old(timing.now() + 1_000_000)),
    rotating(),
    timing,
  );
  await authorization.headers(going());
  expect(await authorization.renew?.(going())).toBe(true);
  expect(await authorization.headers(going())).toEqual({ authorization: 'Bearer access-1' });
  expect(service.given()).toBe(1);
});

test('a caller that is stopped leaves, the renewal that others share goes on', async () => {
  const store = memoryTokenStore(old());
  const { authorization } = session(store);
  const stop = new AbortController();
  const first = authorization.headers(stop.signal);
  const second = authorization.headers(going());
  stop.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect(await second).toEqual({ authorization: 'Bearer access-1' });
});

test('of the tokens before, what no new value came for stays', () => {
  const day = 86_400_000;
  const fresh = { accessToken: 'a', refreshToken: null, lifetimeMs: 1_800_000, refreshLifetimeMs: 60 * day };
  const hardEnd = { from: 0, until: 900 * day };
  const kept = tokensToKeep(fresh, { refreshToken: 'before', hardEnd }, 100 * day);
  expect(kept).toMatchObject({ refreshToken: 'before', hardEnd, refreshEndsAt: 160 * day });
  const told = tokensToKeep(
    { ...fresh, hardLifetimeMs: 700 * day },
    { refreshToken: 'b', hardEnd },
    100 * day,
  );
  expect(told.hardEnd).toEqual({ from: 0, until: 800 * day });
});
