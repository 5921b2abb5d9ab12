import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { engineWorkspaceIn } from '../../support/engine/engine-workspace.ts';
import { startChild } from '../../support/storage/child.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';
import { temporaryFolder } from '../../support/workspace.ts';
import { CUSTOMER, connectedBooks } from '../../support/write-back/connected-books.ts';
import { startNotesServer } from '../../support/write-back/notes-server.ts';
import { sendLetter } from '../../support/write-back/sent-letter.ts';
import { accessTo } from '../../support/write-back/writing.ts';

const random = seededNumbers();
const rounds = kills(8);
/** So many notes, and as many letters. */
const NOTES = 20;
/** Longer than the longest pause after an attempt. */
const AHEAD = 70;

it(
  `killed while it writes notes and letters (${rounds} times), before and after the books have them, each is there exactly once`,
  async () => {
    const source = await startNotesServer();
    const folder = temporaryFolder();
    const engine = await engineWorkspaceIn(join(folder, 'workspace'));
    const books = await connectedBooks(engine, accessTo(source.server.origin));
    await books.switchOn('note', 'attachment');
    const ids: string[] = [];
    const letters: string[] = [];
    for (let number = 0; number < NOTES; number += 1) {
      ids.push(await books.note(`Note ${number}`));
      letters.push(await sendLetter(engine, books.account, { name: `${number}` }));
    }
    await engine.workspace.close();
    const start = (round: number) =>
      startChild(
        '../engine/notes-until-killed.ts',
        [engine.files.folder, join(folder, 'home'), books.connection.id, String(round * AHEAD)],
        engine.files.key,
      );
    try {
      for (let round = 0; round < rounds; round += 1) {
        const child = start(round);
        await child.untilLines(1 + random(4));
        await turns(random(3_000));
        await child.kill();
        acquireLock(engine.files.folder).release();
      }
      // What the last kill cut off rests for its pause once somebody knows of it: one process finds out, the next goes on.
      for (const round of [rounds + 1, rounds + 2]) {
        const last = start(round);
        expect(await last.ended).toBe(0);
        expect(last.lines.at(-1)).toBe('done');
      }
      const markers = (source.comments.get(CUSTOMER) ?? []).map((text) => /\[Duebook (.*)\]/.exec(text)?.[1]);
      expect(markers.toSorted()).toEqual(ids.toSorted());
      const attached = source.files.map(({ name }) => /\[Duebook (.*)\]/.exec(name)?.[1]);
      expect(attached.toSorted()).toEqual(letters.toSorted());
      const again = await engine.reopen();
      try {
        const { workspace } = again;
        const notes = await workspace.db.read('writeBackNotes', {
          connectionId: books.connection.id,
          limit: 100,
        });
        expect(new Set(notes.map(({ state }) => state))).toEqual(new Set(['confirmed']));
        expect(notes).toHaveLength(2 * NOTES);
      } finally {
        await again.workspace.close();
      }
    } finally {
      await source.server.stop();
    }
  },
  30_000 + rounds * 10_000,
);
