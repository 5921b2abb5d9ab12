import type {
  ConnectionSignInEnded,
  ConnectionSignInStarted,
} from '../../../../shared/contract/connection-sign-in.ts';
import type { SignInId } from '../../../../shared/contract/mailbox-sign-in.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { ConnectorPlatform } from '../../connectors/http/platform.ts';
import type { SignedIn } from '../../connectors/system-sign-in.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import {
  type BrowserSignIn,
  beginBrowserSignIn,
  SIGN_IN_LIMIT,
} from '../../platform/oauth/browser-sign-in.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { readConnectionSecrets } from './connection-secrets.ts';
import { requireConnection } from './connections-service.ts';
import { keepSignIn, theBooks } from './keep-sign-in.ts';
import { systemSignIn } from './system-sign-ins.ts';

/** How the browser comes back, by where it was sent to. */
const BACK = { listens: 'here', opened: 'opens', pasted: 'pasted' } as const;

interface UnderWay {
  readonly connectionId: ConnectionId;
  readonly signIn: BrowserSignIn<SignedIn>;
  /** Keeps what the sign-in brought, once, or says that a person has to choose. */
  readonly settled: Promise<ConnectionSignInEnded>;
}

/** Sign-ins of the open workspaces, in memory only: nothing of an unfinished one is stored. */
const desks = new WeakMap<OpenWorkspace, Map<SignInId, UnderWay>>();

/**
 * Begins to sign in to the system of a connection; one that was under way before is cancelled.
 * Errors: `validation` for a system without a browser sign-in or settings that cannot be right, `connector_auth` without the
 * app's secret, `conflict` when no port is free, `locked` where the workspace is only read, `not_found`.
 */
export async function startConnectionSignIn(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  platform: ConnectorPlatform,
  limit: number = SIGN_IN_LIMIT,
): Promise<ConnectionSignInStarted> {
  if (!workspace.canWrite) {
    throw new EngineError(
      'locked',
      'The workspace is only being read here. Sign in where it is open for writing.',
    );
  }
  const settings = JSON.parse(connection.settingsJson) as Record<string, string>;
  const secrets = await readConnectionSecrets(workspace, connection);
  const system = systemSignIn(connection.kind, { settings, secrets }, platform);
  if (system === null) {
    throw new EngineError(
      'validation',
      `"${connection.name}" needs no sign-in in the browser. Change the connection instead.`,
    );
  }
  cancelConnectionSignIns(workspace);
  const signIn = await beginBrowserSignIn(system.plan, system.exchange, limit);
  const id = newId() as SignInId;
  const settled = settle(workspace, connection.id, signIn.outcome);
  // Whoever asks for the end hears of it; a failure without a reader must not end the process.
  settled.catch(() => undefined);
  deskOf(workspace).set(id, { connectionId: connection.id, signIn, settled });
  return {
    id,
    url: signIn.url,
    host: signIn.host,
    until: instant(new Date(Date.parse(workspace.now()) + limit).toISOString()),
    back: BACK[system.plan.redirect.kind],
    redirectUri: signIn.redirectUri,
  };
}

/** How the sign-in ended. Waits for it. Errors: `not_found` for one that nobody knows any more. */
export async function awaitConnectionSignIn(
  workspace: OpenWorkspace,
  id: SignInId,
): Promise<ConnectionSignInEnded> {
  const { settled } = requireSignIn(workspace, id);
  try {
    return await settled;
  } catch (error) {
    if (!isEngineError(error)) throw error;
    deskOf(workspace).delete(id);
    const state =
      error.code !== 'cancelled' ? 'failed' : error.details.reason === 'time' ? 'timed_out' : 'cancelled';
    return { state, text: error.message, books: [] };
  }
}

/** Takes the address that the browser ended at. Errors: `not_found`, `validation` for any other address. */
export function pasteSignInAddress(workspace: OpenWorkspace, id: SignInId, address: string): void {
  requireSignIn(workspace, id).signIn.paste(address);
}

