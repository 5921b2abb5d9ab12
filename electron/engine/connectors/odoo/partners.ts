import { z } from 'zod';
import { type CurrencyCode, currencyCode, type Money, minorUnits } from '../../../../shared/domain/money.ts';
import { floatMinor } from '../http/float-money.ts';
import { readRecords } from '../http/read-records.ts';
import type { SourceContact, SourceCustomer } from '../source-records.ts';
import type { OdooBooks } from './odoo-books.ts';
import { idOf, odooAmount, odooId, odooLink, odooText, odooTime, optionalLink } from './odoo-values.ts';
import { NOTHING, type PageContent, type ReadStep } from './read-steps.ts';
import { LINES, receivable } from './receivable-lines.ts';

export const PARTNERS = 'res.partner';

const FIELDS = [
  'name',
  'ref',
  'active',
  'type',
  'function',
  'email',
  'phone',
  'parent_id',
  'commercial_partner_id',
  'country_id',
  'customer_rank',
  'property_payment_term_id',
  'write_date',
];

const form = z.object({
  id: odooId,
  name: odooText,
  ref: odooText,
  active: z.boolean(),
  type: odooText,
  function: odooText,
  email: odooText,
  phone: odooText,
  parent_id: optionalLink,
  commercial_partner_id: odooLink,
  country_id: optionalLink,
  customer_rank: odooAmount.transform(Number),
  property_payment_term_id: optionalLink,
  write_date: odooTime,
});
type PartnerRow = z.infer<typeof form>;

export function customerSteps(books: OdooBooks): readonly ReadStep[] {
  return [
    {
      model: PARTNERS,
      domain: [],
      times: ['write_date'],
      whole: true,
      read: (ids, _changes, signal) => readCustomers(books, ids, false, signal),
    },
  ];
}

export function contactSteps(books: OdooBooks): readonly ReadStep[] {
  return [
    {
      model: PARTNERS,
      domain: [],
      times: ['write_date'],
      whole: true,
      read: (ids, _changes, signal) => readContacts(books, ids, signal),
    },
  ];
}

/**
 * Commercial partners among these: those with invoices (Odoo counts that in `customer_rank`) or with open lines.
 *
 * @param owners they own documents, whatever Odoo counts.
 */
export async function readCustomers(
  books: OdooBooks,
  ids: readonly number[],
  owners: boolean,
  signal: AbortSignal,
): Promise<PageContent> {
  if (ids.length === 0) return NOTHING;
  const rows = await books.all(PARTNERS, [['id', 'in', ids]], FIELDS, signal);
  const balances = await balancesOf(books, ids, signal);
  const { records, bad } = readRecords('customer', rows, idOf, (row): SourceCustomer | null => {
    const partner = form.parse(row);
    const money = balances.get(partner.id) ?? [];
    const ours = owners || partner.customer_rank > 0 || money.length > 0;
    if (partner.commercial_partner_id.id !== partner.id || !ours) return null;
    return {
      entity: 'customer',
      sourceId: String(partner.id),
      updatedAt: partner.write_date,
      number: partner.ref,
      name: partner.name ?? `#${partner.id}`,
      parentId: partner.parent_id === null ? null : String(partner.parent_id.id),
      active: partner.active,
      country: books.countries.get(partner.country_id?.id ?? 0) ?? null,
      terms: partner.property_payment_term_id?.name ?? null,
      termsDays: null,
      creditLimit: null,
      balances: money,
    };
  });
  return { ...NOTHING, records, bad };
}

/** Customers of whom Odoo does not know by itself that they are some: they have journal entries only. */
export async function unrankedCustomers(
  books: OdooBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const domain = [
    ['id', 'in', ids],
    ['customer_rank', '=', 0],
  ];
  return (await books.all(PARTNERS, domain, ['name'], signal)).map((row) => Number(idOf(row)));
}

const openForm = z.object({
  id: odooId,
  partner_id: odooLink,
  currency_id: odooLink,
  amount_residual_currency: odooAmount,
});

