import { join } from 'node:path';
import type { EngineContext } from '../engine/api/context.ts';
import { router } from '../engine/api/router.ts';
import { systemTiming, type Timing } from '../engine/connectors/http/timing.ts';
import { createJobBoard } from '../engine/jobs/job-board.ts';
import { systemClock } from '../engine/platform/clock.ts';
import { createFileExchange, type FileExchange } from '../engine/platform/files.ts';
import { createLogger } from '../engine/platform/logger.ts';
import { keyringSecretStore } from '../engine/secrets/keyring.ts';
import {
  addressesOfConnectionSignIns,
  takeOpenedAddress,
} from '../engine/services/connections/connection-sign-ins.ts';
import type { ConnectorCreators } from '../engine/services/connections/open-connector.ts';
import { createSyncDesk } from '../engine/services/connections/sync-desk.ts';
import { createEventHub } from '../engine/services/events/event-hub.ts';
import { openSharedFolder } from '../engine/services/handoff/shared-folder.ts';
import { addressesOfSignIns } from '../engine/services/mailboxes/sign-ins.ts';
import { openPeople } from '../engine/services/people/people.ts';
import { openProfile } from '../engine/services/profile/profile.ts';
import { createSession } from '../engine/services/session/session.ts';
import { syncSurroundings } from '../engine/services/sync/sync-connection.ts';
import type { Installation } from '../engine/services/workspace/installation.ts';

export interface ComposeOptions {
  /** The profile folder. */
  readonly home: string;
  readonly hostKind: 'electron' | 'browser';
  readonly version: string;
  /** Goes straight to the demo workspace. */
  readonly demo?: boolean;
  readonly workerEntry: URL;
  readonly migrations: URL;
  readonly resources: URL;
  /** The systems that can be connected; absent: those of this version. */
  readonly connectors?: ConnectorCreators;
  /** How connections wait; absent: as long as they say. */
  readonly timing?: Timing;
}

/** An engine for a window, whole. */
export interface Engine {
  readonly router: typeof router;
  readonly context: EngineContext;
  readonly files: FileExchange;
  /** Where a person's browser is sent to by the sign-ins that are under way. */
  signInAddresses(): readonly string[];
  /** Takes an address that the desktop opened the application with; false for one that no sign-in waits for. */
  takeOpenedAddress(address: string): boolean;
  close(): Promise<void>;
}

/** Wires the engine of a window together. The workspace that was open last waits at its unlock screen. */
export async function composeEngine(options: ComposeOptions): Promise<Engine> {
  const clock = systemClock;
  const logger = createLogger({ folder: join(options.home, 'logs'), clock });
  const installation: Installation = {
    home: options.home,
    version: options.version,
    migrations: options.migrations,
    resources: options.resources,
    clock,
    logger,
    keyring: keyringSecretStore(),
    workerEntry: options.workerEntry,
  };
  const hub = createEventHub();
  const profile = openProfile(options.home);
  const people = openPeople(installation, { kind: 'keyring', store: installation.keyring });
  const jobs = createJobBoard({ clock, logger, onChange: (job) => hub.publish({ type: 'job', job }) });
  const files = createFileExchange();
  const surroundings = syncSurroundings(logger, options.timing ?? systemTiming, options.connectors);
  const syncDesk = createSyncDesk({ jobs, hub, surroundings });
  const session = createSession({ installation, profile, people, hub, jobs, syncDesk });
  const context: EngineContext = {
    installation,
    hostKind: options.hostKind,
    session,
    profile,
    people,
    sharedFolder: openSharedFolder(options.home),
    hub,
    jobs,
    files,
    syncDesk,
    recoveryCodes: new Map(),
    importReports: new Map(),
  };
  // The window opens at once and shows what goes on.
  const opening = options.demo === true ? openDemo(context) : openLast(context);
  const close = async (): Promise<void> => {
    await opening;
    await session.shutDown();
  };
  const signInAddresses = () => {
    if (session.status().state !== 'ready') return [];
    const workspace = session.workspace();
    return [...addressesOfSignIns(workspace), ...addressesOfConnectionSignIns(workspace)];
  };
  const take = (address: string) =>
    session.status().state === 'ready' && takeOpenedAddress(session.workspace(), address);
  return { router, context, files, signInAddresses, takeOpenedAddress: take, close };
}

async function openDemo({ session, installation }: EngineContext): Promise<void> {
  try {
    await session.openDemo();
  } catch (error) {
    installation.logger.error('open_demo_failed', error);
  }
}

/** What stands in the way shows itself as the session's status; a folder that is gone leaves the start screen. */
async function openLast({ profile, session, installation }: EngineContext): Promise<void> {
  const [last] = profile.recents();
  if (last === undefined) return;
  try {
    await session.open(last.folder);
  } catch (error) {
    installation.logger.error('open_last_failed', error);
  }
}
