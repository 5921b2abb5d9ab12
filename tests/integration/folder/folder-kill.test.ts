import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDatabase } from '../../../electron/engine/db/copy.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { asTest, type EngineTest } from '../../support/engine/engine-test.ts';
import { engineWorkspaceIn } from '../../support/engine/engine-workspace.ts';
import type { FileRow } from '../../support/engine/ledger-files.ts';
import { type WatchedFolder, watchedFolder } from '../../support/engine/watched-folder.ts';
import { startChild } from '../../support/storage/child.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const random = seededNumbers();
const rounds = kills(4);
const FILES = 6;
const CUSTOMERS = 40;

/** The export of a day: what is open of each customer falls from day to day, and every day has an invoice more. */
function exportOf(day: number): readonly FileRow[] {
  return Array.from({ length: CUSTOMERS }, (_, customer) =>
    Array.from({ length: day }, (_, number) => ({
      customerNumber: `C-${customer}`,
      customerName: `Customer ${customer}`,
      invoiceNumber: `I-${customer}-${number}`,
      invoiceDate: '2026-04-01',
      dueDate: '2026-05-01',
      amount: '100.00',
      openAmount: `${100 - (day - number)}.00`,
    })),
  ).flat();
}

function put(folder: WatchedFolder): void {
  for (let day = 1; day <= FILES; day += 1)
    folder.put(`open-2026-05-0${day}.csv`, exportOf(day), `2026-05-0${day}`);
}

const books = (engine: EngineTest) =>
  engine.rows(
    `SELECT account.number AS customer, document.number, open_minor, told_on FROM document
     JOIN account ON account.id = account_id ORDER BY customer, document.number`,
  );

async function undisturbed(): Promise<unknown> {
  const engine = asTest(await engineWorkspaceIn(join(temporaryFolder(), 'calm')));
  const folder = await watchedFolder(engine.workspace, { asOf: 'name' });
  await folder.map(exportOf(1));
  put(folder);
  expect((await folder.run()).state).toBe('done');
  const end = books(engine);
  await engine.workspace.close();
  return end;
}

it(
  `killed while it takes files in (${rounds} times), a watched folder ends as after an undisturbed run`,
  async () => {
    const expected = await undisturbed();
    const place = temporaryFolder();
    for (let round = 0; round < rounds; round += 1) {
      const engine = await engineWorkspaceIn(join(place, `w${round}`));
      const folder = await watchedFolder(engine.workspace, { asOf: 'name' });
      await folder.map(exportOf(1));
      await engine.workspace.close();
      put(folder);
      const child = startChild(
        '../engine/folder-until-killed.ts',
        [engine.files.folder, join(place, 'home'), folder.id],
        engine.files.key,
      );
      await child.untilLines(1 + random(FILES));
      await turns(random(4_000));
      await child.kill();
      expect(child.lines[0]).toBe('open');
      expect(child.lines.filter((line) => line === 'failed')).toEqual([]);
      acquireLock(engine.files.folder).release();
      const db = openConnection(engine.files.paths.database, engine.files.key, 'writer');
      expect(checkDatabase(db)).toMatchObject({ log: { ok: true } });
      db.close();
      const again = asTest(await engine.reopen());
      expect((await folder.run({ workspace: again.workspace })).state).toBe('done');
      expect(books(again)).toEqual(expected);
      expect(again.value('SELECT COUNT(*) FROM import_batch')).toBe(FILES);
      expect(again.rows("SELECT id FROM sync_run WHERE state = 'running'")).toEqual([]);
      await again.workspace.close();
    }
  },
  60_000 + rounds * 20_000,
);
