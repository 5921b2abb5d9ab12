import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createBackup } from '../../../electron/engine/db/backup.ts';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { createLogger } from '../../../electron/engine/platform/logger.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { EVERYTHING, exportLog } from '../../../electron/engine/services/log/log-service.ts';
import { addMailbox, testMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import {
  createDraft,
  exportDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import { openProfile } from '../../../electron/engine/services/profile/profile.ts';
import { createWorkspace } from '../../../electron/engine/services/workspace/create-workspace.ts';
import { openWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { MIGRATIONS } from '../workspace.ts';
import { DATABASE_THREAD, RESOURCES } from './engine-workspace.ts';
import { importRows } from './ledger-files.ts';
import { PLANTED } from './planted.ts';

/**
 * Does a day's work with planted texts in a passphrase workspace: imports, notes, letters, a mailbox out of reach,
 * exports, a backup, an unexpected error. Says each step's name once it is done, then waits to be killed.
 */
const [folder = '', home = ''] = process.argv.slice(2);
const say = (step: string) => writeSync(1, `${step}\n`);
const logger = createLogger({ folder: join(home, 'logs'), clock: systemClock });
const installation = {
  ...{ home, version: '0.0.0', migrations: MIGRATIONS, resources: RESOURCES, clock: systemClock, logger },
  keyring: memorySecretStore(),
  workerEntry: DATABASE_THREAD,
};
const profile = openProfile(home);
const passphrase = { kind: 'passphrase', passphrase: PLANTED.passphrase } as const;
const named = { name: 'Client', currency: 'EUR', timeZone: 'Europe/Berlin' };
await createWorkspace(installation, { folder, ...named, keeping: passphrase, actor: profile.actor });
const workspace = await openWorkspace(installation, {
  folder,
  with: passphrase,
  mode: 'write',
  actor: profile.actor,
});
profile.remember({ id: workspace.id, folder, openedAt: workspace.now() });
say('opened');

const [whole = '', cents = ''] = PLANTED.amounts[0].split('.');
const rows = Array.from({ length: 4_000 }, (_, index) => ({
  customerNumber: `Q${index % 40}`,
  customerName: `${PLANTED.customer} ${index % 40}`,
  invoiceNumber: `R${index}`,
  invoiceDate: '2026-01-15',
  dueDate: '2026-02-15',
  amount: `${whole}.${cents}`,
  currency: 'EUR',
  email: PLANTED.email,
}));
await importRows(workspace, [...rows, { ...rows[0], invoiceNumber: 'bad', dueDate: PLANTED.customer }]);
say('imported');

const { id: accountId } = await workspace.db.read('findAccount', { key: 'Q1' });
await workspace.db.write(
  'addTouchpoint',
  { accountId, kind: 'note', outcome: null, text: PLANTED.note },
  workspace.context(),
);
const address = { address: 'me@client.example', displayName: null, user: 'me', password: PLANTED.password };
const servers = {
  imapUrl: 'imaps://127.0.0.1:1',
  smtpUrl: null,
  certificateAuthority: null,
  draftsFolder: null,
};
const mailbox = await addMailbox(workspace, { ...address, ...servers });
await testMailbox(workspace, mailbox.id);
say('noted');

const request = {
  accountId,
  currency: 'EUR' as CurrencyCode,
  stage: 'firm',
  language: 'en',
  asOf: workspace.today(),
} as const;
const { draft } = await createDraft(workspace, request, {
  text: `${PLANTED.note} ${PLANTED.amounts[1]}`,
  subject: PLANTED.customer,
});
if (draft === null) throw new Error('The planted letter was stopped by the gate.');
await exportDraft(workspace, draft.id);
await queueDraft(workspace, draft.id);
await deliverWaitingDrafts(workspace, { logger });
say('written');

for (const format of ['csv', 'xlsx', 'jsonl'] as const) await exportLog(workspace, EVERYTHING, format);
logger.error(
  'planted_failure',
  new Error(`${PLANTED.customer} owes ${PLANTED.amounts[1]} to ${PLANTED.email}`),
  { text: PLANTED.note },
);
await createBackup({
  folder,
  key: workspace.key,
  target: join(home, 'client.duebook-backup'),
  now: workspace.now(),
});
say('ready');
setInterval(() => workspace.db.read('workspace', null), 1_000);
