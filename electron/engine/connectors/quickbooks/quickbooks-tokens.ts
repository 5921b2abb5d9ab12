import { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';
import type { HttpClient } from '../http/http-client.ts';
import { parseJson, wholeNumber } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { NewTokens } from '../http/token-session.ts';

const tokenForm = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: wholeNumber,
  x_refresh_token_expires_in: wholeNumber.nullish(),
  x_refresh_token_hard_expires_in: wholeNumber.nullish(),
});

/** Without use a refresh token ends after 100 days, in seconds. */
const UNUSED = 100 * 86_400;

/** An app that is registered at Intuit. It is a confidential client: it has a secret. */
export interface IntuitApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface TokenDesk {
  readonly http: HttpClient;
  readonly identity: string;
  readonly app: IntuitApp;
}

/**
 * Exchanges a refresh token. Intuit changes its value about once a day; the one before is dead then, so the caller keeps
 * the new one before it uses the access token.
 *
 * @throws EngineError `auth_revoked` when Intuit no longer takes it.
 */
export function refreshIntuitTokens(
  desk: TokenDesk,
  refreshToken: string,
  signal: AbortSignal,
): Promise<NewTokens> {
  const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return askForTokens(desk, { grant, repeat: 'reads', secrets: [refreshToken] }, signal);
}

/**
 * Exchanges the code of a sign-in, which is good once.
 *
 * @throws EngineError `auth_revoked` when Intuit does not take it.
 */
export function exchangeIntuitCode(
  desk: TokenDesk,
  { code, redirectUri }: { readonly code: string; readonly redirectUri: string },
  signal: AbortSignal,
): Promise<NewTokens> {
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  return askForTokens(desk, { grant, repeat: 'never', secrets: [code] }, signal);
}

async function askForTokens(
  { http, identity, app }: TokenDesk,
  asked: {
    readonly grant: Readonly<Record<string, string>>;
    readonly repeat: 'reads' | 'never';
    readonly secrets: readonly string[];
  },
  signal: AbortSignal,
): Promise<NewTokens> {
  const { clientId, clientSecret } = app;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const { value } = await http.json(
    {
      url: `${identity}/oauth2/v1/tokens/bearer`,
      method: 'POST',
      repeat: asked.repeat,
      anonymous: true,
      headers: {
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
        'x-include-refresh-token-hard-expires-in': 'true',
      },
      body: new URLSearchParams(asked.grant).toString(),
      secrets: [...asked.secrets, clientSecret, basic],
    },
    tokenForm,
    signal,
  );
  const unused = value.x_refresh_token_expires_in ?? UNUSED;
  const hard = value.x_refresh_token_hard_expires_in ?? null;
  return {
    accessToken: value.access_token,
    refreshToken: value.refresh_token,
    lifetimeMs: value.expires_in * 1_000,
    refreshLifetimeMs: Math.min(unused, hard ?? unused) * 1_000,
    ...(hard === null ? {} : { hardLifetimeMs: hard * 1_000 }),
  };
}

const refusalForm = z.object({ error: z.string() });

/** The failure behind a refused token request; null for anything else. `details.intuitTid` names it for Intuit. */
export function tokenRefusal({
  status,
  headers,
  bytes,
}: HttpAnswer): ReturnType<typeof connectorFailure> | null {
  if (status !== 400 && status !== 401) return null;
  let refusal: z.infer<typeof refusalForm>;
  try {
    refusal = refusalForm.parse(parseJson(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
  const details = tidOf(headers);
  switch (refusal.error) {
    case 'invalid_grant':
      return connectorFailure(
        'auth_revoked',
        'The permission to read QuickBooks is no longer good: it was taken back, replaced by a newer sign-in, or not used for 100 days. Sign in to QuickBooks again.',
        details,
      );
    case 'invalid_client':
    case 'unauthorized_client':
      return connectorFailure(
        'auth_revoked',
        'Intuit does not accept the client id and secret of the app. Check both under Keys & credentials at developer.intuit.com, then sign in again.',
        details,
      );
    default:
      return null;
  }
}

/** The number by which Intuit's support finds a request; it tells nothing of the books. */
export function tidOf(headers: Headers): { readonly intuitTid?: string } {
  const tid = headers.get('intuit_tid') ?? '';
  return /^[\w-]{1,64}$/.test(tid) ? { intuitTid: tid } : {};
}
