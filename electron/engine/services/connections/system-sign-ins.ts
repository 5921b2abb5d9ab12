import {
  type SignInKind,
  signsInByBrowser,
} from '../../../../shared/domain/connections/connection-fields.ts';
import type { ConnectorPlatform } from '../../connectors/http/platform.ts';
import { netsuiteRedirect, netsuiteSignIn } from '../../connectors/netsuite/netsuite-sign-in.ts';
import type { QuickbooksEnvironment } from '../../connectors/quickbooks/quickbooks-client.ts';
import { quickbooksRedirect, quickbooksSignIn } from '../../connectors/quickbooks/quickbooks-sign-in.ts';
import type { IntuitApp } from '../../connectors/quickbooks/quickbooks-tokens.ts';
import type { SystemSignIn } from '../../connectors/system-sign-in.ts';
import { xeroSignIn } from '../../connectors/xero/xero-sign-in.ts';
import { EngineError } from '../../platform/engine-error.ts';

interface SignInAccess {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Asks nothing of the system yet. Throws `validation`, with the `field`, for a value that cannot be right. */
type SignInCreator = (access: SignInAccess, platform: ConnectorPlatform) => SystemSignIn;

/** One line for each system that a person signs in to in the browser. */
const SIGN_INS: Readonly<Record<SignInKind, SignInCreator>> = {
  quickbooks: ({ settings, secrets }, platform) => {
    const environment = environmentIn(settings);
    const redirect = quickbooksRedirect(environment, settings.redirect ?? '');
    return quickbooksSignIn({ app: intuitApp(settings, secrets), environment, redirect, platform });
  },
  netsuite: ({ settings }, platform) =>
    netsuiteSignIn({
      accountId: settings.accountId ?? '',
      clientId: clientIdIn(settings),
      redirect: netsuiteRedirect(settings.redirect ?? ''),
      platform,
    }),
  xero: ({ settings }, platform) => xeroSignIn(clientIdIn(settings), platform),
};

/** How a person signs in to this system with these settings; null where nobody does. Errors: `validation`. */
export function systemSignIn(
  kind: string,
  access: SignInAccess,
  platform: ConnectorPlatform,
): SystemSignIn | null {
  return isSignInKind(kind) && signsInByBrowser(kind, access.settings)
    ? SIGN_INS[kind](access, platform)
    : null;
}

function isSignInKind(kind: string): kind is SignInKind {
  return kind in SIGN_INS;
}

export function intuitApp(
  settings: SignInAccess['settings'],
  { clientSecret = '' }: SignInAccess['secrets'],
): IntuitApp {
  return { clientId: clientIdIn(settings), clientSecret: clientSecret.trim() };
}

export function environmentIn({ environment }: SignInAccess['settings']): QuickbooksEnvironment {
  if (environment === undefined || environment === 'production') return 'production';
  if (environment === 'sandbox') return environment;
  throw new EngineError('validation', 'The companies are "production" or "sandbox".', {
    field: 'environment',
  });
}

/** A client id goes into an address: it has no blanks, and is no address itself. */
function clientIdIn({ clientId = '' }: SignInAccess['settings']): string {
  if (/^[\w.-]{1,200}$/.test(clientId)) return clientId;
  throw new EngineError(
    'validation',
    'This is no client id. Copy it from the page of the app: letters and digits without blanks.',
    { field: 'clientId' },
  );
}
