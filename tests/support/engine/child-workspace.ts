import { readHeader } from '../../../electron/engine/db/header.ts';
import { type Clock, systemClock } from '../../../electron/engine/platform/clock.ts';
import { createLogger } from '../../../electron/engine/platform/logger.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import {
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/engine/services/workspace/open-workspace.ts';
import { keyFromParent } from '../storage/child-key.ts';
import { MIGRATIONS } from '../workspace.ts';
import { ACTOR, DATABASE_THREAD, RESOURCES } from './engine-workspace.ts';

/** Opens a workspace in a child process, as an application would: with its threads, its log file, and a keyring. */
export async function workspaceOfParent(
  folder: string,
  options: {
    readonly home: string;
    readonly threads?: boolean;
    readonly mailbox?: readonly [id: string, password: string];
    /** Absent: that of the computer. */
    readonly clock?: Clock;
  },
): Promise<OpenWorkspace> {
  const store = memorySecretStore();
  const slot = readHeader(folder).slots.keyring;
  await store.set(slot?.account ?? '', rawKeyToHex(keyFromParent()));
  if (options.mailbox !== undefined) await store.set(`mailbox:${options.mailbox[0]}`, options.mailbox[1]);
  const logger = createLogger({ folder: `${options.home}/logs`, clock: systemClock });
  return openWorkspace(
    {
      home: options.home,
      version: '0.0.0',
      migrations: MIGRATIONS,
      resources: RESOURCES,
      clock: options.clock ?? systemClock,
      logger,
      keyring: store,
      workerEntry: options.threads === true ? DATABASE_THREAD : null,
    },
    { folder, with: { kind: 'keyring', store }, mode: 'write', actor: () => ACTOR },
  );
}
