import type {
  OAuthServiceView,
  SignInEnded,
  SignInId,
  SignInStart,
  SignInStarted,
} from '../../../../shared/contract/mailbox-sign-in.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import { beginSignIn, type SignIn } from '../../mail/oauth/sign-in.ts';
import type { OAuthTokens } from '../../mail/oauth/tokens.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { SIGN_IN_LIMIT } from '../../platform/oauth/browser-sign-in.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { requireMailbox } from './find-mailbox.ts';
import { readOAuthSecret, registrationOf } from './oauth-secret.ts';

/** What a finished sign-in hands over, once, to the mailbox that it was made for. */
export interface FinishedSignIn {
  readonly registration: OAuthServiceView;
  readonly clientSecret: string | null;
  readonly tokens: OAuthTokens & { readonly refreshToken: string };
}

interface UnderWay {
  readonly signIn: SignIn;
  readonly registration: OAuthServiceView;
  readonly clientSecret: string | null;
}

/** Sign-ins of the open workspaces, in memory only: nothing of an unfinished one is stored. */
const desks = new WeakMap<OpenWorkspace, Map<SignInId, UnderWay>>();

/** Begins a sign-in; one that was under way before is cancelled. Errors: `validation`, `network`, `not_found`. */
export async function startSignIn(
  workspace: OpenWorkspace,
  input: SignInStart,
  limit: number = SIGN_IN_LIMIT,
): Promise<SignInStarted> {
  const wanted = await wantedOf(workspace, input);
  cancelAllSignIns(workspace);
  const { registration, clientSecret, address } = wanted;
  const signIn = await beginSignIn(registration, { clientSecret, loginHint: address, limit });
  const id = newId() as SignInId;
  deskOf(workspace).set(id, { signIn, registration, clientSecret });
  const until = instant(new Date(Date.parse(workspace.now()) + limit).toISOString());
  return { id, url: signIn.url, host: signIn.host, until };
}

/** How the sign-in ended. Waits for it. Errors: `not_found` for one that nobody knows any more. */
export async function awaitSignIn(workspace: OpenWorkspace, id: SignInId): Promise<SignInEnded> {
  try {
    await requireSignIn(workspace, id).signIn.tokens;
    return { state: 'done', text: 'Signed in.' };
  } catch (error) {
    if (!isEngineError(error) || error.code === 'not_found') throw error;
    deskOf(workspace).delete(id);
    const timedOut = error.details.reason === 'time';
    const state = error.code !== 'cancelled' ? 'failed' : timedOut ? 'timed_out' : 'cancelled';
    return { state, text: error.message };
  }
}

/** Where a person's browser was sent to by the sign-ins that are under way; the shell opens no others. */
export function addressesOfSignIns(workspace: OpenWorkspace): readonly string[] {
  const open = [...deskOf(workspace).values()].filter(({ signIn }) => signIn.isOpen());
  return open.map(({ signIn }) => signIn.url);
}

/** Ends a sign-in that nobody wants any more; false when there is none. */
export function cancelSignIn(workspace: OpenWorkspace, id: SignInId): boolean {
  const underWay = deskOf(workspace).get(id);
  underWay?.signIn.cancel();
  return underWay !== undefined;
}

/** For the end of a workspace and before another sign-in: no listener stays behind. */
export function cancelAllSignIns(workspace: OpenWorkspace): void {
  const desk = deskOf(workspace);
  for (const { signIn } of desk.values()) signIn.cancel();
  desk.clear();
}

/** Takes the outcome of a sign-in, waiting for it if need be. It can be taken once. Errors as `awaitSignIn`, `auth`. */
export async function takeSignIn(workspace: OpenWorkspace, id: SignInId): Promise<FinishedSignIn> {
  const { signIn, registration, clientSecret } = requireSignIn(workspace, id);
  const tokens = await signIn.tokens;
  if (!deskOf(workspace).delete(id)) throw signInOver();
  return { registration, clientSecret, tokens };
}

async function wantedOf(
  workspace: OpenWorkspace,
  input: SignInStart,
): Promise<Pick<FinishedSignIn, 'registration' | 'clientSecret'> & { readonly address: string }> {
  if ('service' in input) {
    return { registration: input.service, clientSecret: input.clientSecret, address: input.address };
  }
  const row = await requireMailbox(workspace, input.mailboxId);
  const registration = registrationOf(row);
  if (registration === null) {
    throw new EngineError(
      'validation',
      `${row.address} logs in with a password. Change the mailbox instead.`,
    );
  }
  const clientSecret = await readOAuthSecret(workspace, row).then(
    (secret) => secret.clientSecret,
    () => null,
  );
  return { registration, clientSecret, address: row.address };
}

function requireSignIn(workspace: OpenWorkspace, id: SignInId): UnderWay {
  const underWay = deskOf(workspace).get(id);
  if (underWay !== undefined) return underWay;
  throw signInOver();
}

function signInOver(): EngineError {
  return new EngineError('not_found', 'This sign-in is over. Start it again.');
}

function deskOf(workspace: OpenWorkspace): Map<SignInId, UnderWay> {
  const known = desks.get(workspace);
  if (known !== undefined) return known;
  const desk = new Map<SignInId, UnderWay>();
  desks.set(workspace, desk);
  return desk;
}
