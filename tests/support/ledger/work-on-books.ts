import { expect } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, ConnectionId, ContactId } from '../../../shared/domain/ids.ts';
import type { EngineTest } from '../engine/engine-test.ts';
import type { SampleBooks } from './sample-books.ts';

/** What a person did on accounts of an accounting system, and how it stood in the database when it was done. */
export interface WorkOfAPerson {
  readonly connectionId: ConnectionId;
  /** The ledger's ids of contacts that are a person's own now. */
  readonly contacts: readonly string[];
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
}

const QUERIES = {
  notes: `SELECT id, account_id, kind FROM touchpoint WHERE kind = 'note'
    AND account_id IN (SELECT id FROM account WHERE ledger_id = ?) ORDER BY seq`,
  plans: `SELECT next_action.* FROM next_action JOIN account ON account.id = account_id WHERE ledger_id = ?`,
  pauses: `SELECT snooze.* FROM snooze JOIN account ON account.id = account_id WHERE ledger_id = ?`,
  contacts: `SELECT contact.name, email, contact.source_id, contact.source, removed_at IS NULL AS there
    FROM contact JOIN account ON account.id = account_id
    WHERE ledger_id = ? AND (contact.source = 'user' OR (removed_at IS NOT NULL AND gone_from_ledger = 0))
    ORDER BY email, contact.source_id`,
} as const;

/** Writes a note, a next action and a pause, adds a contact, changes one of the ledger's and removes another. */
export async function workOfAPerson(
  engine: EngineTest,
  connectionId: ConnectionId,
  books: SampleBooks,
): Promise<WorkOfAPerson> {
  const { db } = engine.workspace;
  const context = () => engine.workspace.context();
  const accountId = (customer: string) =>
    engine.value(
      'SELECT id FROM account WHERE ledger_id = ? AND source_key = ?',
      connectionId,
      `id:${customer}`,
    ) as AccountId;
  const contactId = (name: string) =>
    engine.value(
      `SELECT contact.id FROM contact JOIN account ON account.id = account_id WHERE ledger_id = ? AND contact.name = ?`,
      connectionId,
      name,
    ) as ContactId;
  const halden = accountId(books.halden);
  await db.write(
    'addTouchpoint',
    { accountId: halden, kind: 'note', text: 'Pays on Fridays.', outcome: null },
    context(),
  );
  const action = { kind: 'call', date: plainDate('2026-12-01'), note: 'Ask for Jens' };
  await db.write('setNextAction', { accountIds: [halden], action }, context());
  await db.write(
    'snooze',
    { accountIds: [halden], until: plainDate('2026-12-24'), reason: 'Promised' },
    context(),
  );
  const plain = { role: null, phone: null, billing: false };
  await db.write(
    'addContact',
    { accountId: halden, contact: { ...plain, name: 'Own contact', email: 'own@halden.example' } },
    context(),
  );
  await db.write(
    'changeContact',
    {
      id: contactId('Noura Al-Sabah'),
      contact: { ...plain, name: 'Noura', email: 'noura@gulf.example', billing: true },
    },
    context(),
  );
  await db.write('removeContact', { id: contactId('Mette Halden') }, context());
  return { connectionId, contacts: ['P1', 'P3'], rows: rowsOf(engine, connectionId) };
}

export function expectWorkUntouched(engine: EngineTest, { connectionId, rows }: WorkOfAPerson): void {
  expect(rowsOf(engine, connectionId)).toEqual(rows);
}

function rowsOf(engine: EngineTest, connectionId: ConnectionId): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(QUERIES).map(([name, sql]) => [name, engine.rows(sql, connectionId)]),
  );
}
