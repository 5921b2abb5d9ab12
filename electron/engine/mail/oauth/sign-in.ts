import { type BrowserSignIn, beginBrowserSignIn } from '../../platform/oauth/browser-sign-in.ts';
import type { ListenAt } from '../../platform/oauth/redirect-listener.ts';
import { type OAuthRegistration, oauthService } from './oauth-client.ts';
import { exchangeCode, type OAuthTokens } from './tokens.ts';

/** A sign-in under way: the person's own browser shows the page at `url`. */
export interface SignIn extends Pick<BrowserSignIn<unknown>, 'url' | 'host' | 'isOpen' | 'cancel'> {
  /** Rejects with `cancelled` (`details.reason`: `person` or `time`), `auth` when it was refused, `network`. */
  readonly tokens: Promise<OAuthTokens & { readonly refreshToken: string }>;
}

export interface SignInOptions {
  readonly clientSecret: string | null;
  /** Shown as the account to sign in with. */
  readonly loginHint?: string;
  readonly limit?: number;
}

/** The path is fixed, because Microsoft compares it; the port is not. */
const REDIRECT: ListenAt = { host: '127.0.0.1', ports: [0], path: '/duebook/signed-in' };

/**
 * Begins the sign-in of a mailbox in the person's browser.
 *
 * @throws EngineError `validation`, `network` when the service cannot be asked.
 */
export async function beginSignIn(registration: OAuthRegistration, options: SignInOptions): Promise<SignIn> {
  const service = await oauthService(registration, options.clientSecret);
  const { server, client, scope } = service;
  const extra = {
    ...service.extra,
    ...(options.loginHint === undefined ? {} : { login_hint: options.loginHint }),
  };
  const { outcome, url, host, isOpen, cancel } = await beginBrowserSignIn(
    { server, client, scope, extra, pkce: true, redirect: { kind: 'listens', ...REDIRECT } },
    (answer, signal) => exchangeCode(service, answer, signal),
    options.limit,
  );
  return { url, host, isOpen, cancel, tokens: outcome };
}
