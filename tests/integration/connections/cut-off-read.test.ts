import { expect, it, onTestFinished } from 'vitest';
import { newId } from '../../../electron/engine/platform/ids.ts';
import type { SyncRunId } from '../../../shared/domain/ids.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { linkedEngine } from '../../support/engine/linked-engine.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';

const ACCESS = {
  name: 'Head office',
  kind: 'tryton',
  settings: { url: 'http://127.0.0.1:1', database: 'halden', user: 'duebook' },
  secrets: { password: 'correct horse' },
} as const;

it('a read that ended with its process is told as cut off, not as one that goes on', async () => {
  const { ledger } = sampleBooks(CORE_SHAPE);
  const { client, engine, home, ended, close } = await linkedEngine({
    connectors: { tryton: () => coreConnector(ledger, {}) },
  });
  onTestFinished(close);
  await client.workspaces.create({
    name: 'Halden Instruments',
    currency: currencyCode('EUR'),
    timeZone: 'Europe/Berlin',
    protection: { kind: 'passphrase', passphrase: 'rain on the old harbour wall' },
    folderGrant: engine.files.offerOpenPath(`${home}/books`),
  });
  const { id } = await client.connections.add(ACCESS);
  const workspace = engine.context.session.workspace();
  // What a process leaves behind that is killed in the middle of a read.
  const runId = newId() as SyncRunId;
  await workspace.db.maintain(
    'startSyncRun',
    { connectionId: id, runId, mode: 'changes' },
    workspace.context(),
  );
  const [connection] = await client.connections.list();
  expect(connection).toMatchObject({ running: null, lastRun: { id: runId, state: 'interrupted' } });
  expect((await client.connections.runs({ id })).runs).toMatchObject([{ id: runId, state: 'interrupted' }]);

  await ended((await client.connections.sync({ id, mode: 'changes' })).jobId);
  const { runs } = await client.connections.runs({ id });
  expect(runs.map(({ state }) => state)).toEqual(['done', 'interrupted']);
});
