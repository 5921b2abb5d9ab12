import { z } from 'zod';
import type { Tombstone } from '../connector.ts';
import { readRecords } from '../http/read-records.ts';
import type { SourceContact } from '../source-records.ts';
import { type CustomerSet, customerTouchingSteps } from './customer-set.ts';
import { NOTHING, type PageContent, type ReadStep } from './read-steps.ts';
import { idOf } from './record-id.ts';
import { changedAt, stamps, trytonFlag, trytonId, trytonText } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { formed, rowsOf } from './tryton-reader.ts';

const MODEL = 'party.contact_mechanism';
const FIELDS = ['party', 'type', 'value', 'name', 'active', 'invoice', 'create_date', 'write_date'];
const PHONES = ['phone', 'mobile'];

const form = z.object({
  id: trytonId,
  party: trytonId,
  type: z.string(),
  value: trytonText,
  name: trytonText,
  active: trytonFlag,
  invoice: trytonFlag.nullable(),
  ...stamps,
});
const partyForm = z.object({ party: trytonId });
const idForm = z.object({ id: trytonId });

/** Ways to reach a customer. Each is a contact of its own: Tryton does not say which of them belong to one person. */
export function contactSteps(books: TrytonBooks, customers: CustomerSet): readonly ReadStep[] {
  const own: ReadStep = {
    model: MODEL,
    condition: [],
    whole: true,
    read: (ids, signal) => readContacts(books, customers, ids, signal),
  };
  const ofParties: ReadStep['read'] = async (parties, signal) => {
    const rows = await rowsOf(books.reader, MODEL, 'party', parties, ['id'], signal);
    return readContacts(
      books,
      customers,
      rows.map((row) => formed(idForm, row).id),
      signal,
    );
  };
  return [own, ...customerTouchingSteps(books, ofParties)];
}

async function readContacts(
  books: TrytonBooks,
  customers: CustomerSet,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<PageContent> {
  if (ids.length === 0) return NOTHING;
  const rows = await rowsOf(books.reader, MODEL, 'id', ids, FIELDS, signal);
  const parties = [...new Set(rows.map((row) => formed(partyForm, row).party))];
  const ours = new Set(await customers.among(parties, signal));
  const tombstones: Tombstone[] = [];
  const read = readRecords('contact', rows, idOf, (row): SourceContact | null => {
    const contact = form.parse(row);
    if (!ours.has(contact.party)) return null;
    const isEmail = contact.type === 'email';
    if (contact.active && contact.value !== null && (isEmail || PHONES.includes(contact.type))) {
      return {
        entity: 'contact',
        sourceId: String(contact.id),
        updatedAt: changedAt(contact),
        customerId: String(contact.party),
        name: contact.name,
        role: null,
        email: isEmail ? contact.value : null,
        phone: isEmail ? null : contact.value,
        billing: contact.invoice === true,
      };
    }
    tombstones.push({ entity: 'contact', sourceId: String(contact.id), reason: 'deleted', mergedInto: null });
    return null;
  });
  return { ...read, tombstones };
}
