import { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';
import type { Authorization, HttpClient } from '../http/http-client.ts';
import { parseJson, wholeNumber } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { Timing } from '../http/timing.ts';
import { createTokenSession, type NewTokens, type TokenStore } from '../http/token-session.ts';
import type { NetsuiteProof } from './netsuite-tokens.ts';

/** A person who signed in to NetSuite in the browser, instead of a certificate. */
export interface NetsuitePerson {
  /** Of the integration record, which allows public clients: there is no secret. */
  readonly clientId: string;
  readonly tokens: TokenStore;
}

/** Where NetSuite gives tokens, and for which integration record we ask. */
export interface NetsuiteTokenDesk {
  readonly http: HttpClient;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly timing: Timing;
}

/** A refresh token of a public client is good for so long, once (Oracle's help, "Refresh Token POST Request"). */
const REFRESH_LIFE = 3 * 3_600_000;

export function isPersonal(proof: NetsuiteProof | NetsuitePerson): proof is NetsuitePerson {
  return 'tokens' in proof;
}

/** Authorization by a person's tokens. Each renewal brings a new refresh token; the one before is used up. */
export function personalSession(
  { clientId, tokens }: NetsuitePerson,
  tokenUrl: string,
  timing: Timing,
  http: HttpClient,
): Authorization {
  const desk: NetsuiteTokenDesk = { http, tokenUrl, clientId, timing };
  return createTokenSession({
    system: 'NetSuite',
    store: tokens,
    timing,
    refresh: (refreshToken, signal) =>
      askForTokens(desk, { grant_type: 'refresh_token', refresh_token: refreshToken }, signal),
  });
}

/**
 * Exchanges the code of a sign-in, which is good once.
 *
 * @throws EngineError `auth_revoked` when NetSuite does not take it.
 */
export function exchangeNetsuiteCode(
  desk: NetsuiteTokenDesk,
  answer: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string },
  signal: AbortSignal,
): Promise<NewTokens> {
  const { code, redirectUri, codeVerifier } = answer;
  const grant = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  };
  return askForTokens(desk, grant, signal);
}

const tokenForm = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: wholeNumber,
});

/** Codes and refresh tokens are good once, so that no request is repeated: an answer that is lost costs the sign-in. */
async function askForTokens(
  { http, tokenUrl, clientId, timing }: NetsuiteTokenDesk,
  grant: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<NewTokens> {
  const { value } = await http.json(
    {
      url: tokenUrl,
      method: 'POST',
      repeat: 'never',
      anonymous: true,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: clientId, ...grant }).toString(),
      secrets: Object.values(grant),
    },
    tokenForm,
    signal,
  );
  return {
    accessToken: value.access_token,
    refreshToken: value.refresh_token,
    lifetimeMs: value.expires_in * 1_000,
    refreshLifetimeMs: lifeOf(value.refresh_token, timing.now()),
  };
}

const claimsForm = z.object({ iat: z.number(), exp: z.number() });

/** How long a refresh token is good, as it says itself; three hours where it does not, or says what cannot be. */
function lifeOf(refreshToken: string, now: number): number {
  try {
    const [, payload = ''] = refreshToken.split('.');
    const text = Buffer.from(payload, 'base64url').toString('utf8');
    const { iat, exp } = claimsForm.parse(JSON.parse(text));
    const life = (exp - iat) * 1_000;
    return life > 0 && Number.isSafeInteger(now + life) ? life : REFRESH_LIFE;
  } catch {
    return REFRESH_LIFE;
  }
}

const refusalForm = z.object({ error: z.string() });

/** The failure behind a token request of a person's that was refused; null for anything else. */
export function personalRefusal({ status, bytes }: HttpAnswer): ReturnType<typeof connectorFailure> | null {
  if (status !== 400 && status !== 401) return null;
  let refusal: z.infer<typeof refusalForm>;
  try {
    refusal = refusalForm.parse(parseJson(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
  switch (refusal.error) {
    case 'invalid_grant':
      return connectorFailure(
        'auth_revoked',
        'The sign-in to NetSuite is no longer good: it was taken back, or not used for three hours. Sign in to NetSuite again.',
      );
    case 'invalid_client':
    case 'unauthorized_client':
      return connectorFailure(
        'auth_revoked',
        'NetSuite does not know the client id, or its integration record does not allow public clients. Look at Setup → Integration → Manage Integrations, then sign in again.',
      );
    default:
      return null;
  }
}
