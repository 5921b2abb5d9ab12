import type { SignInView } from '../../../../shared/contract/connections.ts';
import { signsInByBrowser } from '../../../../shared/domain/connections/connection-fields.ts';
import {
  type SignInLife,
  signInEnd,
  signInState,
  signInWarning,
} from '../../../../shared/domain/connections/sign-in-life.ts';
import { tokensLife } from '../../connectors/http/token-life.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { connectionTokens } from './connection-tokens.ts';

/**
 * How long the key, certificate or browser sign-in of a connection is good; null where that is not known, or it does not
 * end. Errors: `no_key` when the key store cannot be asked.
 */
export async function signInOf(
  workspace: OpenWorkspace,
  row: Pick<ConnectionRow, 'id' | 'kind' | 'settingsJson' | 'signInJson'>,
): Promise<SignInView | null> {
  const now = workspace.now();
  const life = await lifeOf(workspace, row);
  if (life === null) return null;
  return {
    what: life.what,
    endsOn: signInEnd(life),
    state: signInState(life, now),
    warning: signInWarning(life, now),
    ...(life.unlessUsed === true ? { unlessUsed: true } : {}),
  };
}

/** Whether somebody signed in to it in the browser, on this computer; null where nobody has to. */
export async function isSignedIn(
  workspace: OpenWorkspace,
  row: Pick<ConnectionRow, 'id' | 'kind' | 'settingsJson'>,
): Promise<boolean | null> {
  if (!isByBrowser(row)) return null;
  return (await connectionTokens(workspace, row.id).read()) !== null;
}

/** Tokens tell it themselves, since each use may begin a new life; what is asked of a system is kept with the connection. */
async function lifeOf(
  workspace: OpenWorkspace,
  row: Pick<ConnectionRow, 'id' | 'kind' | 'settingsJson' | 'signInJson'>,
): Promise<SignInLife | null> {
  const { id, signInJson } = row;
  if (!isByBrowser(row)) {
    return signInJson === null ? null : (JSON.parse(signInJson) as SignInLife | null);
  }
  const tokens = await connectionTokens(workspace, id).read();
  return tokens === null ? null : tokensLife(tokens, workspace.now());
}

function isByBrowser({ kind, settingsJson }: Pick<ConnectionRow, 'kind' | 'settingsJson'>): boolean {
  return signsInByBrowser(kind, JSON.parse(settingsJson) as Record<string, string>);
}
