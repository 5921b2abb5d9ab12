import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { expect, it, onTestFinished } from 'vitest';
import { readHeader } from '../../../electron/engine/db/header.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { unlock } from '../../../electron/engine/secrets/unlock.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { type LinkedEngine, linkedEngine } from '../../support/engine/linked-engine.ts';
import { PLANTED_COLUMNS, plantedLedger } from '../../support/engine/planted-books.ts';

const PASSPHRASE = 'a passphrase for books that break';
const PRIVATE = 'Zephyrine Confidential LLC';

/** Books in which a statement that a person's work needs fails in a way that nobody foresaw. */
async function booksThatFail(trigger: string): Promise<LinkedEngine> {
  const linked = await linkedEngine();
  onTestFinished(() => linked.close());
  const { client } = linked;
  const { workspace } = await client.workspaces.create({
    name: 'Halden Supply',
    currency: currencyCode('USD'),
    timeZone: 'UTC',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE },
  });
  await client.workspaces.lock();
  const key = await unlock(readHeader(workspace.path), { kind: 'passphrase', passphrase: PASSPHRASE });
  const connection = openConnection(workspacePaths(workspace.path).database, key, 'writer');
  connection.exec(trigger);
  connection.close();
  await client.workspaces.unlock({ with: 'passphrase', passphrase: PASSPHRASE });
  return linked;
}

function logText({ home }: LinkedEngine): string {
  return readFileSync(join(home, 'logs', 'duebook.log'), 'utf8');
}

function linesUnder(linked: LinkedEngine, reference: unknown): readonly Record<string, unknown>[] {
  const lines = logText(linked).trimEnd().split('\n');
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.reference === reference);
}

it('a failure in the thread that writes leaves one line that says when, where and what, and no data', async () => {
  const linked = await booksThatFail(
    `CREATE TRIGGER broken BEFORE INSERT ON saved_view BEGIN SELECT RAISE(ABORT, '${PRIVATE}\n    at ${PRIVATE} (x.ts:1:1)'); END`,
  );
  const refused = linked.client.worklist.views
    .save({ name: PRIVATE, filter: {}, sort: { key: 'overdue', descending: true } })
    .catch((error: unknown) => error);
  const error = await refused;
  if (!(error instanceof ORPCError)) throw error;
  expect(error).toMatchObject({ code: 'internal', data: { reference: expect.any(String) } });
  expect(error.message).not.toContain(PRIVATE);
  expect(error.data).toEqual({ reference: error.data.reference });
  expect(linesUnder(linked, error.data.reference)).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'error',
      event: 'request_failed',
      where: 'worklist.views.save',
      operation: 'saveView',
      reference: error.data.reference,
      error: {
        name: 'EngineError',
        code: 'internal',
        frames: expect.arrayContaining([expect.stringMatching(/db\/perform\.ts:\d+:\d+/)]),
        cause: {
          name: 'SqliteError',
          code: 'sqlite_constraint_trigger',
          frames: expect.arrayContaining([expect.stringMatching(/commands\/views\.ts:\d+:\d+/)]),
        },
      },
    },
  ]);
  expect(logText(linked)).not.toContain('Zephyrine');
});

it('a failure in a thread that reads does, too', async () => {
  const linked = await booksThatFail('ALTER TABLE saved_view RENAME COLUMN name TO title');
  const error = await linked.client.worklist.views.list().catch((thrown: unknown) => thrown);
  if (!(error instanceof ORPCError)) throw error;
  expect(error.code).toBe('internal');
  expect(linesUnder(linked, error.data.reference)).toEqual([
    expect.objectContaining({ where: 'worklist.views.list', operation: 'savedViews' }),
  ]);
});

it('a job that fails so names the same reference to the window and in the log, once', async () => {
  const linked = await booksThatFail(
    `CREATE TRIGGER broken BEFORE INSERT ON import_batch BEGIN SELECT RAISE(ABORT, '${PRIVATE}'); END`,
  );
  const { jobId } = await linked.client.imports.run({
    grant: linked.engine.files.offerBytes('ledger.csv', plantedLedger(3)),
    mapping: { columns: PLANTED_COLUMNS },
  });
  const { error } = await linked.ended(jobId);
  expect(error?.code).toBe('internal');
  const reference = error?.details?.reference;
  expect(error?.message).toContain(reference);
  expect(linesUnder(linked, reference)).toEqual([
    expect.objectContaining({ event: 'job_failed', where: 'import', operation: expect.any(String) }),
  ]);
  expect(logText(linked).match(/"level":"error"/g)).toHaveLength(1);
  expect(logText(linked)).not.toContain('Zephyrine');
});
