import { writeHeader } from '../../../electron/engine/db/header.ts';
import { migrateWorkspace, readMigrations } from '../../../electron/engine/db/migrate.ts';
import { shippedTemplates } from '../../../electron/engine/mail/templates/shipped.ts';
import type { Clock } from '../../../electron/engine/platform/clock.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { KEYRING_SERVICE } from '../../../electron/engine/secrets/keyring.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { withKeyringSlot } from '../../../electron/engine/secrets/unlock.ts';
import type { Installation } from '../../../electron/engine/services/workspace/installation.ts';
import {
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/engine/services/workspace/open-workspace.ts';
import { addDays, type Instant, instant, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { createWorkspaceIn, MIGRATIONS, type TestWorkspace } from '../workspace.ts';

export const RESOURCES = new URL('../../../resources/', import.meta.url);
export const DATABASE_THREAD = new URL('../../../electron/engine/db/worker.ts', import.meta.url);
export const START = plainDate('2026-06-01');
export const ACTOR = 'Ines Okafor';

/** A clock that a test moves: noon UTC of a day, `pace` milliseconds (a second) later at each question. */
export interface MovableClock extends Clock {
  goTo(date: PlainDate): void;
  forward(days: number): void;
  wait(milliseconds: number): void;
}

export function movableClock(start: PlainDate = START, pace = 1_000): MovableClock {
  let date = start;
  let passed = 0;
  return {
    now(): Instant {
      passed += pace;
      return instant(new Date(Date.parse(`${date}T12:00:00.000Z`) + passed).toISOString());
    },
    wait(milliseconds) {
      passed += milliseconds;
    },
    goTo(next) {
      date = next;
    },
    forward(days) {
      date = addDays(date, days);
    },
  };
}

/** A real encrypted workspace, open for the services, with the files it lies in and a clock of its own. */
export interface EngineWorkspace {
  readonly workspace: OpenWorkspace;
  readonly files: TestWorkspace;
  readonly clock: MovableClock;
  readonly installation: Installation;
  /** Closes it and opens it again, as after a restart. */
  reopen(): Promise<EngineWorkspace>;
}

export interface EngineOptions {
  readonly currency?: string;
  readonly threads?: boolean;
  readonly start?: PlainDate;
  readonly timeZone?: string;
  /** How far the clock goes on at each question, in milliseconds. */
  readonly pace?: number;
}

/** Makes a workspace in `folder`, which is the caller's to remove; the caller closes it, too. */
export async function engineWorkspaceIn(
  folder: string,
  options: EngineOptions = {},
): Promise<EngineWorkspace> {
  const files = createWorkspaceIn(folder);
  const clock = movableClock(options.start, options.pace);
  const keyring = memorySecretStore();
  const installation: Installation = {
    home: `${folder}-home`,
    version: '0.0.0',
    migrations: MIGRATIONS,
    resources: RESOURCES,
    clock,
    logger: silentLogger,
    keyring,
    workerEntry: options.threads === true ? DATABASE_THREAD : null,
  };
  const entry = { service: KEYRING_SERVICE, account: `workspace:${files.header.workspaceId}` };
  const slots = await withKeyringSlot(files.header, files.key, keyring, entry);
  writeHeader(folder, { ...files.header, slots });
  migrateWorkspace({ ...files, migrations: readMigrations(MIGRATIONS) });
  const firstRows = {
    id: files.header.workspaceId,
    name: 'Halden Instruments',
    currency: options.currency ?? 'USD',
    timeZone: options.timeZone ?? 'UTC',
    demo: false,
    templates: await shippedTemplates('en', new URL('templates/', RESOURCES)),
  };
  const open = (first: typeof firstRows | null) =>
    openWorkspace(
      installation,
      { folder, with: { kind: 'keyring', store: keyring }, mode: 'write', actor: () => ACTOR },
      first,
    );
  const handle = (workspace: OpenWorkspace): EngineWorkspace => ({
    workspace,
    files,
    clock,
    installation,
    reopen: async () => {
      await workspace.close();
      return handle(await open(null));
    },
  });
  return handle(await open(firstRows));
}
