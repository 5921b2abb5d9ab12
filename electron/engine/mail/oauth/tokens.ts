import * as oauth from 'oauth4webapi';
import { EngineError } from '../../platform/engine-error.ts';
import { serverText } from '../account/mail-failure.ts';
import { type OAuthService, requestOptions } from './oauth-client.ts';

/** What a token request brought. */
export interface OAuthTokens {
  readonly accessToken: string;
  /** A new one where the service changes it with each use; null: the one before stays good. */
  readonly refreshToken: string | null;
  /** For how long the access token is good, in milliseconds. */
  readonly lifetime: number;
}

/** What is assumed where a service does not say how long a token is good. */
const USUAL_LIFETIME = 30 * 60_000;

/** Why a person has to sign in again. The word in `details` that tells it from other `auth` errors. */
export const RECONNECT = 'reconnect';

/**
 * Gets a new access token.
 *
 * @throws EngineError `auth` with `details.step` `reconnect` when the grant is gone (`invalid_grant`): only the person can
 *   help; also where the service wants to see the person again. `network` for every other failure: worth trying again.
 */
export async function refreshTokens(
  service: OAuthService,
  refreshToken: string,
  signal?: AbortSignal,
): Promise<OAuthTokens> {
  const { server, client, authentication, insecure } = service;
  try {
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      refreshToken,
      requestOptions(insecure, signal),
    );
    return tokensOf(await oauth.processRefreshTokenResponse(server, client, response));
  } catch (error) {
    throw tokenFailure(error, service);
  }
}

/** Exchanges the code of a finished authorization. Errors as `refreshTokens`; `validation` when no refresh token comes. */
export async function exchangeCode(
  service: OAuthService,
  answer: {
    readonly parameters: URLSearchParams;
    readonly redirectUri: string;
    readonly codeVerifier: string;
  },
  signal?: AbortSignal,
): Promise<OAuthTokens & { readonly refreshToken: string }> {
  const { server, client, authentication, insecure } = service;
  const tokens = await exchange();
  if (tokens.refreshToken !== null) return { ...tokens, refreshToken: tokens.refreshToken };
  throw new EngineError(
    'auth',
    'The sign-in service gave no lasting permission (no refresh token). Check that offline access is allowed for the client id, and connect again.',
    { step: RECONNECT },
  );

  async function exchange(): Promise<OAuthTokens> {
    try {
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        answer.parameters,
        answer.redirectUri,
        answer.codeVerifier,
        requestOptions(insecure, signal),
      );
      return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response));
    } catch (error) {
      throw tokenFailure(error, service);
    }
  }
}

function tokensOf(answer: oauth.TokenEndpointResponse): OAuthTokens {
  const seconds = answer.expires_in;
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    lifetime: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : USUAL_LIFETIME,
  };
}

/** RFC 6749 §5.2, and what OpenID Connect and Microsoft call a sign-in that has to be made again (a second factor, a consent). */
const NEEDS_PERSON: readonly string[] = [
  'invalid_grant',
  'interaction_required',
  'login_required',
  'consent_required',
];

/** The cause is left out on purpose: it carries the response, and with it perhaps a token. */
function tokenFailure(error: unknown, { server }: OAuthService): EngineError {
  const host = new URL(server.issuer).host;
  if (error instanceof oauth.ResponseBodyError) {
    const said = serverText(`${error.error}: ${error.error_description ?? 'no further words'}`);
    if (NEEDS_PERSON.includes(error.error)) {
      return new EngineError(
        'auth',
        `The permission to use the mailbox is no longer good (${said}). Connect the mailbox again.`,
        { step: RECONNECT },
      );
    }
    return new EngineError(
      'network',
      `The sign-in service ${host} gave no token (${said}). It is tried again; check the client id and its secret if this stays.`,
      { step: 'token' },
    );
  }
  const problem =
    error instanceof oauth.WWWAuthenticateChallengeError
      ? 'refused the client id or its secret. Check both'
      : error instanceof oauth.OperationProcessingError
        ? 'gave an answer that cannot be used. It is tried again'
        : 'could not be reached. Check your network; it is tried again';
  return new EngineError('network', `The sign-in service ${host} ${problem}.`, { step: 'token' });
}
