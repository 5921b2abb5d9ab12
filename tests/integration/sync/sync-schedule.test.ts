import { expect, it, onTestFinished } from 'vitest';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import { createJobBoard, type JobBoard } from '../../../electron/engine/jobs/job-board.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createSyncDesk } from '../../../electron/engine/services/connections/sync-desk.ts';
import { isDue, startSyncSchedule } from '../../../electron/engine/services/connections/sync-schedule.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';

/** Two connections to the same books, with the schedule that reads them; `change` makes their connector another one. */
async function begin(change: (connector: Connector) => Connector = (connector) => connector) {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const { workspace } = engine;
  const books = sampleBooks(CORE_SHAPE);
  const connections = [await addedConnection(workspace), await addedConnection(workspace)];
  for (const { secretName } of connections) await workspace.secrets.set(secretName, '{}');
  const hub = createEventHub();
  const jobs: JobBoard = createJobBoard({
    clock: engine.clock,
    logger: silentLogger,
    onChange: () => notice(),
  });
  const waiting = new Set<() => void>();
  const notice = () => {
    for (const look of waiting) look();
  };
  const surroundings = syncSurroundings(silentLogger, fakeTiming(), {
    tryton: () => change(coreConnector(books.ledger)),
  });
  const desk = createSyncDesk({ jobs, hub, surroundings });
  const start = (of: OpenWorkspace = workspace) => {
    const schedule = startSyncSchedule(of, desk, silentLogger, 5);
    onTestFinished(async () => {
      schedule.stop();
      await jobs.close();
    });
    return schedule;
  };
  const until = (reached: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!reached()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const ended = (state: string) => jobs.list().filter((job) => job.state === state);
  return { engine, workspace, books, connections, jobs, start, until, ended };
}

it('reads what is due, one connection at a time, and each again only when it is due again', async () => {
  let reading = 0;
  let most = 0;
  const { engine, books, connections, start, until, ended, jobs } = await begin((connector) => ({
    ...connector,
    async *full(entity, from, signal) {
      reading += 1;
      most = Math.max(most, reading);
      yield* connector.full(entity, from, signal);
      reading -= 1;
    },
  }));
  start();
  await until(() => ended('done').length === 2);
  for (const { id } of connections)
    expect(booksInDatabase(engine, id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
  expect(most).toBe(1);
  engine.clock.wait(45 * 60_000);
  await until(() => ended('done').length === 4);
  expect(jobs.list().map(({ kind }) => kind)).toEqual(['sync', 'sync', 'sync', 'sync']);
});

it('tries what failed for want of a network as soon as there is one again, and nothing without', async () => {
  let offline = true;
  const { start, until, ended, jobs } = await begin((connector) => ({
    ...connector,
    full(entity, from, signal) {
      if (offline) throw connectorFailure('network_down', 'The server cannot be reached.');
      return connector.full(entity, from, signal);
    },
  }));
  const schedule = start();
  await until(() => ended('failed').length === 2);
  schedule.setOnline(false);
  offline = false;
  expect(jobs.list()).toHaveLength(2);
  schedule.setOnline(true);
  await until(() => ended('done').length === 2);
});

it('leaves a name alone that the system has locked out, until a person connects again', async () => {
  let locked = true;
  let asked = 0;
  const { engine, workspace, connections, start, until, ended, jobs } = await begin((connector) => ({
    ...connector,
    full(entity, from, signal) {
      asked += 1;
      if (locked) throw connectorFailure('auth_revoked', 'The name is locked out.', { locked: true });
      return connector.full(entity, from, signal);
    },
  }));
  const schedule = start();
  await until(() => ended('failed').length === 2);
  expect(asked).toBe(2);
  engine.clock.wait(24 * 3_600_000);
  schedule.setOnline(false);
  schedule.setOnline(true);
  const rows = await workspace.db.read('connections', null);
  expect(rows.map(({ status }) => status)).toEqual(['reconnect', 'reconnect']);
  expect(rows.map((row) => isDue(row, workspace.now()))).toEqual([false, false]);
  expect(jobs.list()).toHaveLength(2);
  locked = false;
  const [first] = connections;
  if (first === undefined) throw new Error('There is no connection.');
  const { id, name, settingsJson, everyMinutes } = first;
  await workspace.secrets.set('another', '{}');
  const changed = { id, name, settingsJson, everyMinutes, secretName: 'another' };
  await workspace.db.write('changeConnection', changed, workspace.context());
  await until(() => ended('done').length === 1);
});

it('stops in the middle of a read when the workspace is closed, and goes on from there the next time', async () => {
  let blocked = true;
  const { engine, workspace, books, connections, start, until, jobs } = await begin((connector) => ({
    ...connector,
    async *full(entity, from, signal) {
      for await (const page of connector.full(entity, from, signal)) {
        yield page;
        if (blocked && entity === 'credit_note') {
          await new Promise<never>((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
          });
        }
      }
    },
  }));
  const schedule = start();
  await until(() => jobs.list().some(({ phase }) => phase === 'invoices'));
  schedule.stop();
  await jobs.close();
  expect(engine.rows('SELECT state FROM sync_run')).toEqual([{ state: 'cancelled' }]);
  blocked = false;
  // What was cut off is due again like any other run.
  engine.clock.wait(60 * 60_000);
  start(workspace);
  await until(() => jobs.list().filter((job) => job.state === 'done').length === 2);
  for (const { id } of connections)
    expect(booksInDatabase(engine, id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
});

it('leaves the demo and a workspace that is only read alone', async () => {
  const { workspace, start, jobs } = await begin();
  for (const left of [{ demo: true }, { canWrite: false }]) {
    const schedule = start({ ...workspace, ...left });
    schedule.setOnline(false);
    schedule.setOnline(true);
    await workspace.db.read('connections', null);
    await workspace.db.read('connections', null);
    expect(jobs.list()).toEqual([]);
  }
});
