import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppStatus, WorkspaceInfo } from '../../../../shared/contract/app.ts';
import { readHeader } from '../../db/header.ts';
import type { JobBoard } from '../../jobs/job-board.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { noteUnexpected } from '../../platform/unexpected.ts';
import { forgetDerivedKeys } from '../../secrets/passphrase.ts';
import type { UnlockWith } from '../../secrets/unlock.ts';
import { cancelConnectionSignIns } from '../connections/connection-sign-ins.ts';
import type { SyncDesk } from '../connections/sync-desk.ts';
import type { EventHub } from '../events/event-hub.ts';
import { cancelAllSignIns } from '../mailboxes/sign-ins.ts';
import type { OutboxCourier } from '../outbox/outbox-courier.ts';
import type { DraftCourier } from '../outreach/draft-courier.ts';
import type { People } from '../people/people.ts';
import type { Profile } from '../profile/profile.ts';
import type { WebhookCourier } from '../webhook/webhook-courier.ts';
import { createWorkspace, type KeyKeeping } from '../workspace/create-workspace.ts';
import type { Installation } from '../workspace/installation.ts';
import { type OpenWorkspace, openWorkspace } from '../workspace/open-workspace.ts';
import { type BackgroundWork, startBackgroundWork } from './background-work.ts';
import { openDemoWorkspace } from './demo-workspace.ts';

/** What a window works with: at most one workspace at a time, and the state around it. */
export interface Session {
  status(): AppStatus;
  /** The open workspace; throws `not_ready` in every other state. */
  workspace(): OpenWorkspace;
  courier(): DraftCourier;
  /** Sends what is queued in the outbox. */
  outbox(): OutboxCourier;
  /** Tells another program what happened. */
  webhook(): WebhookCourier;
  /** The profile has another person or name: the window shows it. */
  actorChanged(): void;
  /** The window says whether there is a network. */
  setOnline(online: boolean): void;
  create(
    options: NewSessionWorkspace,
  ): Promise<{ readonly workspace: WorkspaceInfo; readonly recoveryCode: string }>;
  openDemo(): Promise<WorkspaceInfo>;
  /** Goes to the unlock screen of a workspace, or straight in when the keyring has its key. */
  open(folder: string): Promise<void>;
  unlock(how: UnlockWith): Promise<WorkspaceInfo>;
  /** Closes the open workspace and opens it another way, after its protection changed. */
  reopen(how: UnlockWith): Promise<WorkspaceInfo>;
  lock(): Promise<void>;
  close(): Promise<void>;
  /** Ends everything; for the end of the process. */
  shutDown(): Promise<void>;
}

export interface NewSessionWorkspace {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly keeping: KeyKeeping;
  /** Absent: a folder of its own below the profile. */
  readonly folder?: string;
}

export interface SessionOptions {
  readonly installation: Installation;
  readonly profile: Profile;
  readonly people: Pick<People, 'lock'>;
  readonly hub: EventHub;
  readonly jobs: JobBoard;
  readonly syncDesk: SyncDesk;
}

interface Opened extends BackgroundWork {
  readonly workspace: OpenWorkspace;
}

