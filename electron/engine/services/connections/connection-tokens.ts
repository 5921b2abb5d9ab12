import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { StoredTokens, TokenStore } from '../../connectors/http/token-session.ts';
import { acquireSignInLock, type WriteLock } from '../../db/lock.ts';
import { signInSecretName } from '../../db/queries/secret-names.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const tokensSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: z.number(),
  refreshedAt: z.number(),
  refreshEndsAt: z.number().nullable(),
  hardEnd: z.object({ from: z.number(), until: z.number() }).exactOptional(),
});

/** What of an open workspace tokens need. */
type TokenPlace = Pick<OpenWorkspace, 'folder' | 'header' | 'secrets' | 'canWrite'>;

/** So long another process may take to renew a sign-in, in milliseconds: its request ends sooner. */
const PATIENCE = 150_000;
const LOOK_AGAIN = 100;

/** Renewals of the workspaces of this process, one after the other. */
const turns = new Map<string, Promise<unknown>>();

/**
 * The tokens of a connection in the workspace's key store, which window and command line share. One process renews at a
 * time, and a token is in the store before anybody uses it.
 */
export function connectionTokens(workspace: TokenPlace, id: ConnectionId): TokenStore {
  const name = signInSecretName(id);
  return {
    async read() {
      const text = await workspace.secrets.get(name);
      return text === null ? null : tokensIn(text);
    },
    write: (tokens) => workspace.secrets.set(name, JSON.stringify(tokens)),
    exclusively: (work) => inTurn(workspace, work),
  };
}

/** Forgets the tokens of a connection, also those that are being renewed now. */
export function forgetTokens(workspace: TokenPlace, id: ConnectionId): Promise<unknown> {
  return inTurn(workspace, () => workspace.secrets.delete(signInSecretName(id)));
}

/** Null for what no version of Duebook wrote. */
function tokensIn(text: string): StoredTokens | null {
  try {
    return tokensSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function inTurn<T>(workspace: TokenPlace, work: () => Promise<T>): Promise<T> {
  if (!canKeep(workspace)) {
    // A changed refresh token could not be kept, and the one before would be lost.
    throw new EngineError(
      'locked',
      'The workspace is only being read here, so the sign-in of the connection cannot be renewed. Do this in the window that has it open.',
    );
  }
  const { folder } = workspace;
  const before = turns.get(folder) ?? Promise.resolve();
  const mine = before.then(
    () => whileLocked(folder, work),
    () => whileLocked(folder, work),
  );
  turns.set(folder, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(folder) === mine) turns.delete(folder);
  }
}

/** Secrets inside the workspace are written by the process with the write lock alone; a keyring by everybody. */
function canKeep({ canWrite, header }: TokenPlace): boolean {
  return canWrite || header.slots.keyring !== undefined;
}

async function whileLocked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(folder);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function waitForLock(folder: string): Promise<WriteLock> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return acquireSignInLock(folder);
    } catch (error) {
      if (!isEngineError(error, 'locked')) throw error;
      if (performance.now() > until) {
        throw new EngineError(
          'locked',
          'Another Duebook is renewing the sign-in of a connection and does not come to an end. Close it, and try again.',
          { folder },
        );
      }
      await wait(LOOK_AGAIN);
    }
  }
}
