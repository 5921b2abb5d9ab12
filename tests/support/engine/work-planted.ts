import { writeSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import { homeFolder } from '../../../electron/engine/platform/home.ts';
import { composeEngine } from '../../../electron/hosts/compose.ts';
import type { Job } from '../../../shared/contract/app.ts';
import { importMappingSchema } from '../../../shared/contract/imports.ts';
import { logFilterSchema } from '../../../shared/contract/log.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { PLANTED, PLANTED_AMOUNTS, PLANTED_COLUMNS, plantedLedger } from './planted-books.ts';

/**
 * A working day with the planted customer on a real engine in `DUEBOOK_HOME`, told line by line: `recovery CODE`,
 * `importing`, `writing` (rows go into the database), `imported`, `drafted`, `exported`, `backed up`, `ready`. Then
 * it waits to be killed, with everything open.
 */
const [rows = '0'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const engine = await composeEngine({
  home: homeFolder(),
  hostKind: 'electron',
  version: '0.0.0',
  workerEntry: new URL('../../../electron/engine/db/worker.ts', import.meta.url),
  migrations: new URL('../../../migrations/', import.meta.url),
  resources: new URL('../../../resources/', import.meta.url),
});
const { context } = engine;
const client = createRouterClient(engine.router, { context });
const filter = worklistFilterSchema.parse({});
const sort = { key: 'overdue', descending: true } as const;

async function ended(id: Job['id'], onProgress: (job: Job) => void): Promise<Job> {
  for await (const event of context.hub.subscribe()) {
    if (event.type !== 'job' || event.job.id !== id) continue;
    onProgress(event.job);
    if (event.job.state === 'done') return event.job;
    if (event.job.state !== 'running') throw new Error(`The job ended as ${event.job.state}.`);
  }
  throw new Error('The engine fell silent.');
}

const { recoveryCode } = await client.workspaces.create({
  name: 'Books',
  currency: currencyCode('EUR'),
  timeZone: 'UTC',
  protection: { kind: 'passphrase', passphrase: PLANTED.passphrase },
});
say(`recovery ${recoveryCode}`);

const grant = engine.files.offerBytes('ledger.csv', plantedLedger(Number(rows)));
const mapping = importMappingSchema.parse({
  dateFormat: 'yyyy-MM-dd',
  decimal: '.',
  columns: PLANTED_COLUMNS,
});
const { inspection } = await client.imports.inspect({ grant, mapping });
say('importing');
const phases = new Set<string>();
const started = await client.imports.run({ grant, mapping, shapeHash: inspection.shapeHash });
const imported = await ended(started.jobId, ({ phase }) => {
  if (!phases.has(phase)) say(`phase ${phase}`);
  phases.add(phase);
});
await client.imports.exportRejected({ jobId: imported.id });
say('imported');

const [account] = await client.accounts.search({ text: 'Zephyrine' });
if (account === undefined) throw new Error('The planted customer is not in the books.');
await client.accounts.addTouchpoint({ accountId: account.id, kind: 'note', text: PLANTED.note });
const mailbox = await client.mailboxes.add({
  address: 'ines@halden.example',
  imapUrl: 'imaps://127.0.0.1:1',
  user: 'ines',
  password: PLANTED.password,
});
await client.mailboxes.test({ id: mailbox.id });
const target = { accountId: account.id, currency: currencyCode('EUR') };
const draft = await client.drafts.create({ target, stage: 'friendly', edits: { text: PLANTED.note } });
await client.drafts.saveToMailbox({ ids: [draft.id] });
await client.drafts.exportEml({ id: draft.id });
say('drafted');

for (const format of ['csv', 'xlsx', 'jsonl'] as const) {
  await client.log.export({ filter: logFilterSchema.parse({}), format });
}
for (const format of ['csv', 'xlsx'] as const) await client.worklist.export({ filter, sort, format });
say('exported');

context.installation.logger.error(
  'planted_failure',
  new Error(
    `${PLANTED.customer} owes ${PLANTED_AMOUNTS.join(' ')} to ${PLANTED.email}\n    at ${PLANTED.note} (a.ts:1:1)`,
  ),
  { text: PLANTED.note },
);
await ended((await client.workspaces.backups.create()).jobId, () => undefined);
say('backed up');
say('ready');
setInterval(() => context.session.status(), 1_000);
