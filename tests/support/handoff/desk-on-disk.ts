import { join } from 'node:path';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { openPeople, type People } from '../../../electron/engine/services/people/people.ts';
import type { KeyKeeping } from '../../../electron/engine/services/workspace/create-workspace.ts';
import type { Installation } from '../../../electron/engine/services/workspace/installation.ts';
import {
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/engine/services/workspace/open-workspace.ts';
import { RESOURCES } from '../engine/engine-workspace.ts';
import { folderStore } from '../people/folder-store.ts';
import { MIGRATIONS } from '../workspace.ts';

/** A profile whose keyring is a folder, so that what one process did, the next one finds. */
export interface DeskOnDisk {
  readonly installation: Installation;
  readonly people: People;
  readonly keeping: KeyKeeping;
  /** Where its workspace is. */
  readonly workspace: string;
  open(mode?: 'read' | 'write'): Promise<OpenWorkspace>;
}

export function deskOnDisk(folder: string): DeskOnDisk {
  const store = folderStore(join(folder, 'keyring'));
  const keeping = { kind: 'keyring', store } as const;
  const installation: Installation = {
    home: join(folder, 'home'),
    version: '0.0.0',
    migrations: MIGRATIONS,
    resources: RESOURCES,
    clock: systemClock,
    logger: silentLogger,
    keyring: store,
    workerEntry: null,
  };
  const people = openPeople(installation, keeping);
  const workspace = join(folder, 'workspace');
  const actor = () => people.own()?.name ?? 'nobody';
  return {
    installation,
    people,
    keeping,
    workspace,
    open: (mode = 'write') => openWorkspace(installation, { folder: workspace, with: keeping, mode, actor }),
  };
}
