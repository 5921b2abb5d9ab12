import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CustomerMerge } from './customers.ts';
import type { ImportCustomer } from './types.ts';

interface ContactRow {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly removed_at: string | null;
  readonly source: string;
}

/**
 * Keeps the contacts that a file gives for a customer, each found again by its address. Contacts that a person added or
 * changed are theirs: a file never touches them, and one that was removed does not come back.
 */
export function prepareContactMerge(
  merge: CustomerMerge,
): (account: AccountId, customer: ImportCustomer) => void {
  const { db, journal } = merge;
  const find = db.prepare<[string, string | null], ContactRow>(
    `SELECT id, name, phone, removed_at, source FROM contact
     WHERE account_id = ? AND email IS ? COLLATE NOCASE ORDER BY source LIMIT 1`,
  );
  const insert = db.prepare(
    `INSERT INTO contact (id, account_id, name, role, email, phone, billing, source)
     VALUES (?, ?, ?, NULL, ?, ?, ?, 'ledger')`,
  );
  const update = db.prepare('UPDATE contact SET name = ?, phone = ? WHERE id = ?');

  const keep = (
    account: AccountId,
    email: string | null,
    filePhone: string | null,
    fileName: string | null,
  ) => {
    const known = find.get(account, email);
    if (known === undefined) {
      const id = merge.newId();
      insert.run(id, account, fileName, email, filePhone, email === null ? 0 : 1);
      journal.created('contact', id);
      return;
    }
    if (known.source === 'user' || known.removed_at !== null) return;
    const name = fileName ?? known.name;
    const phone = filePhone ?? known.phone;
    if (name === known.name && phone === known.phone) return;
    journal.keep('contact', known.id);
    update.run(name, phone, known.id);
  };

  return (account, { emails: [first = null, ...others], phone, contactName }) => {
    if (first === null && phone === null && contactName === null) return;
    keep(account, first, phone, contactName);
    for (const email of others) keep(account, email, null, null);
  };
}
