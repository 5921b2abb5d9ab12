import { describe, expect, it } from 'vitest';
import { removeConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { CUSTOMER, connectedBooks } from '../../support/write-back/connected-books.ts';

describe('what is queued when a touchpoint is logged', () => {
  it('is nothing unless a person switched it on', async () => {
    const engine = await engineTest();
    const books = await connectedBooks(engine);
    await books.note('Nobody else should read this.');
    expect(await books.notes()).toEqual([]);
  });

  it('is the note as it will be written, on the customer, with the marker of its entry', async () => {
    const engine = await engineTest();
    const books = await connectedBooks(engine);
    await books.switchOn('note');
    const id = await books.note('New address from May.');
    expect(await books.notes()).toMatchObject([
      {
        id,
        connectionId: books.connection.id,
        accountId: books.account,
        kind: 'note',
        onto: 'customer',
        sourceId: CUSTOMER,
        state: 'queued',
        attempts: 0,
        text: `New address from May. (Ines Okafor, 2026-06-01) [Duebook ${id}]`,
      },
    ]);
    expect(engine.value('SELECT id FROM touchpoint WHERE kind = ?', 'note')).toContain(id.slice(0, 8));
  });

  it('is only of the kinds that were chosen, and nothing that happened before', async () => {
    const { workspace, ...engine } = await engineTest();
    const books = await connectedBooks({ workspace });
    await books.note('before');
    await books.switchOn('call');
    await books.note('not chosen');
    const call = { accountId: books.account, kind: 'call', outcome: 'no_answer', text: '' } as const;
    await workspace.db.write('addTouchpoint', call, workspace.context());
    const notes = await books.notes();
    expect(notes.map(({ kind }) => kind)).toEqual(['call']);
    expect(notes[0]?.text).toMatch(/^Call, not reached \(no answer\) /);
    expect(engine.value('SELECT COUNT(*) FROM touchpoint WHERE kind = ?', 'note')).toBe(2);
  });

  it('never holds the body of a mail', async () => {
    const { workspace } = await engineTest();
    const books = await connectedBooks({ workspace });
    await books.switchOn('message');
    const mail = { accountId: books.account, kind: 'mail', outcome: null, text: 'between us' } as const;
    await workspace.db.write('addTouchpoint', mail, workspace.context());
    expect((await books.notes())[0]?.text).toMatch(/^Mail sent \(/);
  });

  it('is dropped when its entry is taken back before anybody has it', async () => {
    const { workspace, ...engine } = await engineTest();
    const books = await connectedBooks({ workspace });
    await books.switchOn('note');
    await books.note('A mistake.');
    const id = engine.value("SELECT id FROM touchpoint WHERE kind = 'note'") as never;
    await workspace.db.write('retractTouchpoint', { id, reason: 'wrong customer' }, workspace.context());
    expect((await books.notes()).map(({ state }) => state)).toEqual(['dropped']);
  });

  it('is dropped when write-back is switched off, and stays so when it is switched on again', async () => {
    const engine = await engineTest();
    const books = await connectedBooks(engine);
    await books.switchOn('note');
    await books.note('one');
    await books.switchOff();
    await books.note('two');
    await books.switchOn('note');
    expect((await books.notes()).map(({ state }) => state)).toEqual(['dropped']);
    const due = { now: engine.workspace.now(), connectionId: null, limit: 10 };
    expect(await engine.workspace.db.read('writeBackDue', due)).toEqual([]);
  });

  it('is dropped when the connection is removed', async () => {
    const engine = await engineTest();
    const books = await connectedBooks(engine);
    await books.switchOn('note');
    await books.note('one');
    await removeConnection(engine.workspace, books.connection.id);
    expect(engine.rows('SELECT state FROM write_back')).toEqual([{ state: 'dropped' }]);
    await books.note('two');
    expect(engine.value('SELECT COUNT(*) FROM write_back')).toBe(1);
  });

  it('is nothing where only invoices carry notes and the customer has none', async () => {
    const engine = await engineTest();
    const books = await connectedBooks(engine, {
      kind: 'odoo',
      settings: { address: 'https://halden.odoo.example', database: 'halden', user: 'duebook' },
      secrets: { apiKey: 'key' },
    });
    await books.switchOn('note');
    await books.note('one');
    expect(await books.notes()).toEqual([]);
  });
});

describe('switching it on', () => {
  it('needs the approval of each kind, once', async () => {
    const { workspace } = await engineTest();
    const { connection } = await connectedBooks({ workspace });
    const set = (kinds: readonly ('call' | 'note')[], approve: readonly ('call' | 'note')[]) =>
      workspace.db.write(
        'setWriteBack',
        { id: connection.id, on: true, kinds, approve },
        workspace.context(),
      );
    await expect(set(['call', 'note'], ['call'])).rejects.toMatchObject({
      code: 'needs_approval',
      details: { kinds: ['note'] },
    });
    await set(['call'], ['call']);
    await set(['call', 'note'], ['note']);
    await set(['note'], []);
    const setting = await workspace.db.read('writeBackSetting', { connectionId: connection.id });
    expect(setting).toMatchObject({ isOn: true, kinds: ['note'] });
    expect(Object.keys(setting.approved).sort()).toEqual(['call', 'note']);
  });

  it('is refused with the reason where a note needs the right to change figures', async () => {
    const { workspace } = await engineTest();
    const { connection } = await connectedBooks(
      { workspace },
      { kind: 'stripe', settings: {}, secrets: { key: 'rk_test_123' } },
    );
    const choice = { id: connection.id, on: true, kinds: ['note'], approve: ['note'] } as const;
    await expect(workspace.db.write('setWriteBack', choice, workspace.context())).rejects.toMatchObject({
      code: 'validation',
      message: expect.stringContaining('the right to change invoices'),
    });
  });

  it('chooses at least one kind', async () => {
    const { workspace } = await engineTest();
    const { connection } = await connectedBooks({ workspace });
    const choice = { id: connection.id, on: true, kinds: [], approve: [] } as const;
    await expect(workspace.db.write('setWriteBack', choice, workspace.context())).rejects.toMatchObject({
      code: 'validation',
    });
  });
});
