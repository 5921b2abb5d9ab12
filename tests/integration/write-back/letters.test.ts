import { afterEach, describe, expect, it } from 'vitest';
import { dropNote, retryNotes } from '../../../electron/engine/services/write-back/write-back-service.ts';
import { writeDueNotes } from '../../../electron/engine/services/write-back/write-due-notes.ts';
import type { AnySourceRecord } from '../../../shared/domain/connections/source-records.ts';
import { LARGEST_LETTER } from '../../../shared/domain/connections/write-back-files.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type ConnectedBooks, CUSTOMER, connectedBooks } from '../../support/write-back/connected-books.ts';
import { type NotesServer, startNotesServer } from '../../support/write-back/notes-server.ts';
import { letterBytes, sendLetter } from '../../support/write-back/sent-letter.ts';
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
}

async function begin(...kinds: readonly ('attachment' | 'message' | 'note')[]): Promise<Desk> {
  const source = await startNotesServer();
  servers.push(source);
  const engine = await engineTest();
  const books = await connectedBooks(engine, accessTo(source.server.origin));
  if (kinds.length > 0) await books.switchOn(...kinds);
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
  };
}

function posts({ source }: Desk): readonly string[] {
  return source.server.seen.flatMap(({ method, url }) => (method === 'POST' ? [url.pathname] : []));
}

describe('a letter that was sent from the outbox', () => {
  it('stays here unless a person switched it on, also where notes flow back', async () => {
    const desk = await begin('message');
    await sendLetter(desk.engine, desk.books.account);
    expect((await desk.books.notes()).map(({ kind }) => kind)).toEqual(['message']);
    await desk.write();
    expect(desk.source.files).toEqual([]);
    expect(posts(desk)).toEqual(['/api/method/frappe.desk.form.utils.add_comment']);
  });

  it('is attached to the customer as it left, privately and once, and the log says so', async () => {
    const desk = await begin('attachment');
    const id = await sendLetter(desk.engine, desk.books.account);
    const name = `2026-06-01 friendly reminder INV-1, INV-2 [Duebook ${id}].eml`;
    expect(await desk.books.notes()).toMatchObject([
      { id, kind: 'attachment', onto: 'customer', sourceId: CUSTOMER, text: name, state: 'queued' },
    ]);
    expect(await desk.write()).toBe(1);
    expect(desk.source.files).toEqual([
      { customer: CUSTOMER, name, bytes: letterBytes('1'), isPrivate: true },
    ]);
    expect(await desk.states()).toEqual(['confirmed']);
    expect(await desk.write(60)).toBe(0);
    expect(posts(desk)).toEqual(['/api/resource/File']);
    const logged = desk.engine.rows(
      "SELECT account_id, payload ->> '$.summary' AS summary FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind = 'note_written_back'",
    );
    expect(logged).toEqual([{ account_id: desk.books.account, summary: 'Letter attached in "Head office"' }]);
  });

  it('goes beside its note, each under a marker of its own', async () => {
    const desk = await begin('message', 'attachment');
    await sendLetter(desk.engine, desk.books.account);
    const rows = await desk.books.notes();
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['attachment', 'message']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    await desk.write();
    expect(desk.source.files).toHaveLength(1);
    expect(desk.source.comments.get(CUSTOMER)).toEqual([expect.stringMatching(/^Mail sent: Reminder /)]);
  });

  it('is nothing that was only logged by hand', async () => {
    const desk = await begin('attachment');
    const mail = { accountId: desk.books.account, kind: 'mail', outcome: null, text: '' } as const;
    await desk.engine.workspace.db.write('addTouchpoint', mail, desk.engine.workspace.context());
    expect(await desk.books.notes()).toEqual([]);
  });

  it('that was kept without an answer is found and not attached a second time', async () => {
    const desk = await begin('attachment');
    await sendLetter(desk.engine, desk.books.account);
    desk.source.mishaps.push('kept_silently');
    await desk.write();
    expect(await desk.states()).toEqual(['ambiguous']);
    await desk.write(3);
    expect(await desk.states()).toEqual(['confirmed']);
    expect(desk.source.files).toHaveLength(1);
    expect(posts(desk)).toHaveLength(1);
  });

  it.each([
    ['refused', /right "Create" on File/],
    ['not_allowed', /System Settings can refuse files that end in \.eml/],
  ] as const)(
    'that is %s waits for a person with the reason, and can be tried again or dropped',
    async (mishap, words) => {
      const desk = await begin('attachment');
      const { workspace } = desk.engine;
      const first = await sendLetter(desk.engine, desk.books.account, { name: 'a' });
      const second = await sendLetter(desk.engine, desk.books.account, { name: 'b' });
      desk.source.mishaps.push(mishap, mishap);
      await desk.write();
      const failed = await desk.books.notes();
      expect(failed.map(({ state }) => state)).toEqual(['failed', 'failed']);
      for (const { lastError } of failed) expect(lastError).toMatch(words);
      expect(await retryNotes(workspace, desk.books.connection, first)).toBe(1);
      await dropNote(workspace, second);
      await desk.write();
      expect(desk.source.files.map(({ name }) => name)).toEqual([expect.stringContaining(first)]);
      const dropped = desk.engine.value(
        "SELECT payload ->> '$.summary' FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind = 'note_not_written_back'",
      );
      expect(dropped).toBe('Letter not attached in "Head office"');
    },
  );

  it('that is too large is not even looked for, and the reason is told', async () => {
    const desk = await begin('attachment');
    await sendLetter(desk.engine, desk.books.account, {
      name: 'large',
      bytes: Buffer.alloc(LARGEST_LETTER + 100_000, 65),
    });
    await desk.write();
    const [large] = await desk.books.notes();
    expect(large?.state).toBe('failed');
    expect(large?.lastError).toBe(
      'The letter has 10.1 MB with its attachments; letters of up to 10 MB are attached. It stays in the outbox here.',
    );
    expect(desk.source.server.seen).toEqual([]);
  }, 120_000);
});

