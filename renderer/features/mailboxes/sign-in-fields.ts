import type { OAuthServiceView } from '../../../shared/contract/mailbox-sign-in.ts';
import type { ProviderId } from '../../../shared/domain/mailboxes/provider-preset.ts';
import { presetOf } from '../../../shared/domain/mailboxes/provider-presets.ts';

/** How the mailbox logs in: by password, or through a sign-in service. */
export type LoginKind = 'password' | OAuthServiceView['service'];

/** What a sign-in needs, as it is typed. */
export interface SignInFields {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenant: string;
  readonly issuer: string;
  readonly scopes: string;
}

export const NO_SIGN_IN: SignInFields = {
  clientId: '',
  clientSecret: '',
  tenant: 'common',
  issuer: '',
  scopes: 'openid email offline_access',
};

export const LOGIN_WORDS: Readonly<Record<LoginKind, string>> = {
  password: 'Password or app password',
  google: 'Sign in with Google',
  microsoft: 'Sign in with Microsoft',
  own: 'Your company’s own sign-in service',
};

/** The ways to log in that a provider has, the better one first. */
export function loginsOf(provider: ProviderId): readonly LoginKind[] {
  const preset = presetOf(provider);
  if (preset === null) return ['password', 'google', 'microsoft', 'own'];
  const kinds = preset.logins.map((login) => (login === 'app_password' ? 'password' : login));
  return [...new Set(kinds)];
}

/** The service as the contract takes it. */
export function serviceOf(login: Exclude<LoginKind, 'password'>, fields: SignInFields): OAuthServiceView {
  const clientId = fields.clientId.trim();
  switch (login) {
    case 'google':
      return { service: 'google', clientId };
    case 'microsoft':
      return { service: 'microsoft', clientId, tenant: fields.tenant.trim() || 'common' };
    case 'own':
      return {
        service: 'own',
        clientId,
        issuer: fields.issuer.trim(),
        scopes: fields.scopes.split(/\s+/u).filter((scope) => scope !== ''),
      };
  }
}

/** What is missing before a sign-in can begin; null when nothing is. */
export function signInProblem(login: LoginKind, fields: SignInFields): string | null {
  if (login === 'password') return null;
  if (fields.clientId.trim() === '') return 'Enter the client id that you registered.';
  if (login === 'own' && fields.issuer.trim() === '') return 'Enter the address of the sign-in service.';
  if (login === 'own' && fields.scopes.trim() === '') return 'Enter at least one scope.';
  return null;
}
