import { randomBytes } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { singleLine } from '../../../../shared/domain/letters/safe-text.ts';
import { EngineError } from '../engine-error.ts';
import { isAnswerTo } from './redirect-answer.ts';
import { type ListenAt, listenForRedirect } from './redirect-listener.ts';

/** A person has so long to sign in, in milliseconds. */
export const SIGN_IN_LIMIT = 5 * 60_000;

/** How the answer comes from the browser to us. */
export type RedirectPlan =
  | ({ readonly kind: 'listens' } & ListenAt)
  /** The service sends the browser to this address, which is not on this computer; the person brings it here. */
  | { readonly kind: 'pasted'; readonly address: string }
  /** The address is of a scheme that opens this program on a desktop; without one, the person brings it here. */
  | { readonly kind: 'opened'; readonly address: string };

/** Whom we ask for which right, and how the answer comes back. */
export interface SignInPlan {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly scope: string;
  /** Parameters of the authorization that only this service asks for. */
  readonly extra: Readonly<Record<string, string>>;
  /** PKCE S256; false only for a service that does not know it. */
  readonly pkce: boolean;
  readonly redirect: RedirectPlan;
}

/** The one good answer of the service, with what belongs to it in the request for tokens. */
export interface SignInAnswer {
  readonly parameters: URLSearchParams;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

/** A sign-in under way: the person's own browser shows the page at `url`. */
export interface BrowserSignIn<Outcome> {
  readonly url: string;
  /** The only host that the browser is sent to by us. */
  readonly host: string;
  /** Where the browser ends; `paste` takes that address with what the service added to it. */
  readonly redirectUri: string;
  /** Rejects with `cancelled` (`details.reason`: `person` or `time`), `auth` when it was refused, or as `exchange`. */
  readonly outcome: Promise<Outcome>;
  /** Whether its answer is still waited for. */
  isOpen(): boolean;
  cancel(): void;
  /** Takes the address that the browser ended at. Throws `validation` for any other; the sign-in goes on then. */
  paste(address: string): void;
}

/**
 * Begins an authorization for a native program (RFC 8252): code with PKCE, a state of 256 random bits, and an answer that
 * counts once: from a listener on the loopback address, or pasted. `exchange` asks for the tokens, and only after that.
 *
 * @throws EngineError `conflict` when no port is free to listen at.
 */
export async function beginBrowserSignIn<Outcome>(
  plan: SignInPlan,
  exchange: (answer: SignInAnswer, signal: AbortSignal) => Promise<Outcome>,
  limit: number = SIGN_IN_LIMIT,
): Promise<BrowserSignIn<Outcome>> {
  const state = randomBytes(32).toString('base64url');
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const door = await answerDoor(plan.redirect, state);
  const { redirectUri } = door;
  const url = await authorizationUrl(plan, { state, codeVerifier, redirectUri });

  const ended = new AbortController();
  const end = (reason: 'person' | 'time'): void => {
    ended.abort(reason);
    door.close();
  };
  const timer = setTimeout(() => end('time'), limit);
  const outcome = (async () => {
    try {
      const parameters = checkAnswer(plan, await door.answer, state);
      return await exchange({ parameters, redirectUri, codeVerifier }, ended.signal);
    } catch (error) {
      throw ended.signal.aborted ? endedBy(ended.signal.reason) : error;
    } finally {
      clearTimeout(timer);
      ended.abort('person');
      door.close();
    }
  })();
  outcome.catch(() => undefined);
  return {
    url: url.href,
    host: url.host,
    redirectUri,
    outcome,
    isOpen: () => !ended.signal.aborted,
    cancel: () => end('person'),
    paste: (address) => door.take(pastedAnswer(address, redirectUri, state)),
  };
}

async function authorizationUrl(
  { server, client, scope, extra, pkce }: SignInPlan,
  own: { readonly state: string; readonly codeVerifier: string; readonly redirectUri: string },
): Promise<URL> {
  const url = new URL(server.authorization_endpoint ?? server.issuer);
  const parameters: Readonly<Record<string, string>> = {
    ...extra,
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: own.redirectUri,
    scope,
    state: own.state,
    ...(pkce
      ? {
          code_challenge: await oauth.calculatePKCECodeChallenge(own.codeVerifier),
          code_challenge_method: 'S256',
        }
      : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/** Where the answer comes in: from the listener or by hand, whichever is first. */
interface AnswerDoor {
  readonly redirectUri: string;
  readonly answer: Promise<URLSearchParams>;
  take(parameters: URLSearchParams): void;
  close(): void;
}

async function answerDoor(redirect: RedirectPlan, state: string): Promise<AnswerDoor> {
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>();
  promise.catch(() => undefined);
  const shut = () => reject(new EngineError('cancelled', 'The sign-in was ended.'));
  if (redirect.kind !== 'listens') {
    return { redirectUri: redirect.address, answer: promise, take: resolve, close: shut };
  }
  const listener = await listenForRedirect(state, redirect);
  listener.answer.then(resolve, reject);
  return {
    redirectUri: listener.redirectUri,
    answer: promise,
    take: resolve,
    close() {
      listener.close();
      shut();
    },
  };
}

/** What the service added to the redirect address. Throws `validation` for any other address. */
function pastedAnswer(address: string, redirectUri: string, state: string): URLSearchParams {
  const url = URL.parse(address.trim());
  const wanted = new URL(redirectUri);
  if (url === null || placeOf(url) !== placeOf(wanted)) {
    throw notTheAddress(
      `This is not the address at which the sign-in ends. It begins with ${placeOf(wanted)} and has a code in it.`,
    );
  }
  if (!isAnswerTo(url.searchParams, state)) {
    throw notTheAddress(
      'This address belongs to another sign-in. Copy the one of the page that was opened last, or start again.',
    );
  }
  return url.searchParams;
}

/** An address without what was added to it. The origin of a scheme of our own would be none. */
function placeOf({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`;
}

function notTheAddress(message: string): EngineError {
  return new EngineError('validation', message, { field: 'address' });
}

function checkAnswer(
  { server, client }: SignInPlan,
  answer: URLSearchParams,
  state: string,
): URLSearchParams {
  try {
    return oauth.validateAuthResponse(server, client, answer, state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) {
      const words = `${error.error}${error.error_description ? `: ${error.error_description}` : ''}`;
      const said = singleLine(words).slice(0, 200).toWellFormed();
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
