import { z } from 'zod';
import { connectorFailure, failureReason } from '../connector-failure.ts';
import type { HttpClient } from '../http/http-client.ts';
import { parseJson, wholeNumber } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { NewTokens } from '../http/token-session.ts';

const tokenForm = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: wholeNumber,
});

/** A refresh token that nobody uses ends after 60 days. */
const UNUSED_LIFE = 60 * 86_400_000;

/** Where Xero gives tokens, and as which app we ask. */
export interface XeroTokenDesk {
  readonly http: HttpClient;
  readonly identity: string;
  /** An app with PKCE: it has no secret. */
  readonly clientId: string;
}

/**
 * Exchanges a refresh token. Xero gives a new one each time and takes the old one for another 30 minutes, so a lost answer
 * may be asked for again.
 *
 * @throws EngineError `auth_revoked` when Xero no longer takes it.
 */
export function refreshXeroTokens(
  desk: XeroTokenDesk,
  refreshToken: string,
  signal: AbortSignal,
): Promise<NewTokens> {
  const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return askForTokens(desk, { grant, repeat: 'reads', secrets: [refreshToken] }, signal);
}

/**
 * Exchanges the code of a sign-in, which is good once.
 *
 * @throws EngineError `auth_revoked` when Xero does not take it.
 */
export function exchangeXeroCode(
  desk: XeroTokenDesk,
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
  return askForTokens(desk, { grant, repeat: 'never', secrets: [code, codeVerifier] }, signal);
}

async function askForTokens(
  { http, identity, clientId }: XeroTokenDesk,
  asked: {
    readonly grant: Readonly<Record<string, string>>;
    readonly repeat: 'reads' | 'never';
    readonly secrets: readonly string[];
  },
  signal: AbortSignal,
): Promise<NewTokens> {
  const { value } = await http.json(
    {
      url: `${identity}/connect/token`,
      method: 'POST',
      repeat: asked.repeat,
      anonymous: true,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: clientId, ...asked.grant }).toString(),
      secrets: asked.secrets,
    },
    tokenForm,
    signal,
  );
  return {
    accessToken: value.access_token,
    refreshToken: value.refresh_token,
    lifetimeMs: value.expires_in * 1_000,
    refreshLifetimeMs: UNUSED_LIFE,
  };
}

const refusalForm = z.object({ error: z.string() });

/** The failure behind a refused token request; null for anything else. */
export function tokenRefusal({ status, bytes }: HttpAnswer): ReturnType<typeof connectorFailure> | null {
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
        'The permission to read Xero is no longer good: it was taken back, or not used for 60 days. Sign in to Xero again.',
      );
    case 'invalid_client':
    case 'unauthorized_client':
      return connectorFailure(
        'auth_revoked',
        'Xero does not know the client id of the app. Check it at developer.xero.com, then sign in again.',
      );
    default:
      return null;
  }
}

/** Scopes that an access token carries; null when it does not tell. Nothing rests on it but the words of a report. */
export function scopesOf(accessToken: string): readonly string[] | null {
  try {
    const [, payload = ''] = accessToken.split('.');
    const text = Buffer.from(payload, 'base64url').toString('utf8');
    return z.object({ scope: z.array(z.string()) }).parse(JSON.parse(text)).scope;
  } catch {
    return null;
  }
}

/** True when the person has to sign in again. */
export function needsSignIn(error: unknown): boolean {
  const reason = failureReason(error);
  return reason === 'auth_revoked' || reason === 'auth_expired';
}
