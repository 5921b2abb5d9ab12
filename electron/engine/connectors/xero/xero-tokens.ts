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

/**
 * Exchanges a refresh token of an app with PKCE, which has no secret. Xero gives a new refresh token each time and takes
 * the old one for another 30 minutes, so a lost answer may be asked for again.
 *
 * @throws EngineError `auth_revoked` when Xero no longer takes it.
 */
export async function refreshXeroTokens(
  http: HttpClient,
  identity: string,
  clientId: string,
  refreshToken: string,
  signal: AbortSignal,
): Promise<NewTokens> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refreshToken,
  });
  const { value } = await http.json(
    {
      url: `${identity}/connect/token`,
      method: 'POST',
      repeat: 'reads',
      anonymous: true,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
      secrets: [refreshToken],
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
        'The permission to read Xero is no longer good: it was taken back, or not used for 60 days. Connect Xero again.',
      );
    case 'invalid_client':
    case 'unauthorized_client':
      return connectorFailure(
        'auth_revoked',
        'Xero does not know the client id of the app. Check it at developer.xero.com, then connect again.',
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