describe('switching letters off', () => {
  it('drops the letters that wait and leaves the notes', async () => {
    const desk = await begin('note', 'attachment');
    await sendLetter(desk.engine, desk.books.account);
    const note = await desk.books.note('Stays.');
    await desk.books.switchOn('note');
    const states = (await desk.books.notes()).map(({ id, state }) => [id === note, state]);
    expect(states.toSorted()).toEqual([
      [false, 'dropped'],
      [true, 'queued'],
    ]);
    await sendLetter(desk.engine, desk.books.account, { name: '2' });
    expect(await desk.books.notes()).toHaveLength(2);
  });

  it('needs no approval, switching them on does, whatever notes were approved', async () => {
    const desk = await begin('note');
    const { workspace } = desk.engine;
    const set = (approve: readonly 'attachment'[]) =>
      workspace.db.write(
        'setWriteBack',
        { id: desk.books.connection.id, on: true, kinds: ['note', 'attachment'], approve },
        workspace.context(),
      );
    await expect(set([])).rejects.toMatchObject({
      code: 'needs_approval',
      details: { kinds: ['attachment'] },
    });
    await set(['attachment']);
    await set([]);
  });
});

describe('a letter in books whose notes stand on invoices', () => {
  it('goes to the invoice of the letter that was due first', async () => {
    const engine = await engineTest();
    const records = [invoice('41', '2026-01-10'), invoice('42', '2026-03-10'), invoice('43', '2026-02-10')];
    const access = {
      kind: 'odoo',
      settings: { address: 'https://halden.odoo.example', database: 'halden', user: 'duebook' },
      secrets: { apiKey: 'key' },
    };
    const books = await connectedBooks(engine, access, { records });
    await books.switchOn('note', 'attachment');
    const invoices = engine
      .rows("SELECT id, number FROM document WHERE source_id IN ('42', '43')")
      .map(({ id, number }) => ({ id: String(id), number: String(number), open: 100 }));
    await sendLetter(engine, books.account, { invoices });
    await books.note('On the first.');
    const onto = (await books.notes()).map(({ kind, sourceId }) => `${kind} ${sourceId}`);
    expect(onto.toSorted()).toEqual(['attachment 43', 'note 41']);
  });
});

function invoice(sourceId: string, dueDate: string): AnySourceRecord {
  return {
    entity: 'invoice',
    sourceId,
    updatedAt: null,
    number: `INV-${sourceId}`,
    customerId: '7',
    status: 'open',
    sourceStatus: 'posted',
    issueDate: plainDate('2026-01-01'),
    dueDate: plainDate(dueDate),
    currency: currencyCode('NOK'),
    total: minorUnits(100_00),
    open: minorUnits(100_00),
    poNumber: null,
    reference: null,
    terms: null,
    instalments: [],
  };
}
