import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CustomerMerge } from './customers.ts';
import type { ImportCustomer } from './types.ts';

interface ContactRow {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly removed_at: string | null;
}

/**
 * Keeps the contact that a file gives for a customer, found again by its address. Contacts that a person added or
 * changed are theirs: a file never touches them, and one that was removed does not come back.
 */
export function mergeLedgerContact(merge: CustomerMerge, account: AccountId, customer: ImportCustomer): void {
  if (customer.email === null && customer.phone === null && customer.contactName === null) return;
  const known = merge.db
    .prepare<[string, string | null], ContactRow & { source: string }>(
      'SELECT id, name, phone, removed_at, source FROM contact WHERE account_id = ? AND email IS ? COLLATE NOCASE ORDER BY source LIMIT 1',
    )
    .get(account, customer.email);
  if (known === undefined) {
    const id = merge.newId();
    merge.db
      .prepare(
        `INSERT INTO contact (id, account_id, name, role, email, phone, billing, source)
         VALUES (?, ?, ?, NULL, ?, ?, ?, 'ledger')`,
      )
      .run(
        id,
        account,
        customer.contactName,
        customer.email,
        customer.phone,
        customer.email === null ? 0 : 1,
      );
    merge.journal.created('contact', id);
    return;
  }
  const name = customer.contactName ?? known.name;
  const phone = customer.phone ?? known.phone;
  if (known.source === 'user' || known.removed_at !== null) return;
  if (name === known.name && phone === known.phone) return;
  merge.journal.keep('contact', known.id);
  merge.db.prepare('UPDATE contact SET name = ?, phone = ? WHERE id = ?').run(name, phone, known.id);
}
