import type { SourceContact } from '../../../../shared/domain/connections/source-records.ts';
import type { Applied, Books } from './books.ts';

interface ContactRow {
  readonly id: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly billing: number;
  readonly source: string;
  readonly removed_at: string | null;
  /** 1: the ledger took it away; 0: a person did, or it is there. */
  readonly gone_from_ledger: number;
}

type ContactValues = Pick<ContactRow, 'name' | 'role' | 'email' | 'phone' | 'billing'>;

const COLUMNS = 'id, name, role, email, phone, billing, source, removed_at, gone_from_ledger';

/**
 * Writes a contact of the ledger. One that a person changed or removed here is theirs: the ledger never touches it. A
 * contact of an imported file with the same address becomes the ledger's.
 */
export function contactWriter(books: Books): (record: SourceContact) => Applied {
  const { db } = books;
  const bySource = db.prepare<[string, string], ContactRow>(
    `SELECT ${COLUMNS} FROM contact WHERE account_id = ? AND source_id = ?`,
  );
  const byAddress = db.prepare<[string, string], ContactRow>(
    `SELECT ${COLUMNS} FROM contact WHERE account_id = ? AND email = ? COLLATE NOCASE AND source_id IS NULL
     ORDER BY source DESC LIMIT 1`,
  );
  const link = db.prepare('UPDATE contact SET source_id = ? WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO contact (id, account_id, name, role, email, phone, billing, source, source_id)
     VALUES (@id, @account, @name, @role, @email, @phone, @billing, 'ledger', @sourceId)`,
  );
  const update = db.prepare(
    `UPDATE contact SET name = @name, role = @role, email = @email, phone = @phone, billing = @billing,
       removed_at = NULL, gone_from_ledger = 0 WHERE id = @id`,
  );

  return (record) => {
    const account = books.accountOf(record.customerId);
    if (account === null) {
      books.waitFor(record, 'customer', record.customerId);
      return 'waiting';
    }
    const { sourceId } = record;
    let known = bySource.get(account, sourceId);
    if (known === undefined && record.email !== null) {
      known = byAddress.get(account, record.email);
      if (known !== undefined) link.run(sourceId, known.id);
    }
    const next: ContactValues = {
      name: record.name,
      role: record.role,
      email: record.email,
      phone: record.phone,
      billing: record.billing ? 1 : 0,
    };
    if (known === undefined) {
      insert.run({ id: books.newId(), account, sourceId, ...next });
      books.touchedAccounts.add(account);
      return 'added';
    }
    const isBack = known.gone_from_ledger === 1;
    if (known.source === 'user' || (known.removed_at !== null && !isBack)) return 'same';
    const before = known;
    if (
      !isBack &&
      (Object.keys(next) as (keyof ContactValues)[]).every((column) => next[column] === before[column])
    )
      return 'same';
    update.run({ id: known.id, ...next });
    books.touchedAccounts.add(account);
    if (known.email !== next.email)
      books.changes.tell(account, known.id, { kind: 'contact_changed', from: known.email, to: next.email });
    return 'changed';
  };
}