/**
 * What the ledger says is open, by customer, in each currency; sums of its open receivable lines. A line that cannot be
 * read is left out: the check of balances shows it.
 */
async function balancesOf(
  books: OdooBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly Money[]>> {
  const domain = [
    ...receivable(books.company.id),
    ['parent_state', '=', 'posted'],
    ['reconciled', '=', false],
    ['partner_id.commercial_partner_id', 'in', ids],
  ];
  const fields = ['partner_id', 'currency_id', 'amount_residual_currency'];
  const sums = new Map<number, Map<CurrencyCode, number>>();
  const rows = await books.all(LINES, domain, fields, signal);
  const { records: lines } = readRecords('customer', rows, idOf, (row) => {
    const { partner_id, currency_id, amount_residual_currency } = openForm.parse(row);
    const currency = currencyCode(currency_id.name);
    return { partner_id, currency, minor: floatMinor(amount_residual_currency, currency) };
  });
  const owners = await commercialPartners(books, lines, signal);
  for (const { partner_id, currency, minor } of lines) {
    const owner = owners.get(partner_id.id) ?? partner_id.id;
    const own = sums.get(owner) ?? new Map<CurrencyCode, number>();
    own.set(currency, (own.get(currency) ?? 0) + minor);
    sums.set(owner, own);
  }
  return new Map([...sums].map(([id, own]) => [id, moneyOf(own)]));
}

function moneyOf(sums: ReadonlyMap<CurrencyCode, number>): readonly Money[] {
  return [...sums]
    .filter(([, minor]) => minor !== 0)
    .map(([currency, minor]) => ({ currency, minor: minorUnits(minor) }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
}

const ownerForm = z.object({ id: odooId, commercial_partner_id: odooLink });

/** The customer behind each partner that stands on lines: a person stands for the company that it belongs to. */
export async function commercialPartners(
  books: OdooBooks,
  lines: readonly { readonly partner_id: { readonly id: number } | null }[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const ids = [...new Set(lines.flatMap(({ partner_id }) => partner_id?.id ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await books.all(PARTNERS, [['id', 'in', ids]], ['commercial_partner_id'], signal);
  return new Map(
    rows.flatMap((row) => {
      const read = ownerForm.safeParse(row);
      return read.success ? [[read.data.id, read.data.commercial_partner_id.id] as const] : [];
    }),
  );
}

/** People of customers, and customers who have an address of their own. An archived one is gone. */
async function readContacts(
  books: OdooBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<PageContent> {
  const rows = await books.all(PARTNERS, [['id', 'in', ids]], FIELDS, signal);
  const { records: partners, bad } = readRecords('contact', rows, idOf, (row) => form.parse(row));
  const owners = partners.map(({ commercial_partner_id }) => commercial_partner_id.id);
  const customers = await readCustomers(books, [...new Set(owners)], false, signal);
  const known = new Set(customers.records.map(({ sourceId }) => sourceId));
  const records: SourceContact[] = [];
  const gone: string[] = [];
  for (const partner of partners) {
    if (!known.has(String(partner.commercial_partner_id.id))) continue;
    const isPerson = partner.commercial_partner_id.id !== partner.id;
    const isReachable = partner.email !== null || partner.phone !== null;
    if ((isPerson && partner.active) || (!isPerson && isReachable)) records.push(contactOf(partner));
    else gone.push(String(partner.id));
  }
  return {
    ...NOTHING,
    records,
    bad,
    tombstones: gone.map((sourceId) => ({
      entity: 'contact',
      sourceId,
      reason: 'deleted',
      mergedInto: null,
    })),
  };
}

function contactOf(partner: PartnerRow): SourceContact {
  return {
    entity: 'contact',
    sourceId: String(partner.id),
    updatedAt: partner.write_date,
    customerId: String(partner.commercial_partner_id.id),
    name: partner.name,
    role: partner.function,
    email: partner.email,
    phone: partner.phone,
    billing: partner.type === 'invoice' || partner.commercial_partner_id.id === partner.id,
  };
}
