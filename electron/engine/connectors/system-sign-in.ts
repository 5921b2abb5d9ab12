import type { SignInAnswer, SignInPlan } from '../platform/oauth/browser-sign-in.ts';
import type { StoredTokens } from './http/token-session.ts';

/** Books that a sign-in opens. */
export interface SignedInBooks {
  /** As the system numbers them. */
  readonly id: string;
  /** Null: the system did not tell. */
  readonly name: string | null;
}

/** What a finished sign-in brought. */
export interface SignedIn {
  readonly tokens: StoredTokens;
  /** At least one; a person chooses between several. */
  readonly books: readonly [SignedInBooks, ...SignedInBooks[]];
}

/** How a person signs in to a system in the browser. */
export interface SystemSignIn {
  readonly plan: SignInPlan;
  /**
   * Asks for the tokens and for the books that they open. Keeps nothing.
   *
   * @throws EngineError as `HttpClient`; `auth_revoked` when the code or the app is refused, `forbidden` without books.
   */
  exchange(answer: SignInAnswer, signal: AbortSignal): Promise<SignedIn>;
}

/** The addresses at which a browser comes back to this computer; a company registers all of them at its app. */
export const REDIRECT_AT = { host: 'localhost', ports: [8888, 8889, 8890, 8891], path: '/callback' } as const;
