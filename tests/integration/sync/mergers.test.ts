import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector, scriptedConnector } from '../../support/ledger/core-connector.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';

const begin = async () => {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const connection = await addedConnection(engine.workspace);
  const books = sampleBooks(CORE_SHAPE);
  const accountOf = (customer: string) =>
    engine.value('SELECT id FROM account WHERE source_key = ?', `id:${customer}`) as AccountId;
  const view = (id: AccountId) =>
    engine.workspace.db.read('accountView', {
      id,
      asOf: engine.workspace.today(),
      today: engine.workspace.today(),
    });
  const timelineOf = async (id: AccountId) => {
    const { entries } = await engine.workspace.db.read('timeline', {
      id,
      group: 'conversation',
      limit: 50,
      cursor: null,
    });
    return entries.map(({ summary }) => summary);
  };
  return { engine, connection, books, accountOf, view, timelineOf };
};

describe('customers that the accounting system merged', () => {
  it('are one account: what was owed, said and planned with the one is with the other', async () => {
    const { engine, connection, books, accountOf, view, timelineOf } = await begin();
    const { db, context } = engine.workspace;
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    const [osaka, kuwait] = [accountOf(books.osaka), accountOf(books.kuwait)];
    const call = { accountId: osaka, kind: 'call', outcome: 'voicemail', text: 'Nobody there' } as const;
    await db.write('addTouchpoint', call, context());
    const action = { kind: 'call', date: plainDate('2026-12-01'), note: null };
    await db.write('setNextAction', { accountIds: [osaka], action }, context());
    const before = await timelineOf(osaka);
    expect(before).toHaveLength(1);
    const yen = (await view(osaka)).balances[0]?.aging;

    books.ledger.tick(3_600_000);
    books.ledger.merge(books.osaka, books.kuwait);
    await synced(engine.workspace, connection, coreConnector(books.ledger));

    const merged = await view(kuwait);
    expect(merged.aliases).toEqual(['大阪計測株式会社']);
    expect(merged.balances.find(({ aging }) => aging.currency === 'JPY')?.aging).toMatchObject({
      gross: yen?.gross,
    });
    expect(merged.nextAction).toMatchObject({ date: '2026-12-01' });
    expect(await timelineOf(kuwait)).toEqual(before);
    const log = await db.read('logPage', {
      filter: { from: null, to: null, accountId: kuwait, actor: null, kinds: ['call'] },
      limit: 10,
      order: 'newest',
      after: null,
    });
    expect(log.entries).toHaveLength(1);
    const [row] = engine.rows<{ last_touch_kind: string | null }>(
      'SELECT last_touch_kind FROM account_summary WHERE account_id = ?',
      kuwait,
    );
    expect(row?.last_touch_kind).toBe('call');
    expect((await view(osaka)).id).toBe(kuwait);
    expect(await db.read('findAccount', { key: osaka })).toEqual({ id: kuwait });
    expect(engine.rows('SELECT kind FROM sync_change')).toEqual([{ kind: 'customer_merged' }]);
  });

  it.each([
    ['before the one that stays is read', ['gone', 'into', 'invoice']],
    ['after it', ['into', 'gone', 'invoice']],
    ['after what still names the one that is gone', ['invoice', 'into', 'gone']],
    ['before anything else', ['gone', 'invoice', 'into']],
  ] as const)('come out the same when the merger arrives %s', async (_when, order) => {
    const { engine, connection, books } = await begin();
    const all = truth(books.ledger, CORE_SHAPE);
    const into = all.find((one) => one.entity === 'customer' && one.sourceId === books.kuwait);
    const invoice = all.find((one) => one.entity === 'invoice' && one.sourceId === 'I5');
    if (into === undefined || invoice === undefined) throw new Error('The sample has both.');
    // The invoice still names the customer that was merged away and was never read.
    const gone = {
      entity: 'customer',
      sourceId: books.osaka,
      reason: 'merged',
      mergedInto: books.kuwait,
    } as const;
    const pages = order.map((one, index) => ({
      entity: 'customer' as const,
      records: one === 'into' ? [into] : one === 'invoice' ? [invoice] : [],
      tombstones: one === 'gone' ? [gone] : [],
      bad: [],
      next: String(index),
      expected: null,
    }));
    const connector = scriptedConnector([]);
    await synced(engine.workspace, connection, {
      ...connector,
      async *full() {
        yield* pages;
      },
    });
    expect(
      engine.rows(
        `SELECT account.source_key, document.number FROM document JOIN account ON account.id = account_id`,
      ),
    ).toEqual([{ source_key: `id:${books.kuwait}`, number: 'INV-00005' }]);
    expect(engine.rows('SELECT * FROM sync_waiting')).toEqual([]);
  });

  it('keep what a person made of a contact, also when the ledger brings it with the one that stays', async () => {
    const { engine, connection, books, accountOf, view } = await begin();
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    const [noura] = (await view(accountOf(books.kuwait))).contacts;
    if (noura === undefined) throw new Error('Kuwait has a contact.');
    const { name, role, phone, billing } = noura;
    const contact = { name, role, phone, billing, email: 'noura@gulf.example' };
    const { db, context } = engine.workspace;
    await db.write('changeContact', { id: noura.id, contact }, context());
    books.ledger.tick(3_600_000);
    books.ledger.merge(books.kuwait, books.halden);
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    const emails = (await view(accountOf(books.halden))).contacts.map(({ email }) => email).sort();
    expect(emails).toEqual(['jens.bak@halden.example', 'mette@halden.example', 'noura@gulf.example']);
  });

  it('in a chain end with the last one', async () => {
    const { engine, connection, books } = await begin();
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    books.ledger.tick(3_600_000);
    books.ledger.merge(books.osaka, books.kuwait);
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    books.ledger.tick(3_600_000);
    books.ledger.merge(books.kuwait, books.halden);
    const outcome = await synced(engine.workspace, connection, coreConnector(books.ledger));
    expect(outcome.differences).toEqual([]);
    expect(booksInDatabase(engine, connection.id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
    expect(
      engine.rows(
        `SELECT gone.source_key, stays.source_key AS into_key FROM account AS gone
         JOIN account AS stays ON stays.id = gone.merged_into_id ORDER BY gone.source_key`,
      ),
    ).toEqual([
      { source_key: `id:${books.kuwait}`, into_key: `id:${books.halden}` },
      { source_key: `id:${books.osaka}`, into_key: `id:${books.halden}` },
    ]);
  });
});