export function createSession({
  installation,
  profile,
  people,
  hub,
  jobs,
  syncDesk,
}: SessionOptions): Session {
  let status: AppStatus = { state: 'no_workspace' };
  let folder: string | null = null;
  let opened: Opened | null = null;

  const setStatus = (next: AppStatus): void => {
    status = next;
    hub.publish({ type: 'status', status });
  };
  const leave = async (): Promise<void> => {
    const leaving = opened;
    opened = null;
    if (leaving === null) return;
    leaving.stopTimers();
    cancelAllSignIns(leaving.workspace);
    cancelConnectionSignIns(leaving.workspace);
    await jobs.close();
    await leaving.close();
    await leaving.workspace.close();
    forgetDerivedKeys();
    people.lock();
    hub.changed('people');
  };
  const enter = (workspace: OpenWorkspace): WorkspaceInfo => {
    const { logger } = installation;
    const work = startBackgroundWork(workspace, { hub, syncDesk, logger }, () => setReady(workspace));
    opened = { workspace, ...work };
    folder = workspace.folder;
    if (!workspace.demo) {
      profile.remember({ id: workspace.id, folder: workspace.folder, openedAt: installation.clock.now() });
    }
    return setReady(workspace);
  };
  const setReady = (workspace: OpenWorkspace): WorkspaceInfo => {
    const info = infoOf(workspace);
    setStatus({ state: 'ready', workspace: info, today: workspace.today(), actor: profile.actor() });
    return info;
  };
  /** The workspace cannot go on: it is let go of, so that another attempt can open it, and the window says why. */
  const lost = async (at: string, error: EngineError): Promise<void> => {
    if (opened === null) return;
    const { code, message } = noteUnexpected(error, installation.logger, 'workspace_lost', 'session');
    await leave().catch((failure: unknown) => installation.logger.error('close_failed', failure));
    setStatus({ state: 'failed', folder: at, code, message });
  };
  const openAt = async (at: string, how: UnlockWith): Promise<WorkspaceInfo> => {
    const workspace = await openWorkspace(installation, {
      folder: at,
      with: how,
      mode: 'write',
      actor: profile.actor,
      onMigrating: () => setStatus({ state: 'migrating', folder: at }),
      onLost: (error) => void lost(at, error),
    });
    return enter(workspace);
  };
  const needsUnlock = (at: string): void => {
    folder = at;
    const { slots } = readHeader(at);
    const unlock = (['keyring', 'passphrase', 'recovery'] as const).filter(
      (kind) => slots[kind] !== undefined,
    );
    setStatus({ state: 'needs_unlock', folder: at, unlock });
  };
  /** What stands in the way is shown as a screen of its own; a wrong key leaves the unlock screen as it is. */
  const failed = (at: string, error: unknown): never => {
    const known = noteUnexpected(error, installation.logger, 'open_failed', 'session');
    if (!['wrong_key', 'no_key', 'validation'].includes(known.code)) {
      setStatus({ state: 'failed', folder: at, code: known.code, message: known.message });
    }
    throw known;
  };

  return {
    status: () => status,
    workspace: () => requireOpened(opened).workspace,
    courier: () => requireOpened(opened).courier,
    outbox: () => requireOpened(opened).outbox,
    webhook: () => requireOpened(opened).webhook,
    actorChanged: () => {
      if (opened !== null) setReady(opened.workspace);
    },
    setOnline: (online) => requireOpened(opened).setOnline(online),
    async create(options) {
      const at = options.folder ?? freeFolder(installation.home, options.name);
      const created = await createWorkspace(installation, { ...options, folder: at, actor: profile.actor });
      await leave();
      const how: UnlockWith =
        options.keeping.kind === 'keyring'
          ? { kind: 'keyring', store: options.keeping.store }
          : { kind: 'passphrase', passphrase: options.keeping.passphrase };
      return { workspace: await openAt(at, how), recoveryCode: created.recoveryCode };
    },
    async openDemo() {
      await leave();
      setStatus({ state: 'starting' });
      try {
        return enter(await openDemoWorkspace(installation, profile));
      } catch (error) {
        setStatus({ state: 'no_workspace' });
        throw error;
      }
    },
    async open(at) {
      await leave();
      try {
        needsUnlock(at);
        if (readHeader(at).slots.keyring !== undefined) {
          await openAt(at, { kind: 'keyring', store: installation.keyring });
        }
      } catch (error) {
        if (error instanceof EngineError && (error.code === 'no_key' || error.code === 'wrong_key')) return;
        failed(at, error);
      }
    },
    async unlock(how) {
      const at = folder;
      if (at === null || status.state === 'ready')
        throw new EngineError('conflict', 'There is nothing to unlock.');
      try {
        return await openAt(at, how);
      } catch (error) {
        return failed(at, error);
      }
    },
    async reopen(how) {
      const { folder: at } = requireOpened(opened).workspace;
      await leave();
      return openAt(at, how);
    },
    async lock() {
      const at = requireOpened(opened).workspace;
      await leave();
      if (at.demo) setStatus({ state: 'no_workspace' });
      else {
        try {
          needsUnlock(at.folder);
        } catch (error) {
          failed(at.folder, error);
        }
      }
    },
    async close() {
      await leave();
      folder = null;
      setStatus({ state: 'no_workspace' });
    },
    shutDown: leave,
  };
}

export function infoOf(workspace: OpenWorkspace): WorkspaceInfo {
  const { id, name, currency, timeZone, demo } = workspace;
  return { id, name, currency, timeZone, demo, path: workspace.folder };
}

function requireOpened(opened: Opened | null): Opened {
  if (opened !== null) return opened;
  throw new EngineError('not_ready', 'No workspace is open. Open or unlock one first.');
}

/** Names that Windows keeps for devices: no folder can be called so. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** `HOME/workspaces/acme-trading`, or with a number behind it when that is taken. */
export function freeFolder(home: string, name: string): string {
  const base = join(home, 'workspaces');
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60)
    .replace(/\p{Cs}$/u, '');
  const stem = plain === '' ? newId() : RESERVED.test(plain) ? `${plain}-books` : plain;
  for (let count = 1; ; count++) {
    const candidate = join(base, count === 1 ? stem : `${stem}-${count}`);
    if (!existsSync(candidate) || readdirSync(candidate).length === 0) return candidate;
  }
}
