import { randomBytes } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { EngineError } from '../../platform/engine-error.ts';
import { serverText } from '../account/mail-failure.ts';
import { authorizationHost, type OAuthRegistration, oauthService } from './oauth-client.ts';
import { listenForRedirect } from './redirect-listener.ts';
import { exchangeCode, type OAuthTokens } from './tokens.ts';

/** A person has so long to sign in, in milliseconds. */
export const SIGN_IN_LIMIT = 5 * 60_000;

/** A sign-in under way: the person's own browser shows the page at `url`. */
export interface SignIn {
  readonly url: string;
  /** The only host that the browser is sent to by us. */
  readonly host: string;
  /** Rejects with `cancelled` (`details.reason`: `person` or `time`), `auth` when it was refused, `network`. */
  readonly tokens: Promise<OAuthTokens & { readonly refreshToken: string }>;
  /** Whether its answer is still waited for. */
  isOpen(): boolean;
  cancel(): void;
}

export interface SignInOptions {
  readonly clientSecret: string | null;
  /** Shown as the account to sign in with. */
  readonly loginHint?: string;
  readonly limit?: number;
}

/**
 * Begins an authorization for a native program (RFC 8252): code with PKCE S256, a state of 256 random bits, and a
 * one-time listener on the loopback address. The token request is made only after the one good answer.
 *
 * @throws EngineError `validation`, `network` when the service cannot be asked.
 */
export async function beginSignIn(registration: OAuthRegistration, options: SignInOptions): Promise<SignIn> {
  const service = await oauthService(registration, options.clientSecret);
  const state = randomBytes(32).toString('base64url');
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(codeVerifier);
  const listener = await listenForRedirect(state);
  const url = new URL(service.server.authorization_endpoint ?? service.server.issuer);
  const parameters: Readonly<Record<string, string>> = {
    ...service.extra,
    client_id: service.client.client_id,
    response_type: 'code',
    redirect_uri: listener.redirectUri,
    scope: service.scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(options.loginHint === undefined ? {} : { login_hint: options.loginHint }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);

  const ended = new AbortController();
  const end = (reason: 'person' | 'time'): void => {
    ended.abort(reason);
    listener.close();
  };
  const timer = setTimeout(() => end('time'), options.limit ?? SIGN_IN_LIMIT);
  const tokens = (async () => {
    try {
      const answer = await listener.answer;
      const checked = checkAnswer(service.server, service.client, answer, state);
      return await exchangeCode(
        service,
        { parameters: checked, redirectUri: listener.redirectUri, codeVerifier },
        ended.signal,
      );
    } catch (error) {
      throw ended.signal.aborted ? endedBy(ended.signal.reason) : error;
    } finally {
      clearTimeout(timer);
      ended.abort('person');
      listener.close();
    }
  })();
  tokens.catch(() => undefined);
  return {
    url: url.href,
    host: authorizationHost(service),
    tokens,
    isOpen: () => !ended.signal.aborted,
    cancel: () => end('person'),
  };
}

function checkAnswer(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  answer: URLSearchParams,
  state: string,
): URLSearchParams {
  try {
    return oauth.validateAuthResponse(server, client, answer, state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) {
      const said = serverText(
        `${error.error}${error.error_description ? `: ${error.error_description}` : ''}`,
      );
      const refused = error.error === 'access_denied';
      throw new EngineError(
        'auth',
        refused
          ? 'The sign-in was refused in the browser. Nothing was changed.'
          : `The sign-in service refused the request (${said}). Check the client id and what it is allowed to do.`,
        { step: 'sign_in' },
      );
    }
    throw new EngineError(
      'auth',
      'The answer of the sign-in service is not valid, so it was not used. Start the sign-in again.',
      { step: 'sign_in' },
    );
  }
}

function endedBy(reason: unknown): EngineError {
  return reason === 'time'
    ? new EngineError('cancelled', 'Nobody signed in within five minutes. Start the sign-in again.', {
        reason: 'time',
      })
    : new EngineError('cancelled', 'The sign-in was cancelled.', { reason: 'person' });
}
