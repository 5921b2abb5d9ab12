import type { SignInView } from '../../../../shared/contract/connections.ts';
import type { LogVerification } from '../../../../shared/contract/log.ts';
import type { MailCheckView } from '../../../../shared/contract/mailboxes.ts';
import type { ConnectorKind } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { ErrorCode } from '../../../../shared/domain/errors.ts';
import { type StorageFacts, storageFacts } from '../../../engine/db/doctor.ts';
import { openConnection } from '../../../engine/db/open.ts';
import { workspacePaths } from '../../../engine/db/workspace-paths.ts';
import { isSignedIn, signInOf } from '../../../engine/services/connections/sign-in-view.ts';
import { verifyWorkspaceLog } from '../../../engine/services/log/log-service.ts';
import { listMailboxes, testMailbox } from '../../../engine/services/mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import type { CommandContext } from '../context.ts';

/** Something that a person has to look after. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
}

export interface MailAccountFacts {
  readonly address: string;
  readonly hasSecret: boolean;
  /** Null: not asked, only `--online` does. */
  readonly ok: boolean | null;
  readonly checks: readonly MailCheckView[];
}

export interface ConnectionFacts {
  readonly name: string;
  readonly kind: ConnectorKind;
  readonly status: 'new' | 'ready' | 'reconnect' | 'failing';
  /** Null: its sign-in does not end, or that is not known. */
  readonly signIn: SignInView | null;
  /** Whether somebody signed in to it in the browser, on this computer; null where nobody has to. */
  readonly signedIn: boolean | null;
}

export interface WorkspaceFacts {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly storage: Omit<StorageFacts, 'log'>;
  readonly log: LogVerification;
  readonly mailAccounts: readonly MailAccountFacts[];
  readonly connections: readonly ConnectionFacts[];
}

/** Reads every page and every log entry of an open workspace; asks the mail servers only when told to. */
export async function workspaceFacts(
  context: CommandContext,
  workspace: OpenWorkspace,
  online: boolean,
): Promise<WorkspaceFacts> {
  return {
    id: workspace.id,
    name: workspace.name,
    path: workspace.folder,
    storage: await storageOf(workspace),
    log: await verifyWorkspaceLog(workspace),
    mailAccounts: await mailAccountFacts(context, workspace, online),
    connections: await connectionFacts(workspace),
  };
}

/** What of the facts needs a person. */
export function problemsOf({ storage, log, mailAccounts, connections }: WorkspaceFacts): readonly Problem[] {
  const problems: Problem[] = [];
  if (storage.integrity !== 'ok') {
    const message = `The database is damaged: ${storage.integrity}. Restore the latest backup.`;
    problems.push({ code: 'damaged', message });
  }
  if (log.firstBad !== undefined) {
    const message = `The touchpoint log does not hold: entry ${log.firstBad.seq}, ${log.firstBad.reason}.`;
    problems.push({ code: 'damaged', message });
  }
  for (const { address, hasSecret, checks } of mailAccounts) {
    if (!hasSecret) {
      const message = `The password of ${address} is not on this computer. Set the mailbox up again.`;
      problems.push({ code: 'auth', message });
    }
    for (const { check, ok, text } of checks) {
      if (!ok)
        problems.push({ code: check === 'login' ? 'auth' : 'network', message: `${address}: ${text}` });
    }
  }
  for (const { name, status, signIn, signedIn } of connections) {
    if (signIn?.state === 'ended') {
      problems.push({ code: 'auth', message: `${name}: ${signIn.warning}` });
    } else if (signedIn === false) {
      const message = `${name}: nobody has signed in on this computer. Use "connection sign-in", or Connections in the window.`;
      problems.push({ code: 'auth', message });
    } else if (status === 'reconnect') {
      const what = signedIn === null ? 'Enter it again' : 'Sign in again';
      const message = `${name} refuses the sign-in. ${what} under Connections.`;
      problems.push({ code: 'auth', message });
    }
  }
  return problems;
}

async function connectionFacts(workspace: OpenWorkspace): Promise<ConnectionFacts[]> {
  const rows = await workspace.db.read('connections', null);
  return Promise.all(
    rows.map(async (row) => ({
      name: row.name,
      kind: row.kind,
      status: row.status,
      signIn: await signInOf(workspace, row),
      signedIn: await isSignedIn(workspace, row),
    })),
  );
}

async function storageOf({ folder, header, key }: OpenWorkspace): Promise<WorkspaceFacts['storage']> {
  const connection = openConnection(workspacePaths(folder).database, key, 'reader');
  try {
    const { log: _head, ...facts } = await storageFacts(folder, header, connection);
    return facts;
  } finally {
    connection.close();
  }
}

async function mailAccountFacts(
  context: CommandContext,
  workspace: OpenWorkspace,
  online: boolean,
): Promise<MailAccountFacts[]> {
  const facts: MailAccountFacts[] = [];
  for (const { id, address, hasSecret } of await listMailboxes(workspace)) {
    const test = online && hasSecret ? await testMailbox(workspace, id, context.cancellation()) : null;
    facts.push({ address, hasSecret, ok: test?.ok ?? null, checks: test?.checks ?? [] });
  }
  return facts;
}
