import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDatabase } from '../../../electron/engine/db/copy.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { asTest, type EngineTest } from '../../support/engine/engine-test.ts';
import { engineWorkspaceIn } from '../../support/engine/engine-workspace.ts';
import { bigBooks, changeBigBooks } from '../../support/ledger/big-books.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';
import { startChild } from '../../support/storage/child.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const random = seededNumbers();
const rounds = kills(6);
/** Kills in one workspace before its end is looked at and the next one begins. */
const KILLS_A_WORKSPACE = 3;

const FIGURES = `SELECT account_summary.* FROM account_summary ORDER BY account_id, currency`;

async function undisturbedAgain(engine: EngineTest, connectionId: string, changes: number): Promise<void> {
  const [row] = await engine.workspace.db.read('connections', null);
  if (row === undefined) throw new Error('The connection is gone.');
  const ledger = bigBooks();
  for (let round = 0; round < changes; round += 1) changeBigBooks(ledger);
  const outcome = await synced(engine.workspace, row, coreConnector(ledger, { pageSize: 40 }));
  expect(outcome).toMatchObject({ state: 'done', differences: [] });
  expect(booksInDatabase(engine, row.id)).toEqual(booksOf(truth(ledger, CORE_SHAPE)));
  const kept = engine.rows(FIGURES);
  await engine.workspace.db.maintain('ageSummaries', { force: true }, engine.workspace.context());
  expect(engine.rows(FIGURES)).toEqual(kept);
  expect(engine.rows("SELECT id FROM sync_run WHERE state = 'running'")).toEqual([]);
  expect(engine.rows('SELECT * FROM sync_touched UNION ALL SELECT * FROM sync_touched_account')).toEqual([]);
  expect(engine.rows('SELECT * FROM sync_waiting')).toEqual([]);
  expect(engine.rows('SELECT id FROM sync_change WHERE told = 0')).toEqual([]);
  expect(
    engine.rows(
      `SELECT number FROM document WHERE deleted_at IS NULL AND ledger_id = ? AND total_minor - open_minor <>
         COALESCE((SELECT SUM(amount_minor) FROM allocation WHERE document_id = document.id), 0)`,
      connectionId,
    ),
  ).toEqual([]);
}

it(
  `killed while it reads (${rounds} times), at page boundaries and inside transactions, a workspace ends as after an undisturbed run`,
  async () => {
    const folder = temporaryFolder();
    for (let round = 0; round < rounds; round += KILLS_A_WORKSPACE) {
      const engine = await engineWorkspaceIn(join(folder, `w${round}`), {
        currency: 'EUR',
        start: plainDate('2026-11-20'),
      });
      const connection = await addedConnection(engine.workspace);
      await engine.workspace.close();
      for (let kill = 0; kill < Math.min(KILLS_A_WORKSPACE, rounds - round); kill += 1) {
        // The books change between the kills; what was cut off goes on with the changes, or all is read again.
        const mode = random(2) === 0 ? 'full' : 'changes';
        const child = startChild(
          '../engine/sync-until-killed.ts',
          [engine.files.folder, join(folder, 'home'), connection.id, String(kill), mode],
          engine.files.key,
        );
        await child.untilLines(2 + random(50));
        await turns(random(4_000));
        await child.kill();
        expect(child.lines[0]).toBe('open');
        expect(child.lines.filter((line) => line === 'failed')).toEqual([]);
        acquireLock(engine.files.folder).release();
        const db = openConnection(engine.files.paths.database, engine.files.key, 'writer');
        expect(checkDatabase(db)).toMatchObject({ log: { ok: true } });
        db.close();
      }
      const again = asTest(await engine.reopen());
      await undisturbedAgain(again, connection.id, KILLS_A_WORKSPACE - 1);
      await again.workspace.close();
    }
  },
  30_000 + rounds * 15_000,
);
