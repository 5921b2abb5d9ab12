import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { oauthService } from '../../mail/oauth/oauth-client.ts';
import { RECONNECT, refreshTokens } from '../../mail/oauth/tokens.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { readOAuthSecret, registrationOf, writeOAuthSecret } from './oauth-secret.ts';

/** A token is not used in its last minute: the mail server's clock may be ahead. */
const MARGIN = 60_000;

interface KeptToken {
  readonly accessToken: string;
  /** In milliseconds of the process's own monotonic clock, so that a change of the date does not matter. */
  readonly goodUntil: number;
}

interface TokenDesk {
  readonly kept: Map<string, KeptToken>;
  readonly underWay: Map<string, Promise<string>>;
}

/** Access tokens of the open workspaces, in memory only, by the name of the secret that they came from. */
const desks = new WeakMap<OpenWorkspace, TokenDesk>();

/**
 * A good access token for a mailbox that was connected by OAuth. Whoever asks while one is being fetched gets that one:
 * there is one request at a time. A refresh token that the service changes is stored before anything new is used.
 *
 * @throws EngineError `auth` when the owner has to sign in again (then the mailbox says so and sends nothing), `network` for
 *   everything that is worth trying again, `locked` where the workspace is only read, `no_key`.
 */
export async function accessToken(workspace: OpenWorkspace, row: MailboxRow): Promise<string> {
  if (row.reconnectReason !== null) throw reconnectNeeded(row.reconnectReason);
  const desk = deskOf(workspace);
  const kept = desk.kept.get(row.secretName);
  if (kept !== undefined && kept.goodUntil > performance.now()) return kept.accessToken;
  const underWay = desk.underWay.get(row.secretName);
  if (underWay !== undefined) return underWay;
  const fetching = fetchToken(workspace, row, desk).finally(() => desk.underWay.delete(row.secretName));
  desk.underWay.set(row.secretName, fetching);
  return fetching;
}

/** Takes over the token that came with a sign-in, so that it need not be fetched again. */
export function keepAccessToken(
  workspace: OpenWorkspace,
  secretName: string,
  token: { readonly accessToken: string; readonly lifetime: number },
): void {
  const goodUntil = performance.now() + token.lifetime - MARGIN;
  deskOf(workspace).kept.set(secretName, { accessToken: token.accessToken, goodUntil });
}

/** The mail server refused the token: the next one is fetched anew, unless another took its place already. */
export function forgetAccessToken(workspace: OpenWorkspace, secretName: string, refused?: string): void {
  const { kept } = deskOf(workspace);
  if (refused === undefined || kept.get(secretName)?.accessToken === refused) kept.delete(secretName);
}

async function fetchToken(workspace: OpenWorkspace, row: MailboxRow, desk: TokenDesk): Promise<string> {
  const registration = registrationOf(row);
  if (registration === null) {
    throw new EngineError('auth', `${row.address} has no sign-in. Connect the mailbox again.`, {
      step: RECONNECT,
    });
  }
  if (!workspace.canWrite) {
    // A changed refresh token could not be kept, and the one before would be lost.
    throw new EngineError(
      'locked',
      'The workspace is only being read here, so the sign-in of the mailbox cannot be renewed. Do this in the window that has it open.',
    );
  }
  const secret = await readOAuthSecret(workspace, row);
  try {
    const service = await oauthService(registration, secret.clientSecret);
    const tokens = await refreshTokens(service, secret.refreshToken);
    if (tokens.refreshToken !== null && tokens.refreshToken !== secret.refreshToken) {
      await writeOAuthSecret(workspace, row.secretName, { ...secret, refreshToken: tokens.refreshToken });
    }
    desk.kept.delete(row.secretName);
    keepAccessToken(workspace, row.secretName, tokens);
    return tokens.accessToken;
  } catch (error) {
    if (isEngineError(error) && error.code === 'auth' && error.details.step === RECONNECT) {
      await workspace.db.write(
        'requireReconnect',
        { id: row.id, secretName: row.secretName, reason: error.message },
        workspace.context(),
      );
    }
    throw error;
  }
}

function reconnectNeeded(reason: string): EngineError {
  return new EngineError('auth', reason, { step: RECONNECT });
}

function deskOf(workspace: OpenWorkspace): TokenDesk {
  const known = desks.get(workspace);
  if (known !== undefined) return known;
  const desk: TokenDesk = { kept: new Map(), underWay: new Map() };
  desks.set(workspace, desk);
  return desk;
}