/**
 * Which of several books the connection reads, by their id or their name. A sign-in is used up by it.
 * Errors: `not_found`, `validation` for books that the sign-in does not open, and as the sign-in ended.
 */
export async function chooseSignInBooks(
  workspace: OpenWorkspace,
  id: SignInId,
  wanted: string,
): Promise<ConnectionRow> {
  const { connectionId, signIn } = requireSignIn(workspace, id);
  const signedIn = await signIn.outcome;
  const same = (text: string | null) => text?.toLowerCase() === wanted.trim().toLowerCase();
  const chosen = signedIn.books.find((books) => same(books.id) || same(books.name));
  if (chosen === undefined) {
    throw new EngineError('validation', 'The sign-in does not open these books. Choose one of the list.', {
      field: 'books',
    });
  }
  const connection = await requireConnection(workspace, connectionId);
  await keepSignIn(workspace, connection, { tokens: signedIn.tokens, books: chosen });
  deskOf(workspace).delete(id);
  return requireConnection(workspace, connectionId);
}

/**
 * Takes an address that the desktop opened Duebook with. True when it is the answer to a sign-in that is under way; any other
 * changes nothing: every page can have such an address opened.
 */
export function takeOpenedAddress(workspace: OpenWorkspace, address: string): boolean {
  return [...deskOf(workspace).values()].some(({ signIn }) => {
    if (!signIn.isOpen()) return false;
    try {
      signIn.paste(address);
      return true;
    } catch (error) {
      if (!isEngineError(error, 'validation')) throw error;
      return false;
    }
  });
}

/** Where a person's browser was sent to by the sign-ins that are under way; the shell opens no others. */
export function addressesOfConnectionSignIns(workspace: OpenWorkspace): readonly string[] {
  const open = [...deskOf(workspace).values()].filter(({ signIn }) => signIn.isOpen());
  return open.map(({ signIn }) => signIn.url);
}

/** Ends a sign-in that nobody wants any more; false when there is none. */
export function cancelConnectionSignIn(workspace: OpenWorkspace, id: SignInId): boolean {
  const underWay = deskOf(workspace).get(id);
  if (underWay === undefined) return false;
  if (underWay.signIn.isOpen()) underWay.signIn.cancel();
  else deskOf(workspace).delete(id);
  return true;
}

/** For the end of a workspace and before another sign-in: no listener stays behind. */
export function cancelConnectionSignIns(workspace: OpenWorkspace): void {
  const desk = deskOf(workspace);
  for (const { signIn } of desk.values()) signIn.cancel();
  desk.clear();
}

async function settle(
  workspace: OpenWorkspace,
  id: ConnectionId,
  outcome: Promise<SignedIn>,
): Promise<ConnectionSignInEnded> {
  const signedIn = await outcome;
  const connection = await requireConnection(workspace, id);
  const books = await theBooks(workspace, connection, signedIn);
  if (books === null) {
    return {
      state: 'choose',
      text: 'Signed in. Choose whose books are read.',
      books: signedIn.books.map((one) => ({ id: one.id, name: one.name ?? one.id })),
    };
  }
  await keepSignIn(workspace, connection, { tokens: signedIn.tokens, books });
  return {
    state: 'done',
    text: books.name === null ? 'Signed in.' : `Signed in: the books of ${books.name}.`,
    books: [],
  };
}

function requireSignIn(workspace: OpenWorkspace, id: SignInId): UnderWay {
  const underWay = deskOf(workspace).get(id);
  if (underWay !== undefined) return underWay;
  throw new EngineError('not_found', 'This sign-in is over. Start it again.');
}

function deskOf(workspace: OpenWorkspace): Map<SignInId, UnderWay> {
  const known = desks.get(workspace);
  if (known !== undefined) return known;
  const desk = new Map<SignInId, UnderWay>();
  desks.set(workspace, desk);
  return desk;
}
