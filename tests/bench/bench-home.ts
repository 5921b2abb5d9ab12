import { join } from 'node:path';
import { systemClock } from '../../electron/engine/platform/clock.ts';
import { silentLogger } from '../../electron/engine/platform/logger.ts';
import { memorySecretStore } from '../../electron/engine/secrets/memory.ts';
import { importFile } from '../../electron/engine/services/imports/import-file.ts';
import { openProfile } from '../../electron/engine/services/profile/profile.ts';
import { createWorkspace } from '../../electron/engine/services/workspace/create-workspace.ts';
import type { Installation } from '../../electron/engine/services/workspace/installation.ts';
import { openWorkspace } from '../../electron/engine/services/workspace/open-workspace.ts';
import { LEDGER_MAPPING, ledgerCsv } from './ledger-csv.ts';

/** Invoices of each account: enough for a page with something on it. */
const INVOICES = 5;

/** Fills a profile folder with one workspace under a passphrase that has so many overdue accounts. */
export async function fillHome(home: string, accounts: number, passphrase: string): Promise<void> {
  const folder = join(home, 'workspaces', 'bench');
  const actor = () => 'Bench';
  const installation: Installation = {
    home,
    version: '0.0.0',
    migrations: new URL('../../migrations/', import.meta.url),
    resources: new URL('../../resources/', import.meta.url),
    clock: systemClock,
    logger: silentLogger,
    keyring: memorySecretStore(),
    workerEntry: null,
  };
  const keeping = { kind: 'passphrase', passphrase } as const;
  const made = { folder, name: 'Bench', currency: 'EUR', timeZone: 'UTC', keeping, demo: false, actor };
  await createWorkspace(installation, made);
  const workspace = await openWorkspace(installation, { folder, with: keeping, mode: 'write', actor });
  try {
    await importFile(workspace, {
      ...{ fileName: 'bench.csv', mapping: LEDGER_MAPPING, complete: false, asOf: null, dryRun: false },
      bytes: ledgerCsv(accounts * INVOICES, { perCustomer: INVOICES }),
    });
  } finally {
    await workspace.close();
  }
  openProfile(home).remember({ id: 'bench', folder, openedAt: systemClock.now() });
}
