import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDatabase } from '../../../electron/engine/db/copy.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { engineWorkspaceIn } from '../../support/engine/engine-workspace.ts';
import { startChild } from '../../support/storage/child.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const random = seededNumbers();
const rounds = kills(4);

it(
  `killed while it imports (${rounds} times), a workspace has each file whole or not at all, and every acknowledged one`,
  async () => {
    const folder = temporaryFolder();
    let { files, workspace } = await engineWorkspaceIn(join(folder, 'w0'));
    await workspace.close();
    let acknowledged: string[] = [];
    for (let round = 0; round < rounds; round++) {
      if (round % 8 === 7) {
        ({ files, workspace } = await engineWorkspaceIn(join(folder, `w${round}`)));
        await workspace.close();
        acknowledged = [];
      }
      const child = startChild(
        '../engine/import-until-killed.ts',
        [files.folder, join(folder, 'home'), `r${round}-`],
        files.key,
      );
      await child.untilLines(1 + random(3));
      await turns(random(40_000));
      await child.kill();
      expect(child.lines[0]).toBe('open');
      acknowledged.push(...child.lines.slice(1).map((line) => line.split(' ')[1] ?? ''));

      acquireLock(files.folder).release();
      const db = openConnection(files.paths.database, files.key, 'writer');
      expect(checkDatabase(db)).toMatchObject({ log: { ok: true } });
      const batches = db
        .prepare<[], { id: string; file_name: string }>('SELECT id, file_name FROM import_batch')
        .all();
      expect(acknowledged.filter((id) => !batches.some((batch) => batch.id === id))).toEqual([]);
      const logged = db
        .prepare<[], string>(
          "SELECT payload ->> '$.batch' FROM touchpoint_payload JOIN touchpoint USING (seq) WHERE kind = 'import'",
        )
        .pluck()
        .all();
      expect(new Set(logged)).toEqual(new Set(batches.map((batch) => batch.id)));
      expectWholeFiles(db, batches);
      db.close();
    }
  },
  30_000 + rounds * 10_000,
);

/** Each file has 3,000 rows; every second one changes all rows of the one before it. */
function expectWholeFiles(
  db: ReturnType<typeof openConnection>,
  batches: readonly { readonly id: string; readonly file_name: string }[],
): void {
  const value = (sql: string, ...parameters: readonly unknown[]) =>
    db
      .prepare(sql)
      .pluck()
      .get(...parameters);
  for (const { id, file_name } of batches) {
    const number = Number(/-(\d+)\.csv$/u.exec(file_name)?.[1]);
    const changes = Number(
      value("SELECT COUNT(*) FROM import_change WHERE batch_id = ? AND table_name = 'document'", id),
    );
    expect([file_name, changes]).toEqual([file_name, number % 2 === 0 ? 0 : 3_000]);
  }
  const rounds = new Set(
    batches
      .filter(({ file_name }) => Number(/-(\d+)\.csv$/u.exec(file_name)?.[1]) % 2 === 0)
      .map(({ id }) => id),
  );
  expect(value('SELECT COUNT(*) FROM document')).toBe(rounds.size * 3_000);
  const open = Number(value('SELECT SUM(open_minor) FROM document WHERE open_minor > 0') ?? 0);
  expect(Number(value('SELECT SUM(gross_minor) FROM account_summary') ?? 0)).toBe(open);
  expect(value('SELECT COUNT(*) FROM account_search')).toBe(value('SELECT COUNT(*) FROM account'));
}
