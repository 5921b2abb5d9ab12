import { z } from 'zod';
import { currencyCode, type Money } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { exactMinor } from '../http/json.ts';
import { readRecords } from '../http/read-records.ts';
import type { SourceCustomer } from '../source-records.ts';
import { balancesOf } from './balances.ts';
import { type CustomerSet, customerTouchingSteps, PARTIES } from './customer-set.ts';
import { NOTHING, type PageContent, type ReadStep } from './read-steps.ts';
import { idOf } from './record-id.ts';
import { changedAt, stamps, trytonDecimal, trytonFlag, trytonId, trytonText } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { formed, rowsOf } from './tryton-reader.ts';

const FIELDS = ['name', 'code', 'active', 'replaced_by', 'create_date', 'write_date'];
/** Of modules that need not be there. */
const OPTIONAL = ['customer_payment_term', 'credit_limit_amount'];

const form = z.object({
  id: trytonId,
  name: trytonText,
  code: trytonText,
  active: trytonFlag,
  replaced_by: trytonId.nullish(),
  'customer_payment_term.': z.object({ rec_name: z.string() }).nullish(),
  credit_limit_amount: trytonDecimal.nullish(),
  ...stamps,
});

const countryForm = z.object({
  party: trytonId,
  'country.': z.object({ code: z.string() }).nullable(),
});

export function customerSteps(books: TrytonBooks, customers: CustomerSet): readonly ReadStep[] {
  const read = (ids: readonly number[], signal: AbortSignal) => readCustomers(books, customers, ids, signal);
  const own: ReadStep = { model: PARTIES, condition: [], whole: true, read };
  return [own, ...customerTouchingSteps(books, read)];
}

async function readCustomers(
  books: TrytonBooks,
  customers: CustomerSet,
  parties: readonly number[],
  signal: AbortSignal,
): Promise<PageContent> {
  const merged = await mergedParties(books, parties, signal);
  const gone = new Set(merged.map(({ sourceId }) => Number(sourceId)));
  const ids = await customers.among(
    parties.filter((id) => !gone.has(id)),
    signal,
  );
  if (ids.length === 0) return { ...NOTHING, tombstones: merged };
  const optional = await books.reader.fieldsOf(PARTIES, OPTIONAL, signal);
  const fields = [
    ...FIELDS,
    ...(optional.has('customer_payment_term') ? ['customer_payment_term.rec_name'] : []),
    ...(optional.has('credit_limit_amount') ? ['credit_limit_amount'] : []),
  ];
  const rows = await rowsOf(books.reader, PARTIES, 'id', ids, fields, signal);
  const balances = await balancesOf(books, ids, signal);
  const countries = await countriesOf(books, ids, signal);
  const read = readRecords('customer', rows, idOf, (row): SourceCustomer => {
    const party = form.parse(row);
    return {
      entity: 'customer',
      sourceId: String(party.id),
      updatedAt: changedAt(party),
      number: party.code,
      name: party.name ?? party.code ?? `#${party.id}`,
      parentId: null,
      active: party.active,
      country: countries.get(party.id) ?? null,
      terms: party['customer_payment_term.']?.rec_name ?? null,
      termsDays: null,
      creditLimit: creditLimit(books, party.credit_limit_amount ?? null),
      balances: balances(party.id),
    };
  });
  return { ...read, tombstones: merged };
}

const mergedForm = z.object({ id: trytonId, replaced_by: trytonId });

/** Parties that were merged into another: Tryton moves all that was theirs without dating it. */
async function mergedParties(
  { reader }: TrytonBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<readonly Tombstone[]> {
  const replaced = [['replaced_by', '!=', null]];
  const rows = await rowsOf(reader, PARTIES, 'id', ids, ['replaced_by'], signal, replaced);
  return rows.map((row) => {
    const { id, replaced_by } = formed(mergedForm, row);
    return { entity: 'customer', sourceId: String(id), reason: 'merged', mergedInto: String(replaced_by) };
  });
}

async function countriesOf(
  { reader }: TrytonBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string>> {
  const named = [['country', '!=', null]];
  const fields = ['party', 'country.code'];
  const rows = await rowsOf(reader, 'party.address', 'party', ids, fields, signal, named);
  const found = new Map<number, string>();
  for (const row of rows) {
    const { party, 'country.': country } = formed(countryForm, row);
    if (country !== null && !found.has(party)) found.set(party, country.code);
  }
  return found;
}

function creditLimit({ baseCurrency }: TrytonBooks, digits: string | null): Money | null {
  if (digits === null) return null;
  const currency = currencyCode(baseCurrency);
  return { minor: exactMinor(digits, currency), currency };
}
