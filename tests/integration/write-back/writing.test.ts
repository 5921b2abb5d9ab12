import { afterEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { retryNotes } from '../../../electron/engine/services/write-back/write-back-service.ts';
import {
  recoverInterrupted,
  writeDueNotes,
} from '../../../electron/engine/services/write-back/write-due-notes.ts';
import { MOST_ATTEMPTS } from '../../../shared/domain/connections/write-back-states.ts';
import type { SyncRunId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type ConnectedBooks, CUSTOMER, connectedBooks } from '../../support/write-back/connected-books.ts';
import { type NotesServer, startNotesServer } from '../../support/write-back/notes-server.ts';
import { accessTo, writingSurroundings } from '../../support/write-back/writing.ts';

const servers: NotesServer[] = [];
afterEach(async () => {
  for (const { server } of servers.splice(0)) await server.stop();
});

interface Desk {
  readonly engine: EngineTest;
  readonly books: ConnectedBooks;
  readonly source: NotesServer;
  /** Writes what is due, `minutes` later. */
  write(minutes?: number): Promise<number>;
  states(): Promise<readonly string[]>;
  atSource(): readonly string[];
}

async function begin(): Promise<Desk> {
  const source = await startNotesServer();
  servers.push(source);
  const engine = await engineTest();
  const books = await connectedBooks(engine, accessTo(source.server.origin));
  await books.switchOn('note');
  return {
    engine,
    books,
    source,
    write(minutes = 0) {
      engine.clock.wait(minutes * 60_000);
      const { signal } = new AbortController();
      return writeDueNotes(engine.workspace, writingSurroundings(), { connectionId: null, signal });
    },
    states: async () => (await books.notes()).map(({ state }) => state),
    atSource: () => source.comments.get(CUSTOMER) ?? [],
  };
}

function posts({ source }: Desk): number {
  return source.server.seen.filter(({ method }) => method === 'POST').length;
}

describe('notes that are due', () => {
  it('are written once, in their order, and the log says so', async () => {
    const desk = await begin();
    const ids = [await desk.books.note('First & <second>'), await desk.books.note('Third\nfourth')];
    expect(await desk.write()).toBe(2);
    expect(desk.atSource()).toEqual([
      `First &amp; &lt;second&gt; (Ines Okafor, 2026-06-01) [Duebook ${ids[0]}]`,
      `Third<br>fourth (Ines Okafor, 2026-06-01) [Duebook ${ids[1]}]`,
    ]);
    expect(await desk.states()).toEqual(['confirmed', 'confirmed']);
    expect(desk.engine.rows('SELECT account_id FROM touchpoint WHERE kind = ?', 'note_written_back')).toEqual(
      [{ account_id: desk.books.account }, { account_id: desk.books.account }],
    );
    expect(await desk.write(60)).toBe(0);
    expect(posts(desk)).toBe(2);
  });

  it('that were kept without an answer are found and not sent a second time', async () => {
    const desk = await begin();
    await desk.books.note('Only once.');
    desk.source.mishaps.push('kept_silently');
    await desk.write();
    expect(await desk.states()).toEqual(['ambiguous']);
    expect(await desk.write(1)).toBe(0);
    await desk.write(2);
    expect(await desk.states()).toEqual(['confirmed']);
    expect(desk.atSource()).toHaveLength(1);
    expect(posts(desk)).toBe(1);
  });

  it('that were lost without an answer are sent again after a look', async () => {
    const desk = await begin();
    await desk.books.note('Only once.');
    desk.source.mishaps.push('lost', 'crashed');
    await desk.write();
    expect(await desk.states()).toEqual(['ambiguous']);
    await desk.write(3);
    expect(await desk.states()).toEqual(['ambiguous']);
    await desk.write(5);
    expect(await desk.states()).toEqual(['confirmed']);
    expect(desk.atSource()).toHaveLength(1);
    expect(posts(desk)).toBe(3);
  });

  it('wait for as long as the system asks', async () => {
    const desk = await begin();
    await desk.books.note('Later.');
    desk.source.mishaps.push('throttled');
    await desk.write();
    expect(await desk.states()).toEqual(['queued']);
    expect(await desk.write(3)).toBe(0);
    await desk.write(2);
    expect(await desk.states()).toEqual(['confirmed']);
  });

  it('that are refused wait for a person, who lets them be tried again', async () => {
    const desk = await begin();
    const id = await desk.books.note('Refused at first.');
    await desk.books.note('Not held up by the other.');
    desk.source.mishaps.push('refused');
    await desk.write();
    expect(await desk.states()).toEqual(['failed', 'confirmed']);
    expect((await desk.books.notes()).find((note) => note.id === id)?.lastError).toContain('ERPNext');
    expect(await desk.write(600)).toBe(0);
    expect(await retryNotes(desk.engine.workspace, desk.books.connection, null)).toBe(1);
    await desk.write();
    expect(await desk.states()).toEqual(['confirmed', 'confirmed']);
  });

  it('are given up after a few attempts and not before', async () => {
    const desk = await begin();
    await desk.books.note('Nobody hears me.');
    desk.source.mishaps.push(...Array.from({ length: 20 }, () => 'crashed' as const));
    for (let round = 0; round < MOST_ATTEMPTS + 3; round += 1) await desk.write(120);
    expect(await desk.states()).toEqual(['failed']);
    expect(posts(desk)).toBe(MOST_ATTEMPTS);
  });

  it('stay unknown while they cannot be looked for', async () => {
    const desk = await begin();
    await desk.books.note('Perhaps there.');
    desk.source.mishaps.push('kept_silently');
    await desk.write();
    desk.source.blind = 404;
    await desk.write(3);
    expect(await desk.states()).toEqual(['ambiguous']);
    expect(await desk.write(600)).toBe(0);
    desk.source.blind = null;
    await retryNotes(desk.engine.workspace, desk.books.connection, (await desk.books.notes())[0]?.id ?? null);
    await desk.write();
    expect(await desk.states()).toEqual(['confirmed']);
    expect(desk.atSource()).toHaveLength(1);
  });

  it('wait without a network and are written with it again', async () => {
    const desk = await begin();
    await desk.books.note('Offline.');
    const { workspace } = desk.engine;
    const change = {
      id: desk.books.connection.id,
      name: 'Head office',
      secretName: desk.books.connection.secretName,
      everyMinutes: 30,
    };
    const address = (origin: string) => JSON.stringify({ address: origin, apiKey: 'key' });
    const at = (origin: string) =>
      workspace.db.write(
        'changeConnection',
        { ...change, settingsJson: address(origin) },
        workspace.context(),
      );
    await at('http://127.0.0.1:1');
    await desk.write();
    expect(await desk.states()).toEqual(['queued']);
    await at(desk.source.server.origin);
    await desk.write(10);
    expect(await desk.states()).toEqual(['confirmed']);
  });

  it('are not sent where the sign-in was refused, whatever time passes', async () => {
    const desk = await begin();
    await desk.books.note('one');
    const runId = 'refused' as SyncRunId;
    const connectionId = desk.books.connection.id;
    const { workspace } = desk.engine;
    await workspace.db.maintain(
      'startSyncRun',
      { connectionId, runId, mode: 'changes' },
      workspace.context(),
    );
    const error = { code: 'connector_auth', message: 'No.', reason: 'auth_revoked' } as const;
    await workspace.db.maintain(
      'settleSyncRun',
      { connectionId, runId, state: 'failed', error, nextRunAt: null, missing: [] },
      workspace.context(),
    );
    expect(await desk.write(600)).toBe(0);
    expect(desk.source.server.seen).toEqual([]);
  });

  it('go nowhere when the password is not on this computer, and ask nothing of the system', async () => {
    const desk = await begin();
    await desk.books.note('one');
    await desk.engine.workspace.secrets.delete(desk.books.connection.secretName);
    await desk.write();
    expect(await desk.states()).toEqual(['failed']);
    expect(desk.source.server.seen).toEqual([]);
  });
});

describe('a note that was being handed over when the process ended', () => {
  it('is looked for before anything else', async () => {
    const desk = await begin();
    const id = await desk.books.note('Cut off.');
    const { workspace } = desk.engine;
    const begun = { id, event: { kind: 'begun' }, error: null } as const;
    await workspace.db.maintain('writeBackStep', begun, workspace.context());
    expect(await desk.write(600)).toBe(0);
    expect(await recoverInterrupted(workspace)).toBe(1);
    expect(await desk.states()).toEqual(['ambiguous']);
    await desk.write(3);
    expect(await desk.states()).toEqual(['confirmed']);
    expect(desk.atSource()).toHaveLength(1);
  });
});

describe('a backup that is older than a note', () => {
  it('brings no second note: the same entry has the same marker', async () => {
    const desk = await begin();
    const id = await desk.books.note('Once and for all.');
    await desk.write();
    const { workspace, files } = desk.engine;
    expect(await desk.states()).toEqual(['confirmed']);
    const db = openConnection(files.paths.database, files.key, 'writer');
    db.prepare("UPDATE write_back SET state = 'queued', run_at = ? WHERE id = ?").run(workspace.now(), id);
    db.close();
    await desk.write(1);
    expect(await desk.states()).toEqual(['confirmed']);
    expect(posts(desk)).toBe(1);
  });
});
