import { describe, expect, it } from 'vitest';
import type { ContactValues } from '../../../electron/engine/db/commands/contacts.ts';
import type { AccountId, ContactId } from '../../../shared/domain/ids.ts';
import { withBooks } from '../../support/engine/cases-of-books.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { logged } from '../../support/engine/logged.ts';

const MIA = {
  name: 'Mia Brandt',
  role: 'AP',
  email: 'mia@elsewhere.example',
  phone: '+49 30 5550199',
  billing: true,
} satisfies ContactValues;

async function desk(): Promise<{ readonly engine: EngineTest; readonly accountId: AccountId }> {
  const engine = await engineTest();
  return { engine, accountId: await withBooks(engine) };
}

const state = (engine: EngineTest) => [
  engine.rows('SELECT id, name, role, email, phone, billing, source, removed_at FROM contact ORDER BY id'),
  engine.rows('SELECT account_id, words FROM account_search ORDER BY account_id'),
];
const found = async (engine: EngineTest, text: string) =>
  (await engine.workspace.db.read('searchAccounts', { text, limit: 5 })).map(({ id }) => id);
const shown = async (engine: EngineTest, id: AccountId) => {
  const today = engine.workspace.today();
  return (await engine.workspace.db.read('accountView', { id, asOf: today, today })).contacts;
};

describe('a contact', () => {
  it('that is added is told whole, found by every part and stands with the billing contacts first', async () => {
    const { engine, accountId } = await desk();
    const { output, entries } = await logged(engine, 'addContact', { accountId, contact: MIA });
    const { id } = output as { id: ContactId };
    expect(entries).toEqual([
      {
        kind: 'contact_added',
        account: accountId,
        payload: { summary: 'Contact added: Mia Brandt', contact: id, after: MIA },
      },
    ]);
    for (const text of ['mia', 'BRANDT', 'elsewhere', '5550199']) {
      expect(await found(engine, text)).toEqual([accountId]);
    }
    await logged(engine, 'addContact', { accountId, contact: { ...MIA, name: 'Ada', billing: false } });
    const contacts = await shown(engine, accountId);
    expect(contacts.map(({ name, billing }) => [name, billing])).toEqual([
      [null, true],
      ['Mia Brandt', true],
      ['Ada', false],
    ]);
    await expect(
      logged(engine, 'addContact', { accountId: 'nobody' as AccountId, contact: MIA }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is called by its name, else its address, else its number', async () => {
    const { engine, accountId } = await desk();
    const empty = { name: null, role: null, email: null, phone: null, billing: false };
    for (const [contact, label] of [
      [{ ...empty, email: 'a@b.example', phone: '1' }, 'a@b.example'],
      [{ ...empty, phone: '+1 555' }, '+1 555'],
      [empty, 'without a name'],
    ] as const) {
      const { entries } = await logged(engine, 'addContact', { accountId, contact });
      expect(entries[0]?.payload.summary).toBe(`Contact added: ${label}`);
    }
  });

  it('that is changed is told before and after, and changed back it is as it was', async () => {
    const { engine, accountId } = await desk();
    const { output } = await logged(engine, 'addContact', { accountId, contact: MIA });
    const { id } = output as { id: ContactId };
    const before = state(engine);
    const after = { ...MIA, name: 'Mia Kern', email: 'kern@elsewhere.example' };
    const { entries } = await logged(engine, 'changeContact', { id, contact: after });
    expect(entries[0]).toEqual({
      kind: 'contact_changed',
      account: accountId,
      payload: { summary: 'Contact changed: Mia Kern', contact: id, before: MIA, after },
    });
    expect([await found(engine, 'kern'), await found(engine, 'brandt')]).toEqual([[accountId], []]);
    expect((await logged(engine, 'changeContact', { id, contact: after })).entries).toEqual([]);
    await logged(engine, 'changeContact', { id, contact: MIA });
    expect(state(engine)).toEqual(before);
  });

  it('that is removed is not found any more; changing it, also to what it was, brings it back whole', async () => {
    const { engine, accountId } = await desk();
    const { output } = await logged(engine, 'addContact', { accountId, contact: MIA });
    const { id } = output as { id: ContactId };
    const before = state(engine);
    const { entries } = await logged(engine, 'removeContact', { id });
    expect(entries[0]).toEqual({
      kind: 'contact_removed',
      account: accountId,
      payload: { summary: 'Contact removed: Mia Brandt', contact: id, before: MIA },
    });
    expect(await found(engine, 'brandt')).toEqual([]);
    expect((await shown(engine, accountId)).map((contact) => contact.id)).not.toContain(id);
    expect((await logged(engine, 'removeContact', { id })).entries).toEqual([]);
    expect((await logged(engine, 'changeContact', { id, contact: MIA })).entries).toHaveLength(1);
    expect(state(engine)).toEqual(before);
    for (const refused of [
      logged(engine, 'removeContact', { id: 'none' as ContactId }),
      logged(engine, 'changeContact', { id: 'none' as ContactId, contact: MIA }),
    ]) {
      await expect(refused).rejects.toMatchObject({
        code: 'not_found',
        message: 'There is no such contact.',
      });
    }
  });

  it('of a file that keeps its address when it is changed leaves no second one behind', async () => {
    const { engine, accountId } = await desk();
    const [own] = await shown(engine, accountId);
    if (own === undefined) throw new Error('The file brought no contact.');
    const { id, source: _, ...values } = own;
    await logged(engine, 'changeContact', { id, contact: { ...values, name: 'Accounts payable' } });
    expect(engine.value('SELECT COUNT(*) FROM contact')).toBe(1);
    expect(engine.value('SELECT source FROM contact')).toBe('user');
    expect(await shown(engine, accountId)).toEqual([{ ...own, name: 'Accounts payable', source: 'user' }]);
  });
});
