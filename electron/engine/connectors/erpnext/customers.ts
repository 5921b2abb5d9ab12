import { z } from 'zod';
import { currencyCode, type Money } from '../../../../shared/domain/money.ts';
import { failureReason } from '../connector-failure.ts';
import { floatMinor } from '../http/float-money.ts';
import { readRecords } from '../http/read-records.ts';
import type { SourceContact, SourceCustomer } from '../source-records.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import { formed } from './erpnext-session.ts';
import { erpAmount, erpFlag, erpName, erpText, erpTime, nameOf } from './erpnext-values.ts';
import { LEDGER, ofReceivables } from './ledger-entries.ts';
import { deletedStep, NOTHING, namesOf, type PageContent, type ReadStep } from './read-steps.ts';

const form = z.object({
  name: erpName,
  customer_name: z.string(),
  disabled: erpFlag,
  payment_terms: erpText,
  modified: erpTime,
});
const FIELDS = ['name', 'customer_name', 'disabled', 'payment_terms', 'modified'];

export function customerSteps(books: ErpnextBooks): readonly ReadStep[] {
  const read = (rows: readonly unknown[], _changes: boolean, signal: AbortSignal) =>
    readCustomers(books, namesOf(rows), signal);
  return [
    { doctype: 'Customer', filters: [], fields: [], whole: true, read },
    // What is open changes with the payment ledger; a document that was deleted since has no other trace there.
    {
      doctype: LEDGER,
      filters: ofReceivables(books.company.name),
      fields: ['party'],
      whole: false,
      read: (rows, _changes, signal) => readCustomers(books, partiesOf(rows), signal),
    },
    deletedStep('Customer', 'customer'),
  ];
}

function partiesOf(rows: readonly unknown[]): readonly string[] {
  const parties = rows.map((row) => formed(partyForm, row, LEDGER).party);
  return [...new Set(parties)];
}

export async function readCustomers(
  books: ErpnextBooks,
  names: readonly string[],
  signal: AbortSignal,
): Promise<PageContent> {
  const rows = await books.all(
    { doctype: 'Customer', filters: [['name', 'in', names]], fields: FIELDS },
    signal,
  );
  const balances = await balancesOf(books, names, signal);
  const { records, bad } = readRecords('customer', rows, nameOf, (row): SourceCustomer => {
    const customer = form.parse(row);
    return {
      entity: 'customer',
      sourceId: customer.name,
      updatedAt: customer.modified,
      // Sites that name customers by their name have no number beside it.
      number: customer.name === customer.customer_name ? null : customer.name,
      name: customer.customer_name,
      parentId: null,
      active: !customer.disabled,
      country: null,
      terms: customer.payment_terms,
      termsDays: null,
      creditLimit: null,
      balances: balances.get(customer.name) ?? [],
    };
  });
  return { ...NOTHING, records, bad };
}

const partyForm = z.object({ party: erpName });
const sumForm = z.object({ party: erpName, account_currency: z.string(), open: erpAmount });

/** Sums of the payment ledger, by customer and currency of the account. One that cannot be read is not told. */
async function balancesOf(
  books: ErpnextBooks,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Money[]>> {
  const balances = new Map<string, Money[]>();
  const { records: sums } = readRecords('customer', await sumsOf(books, names, signal), nameOf, (row) => {
    const { party, account_currency, open } = sumForm.parse(row);
    const currency = currencyCode(account_currency);
    return { party, minor: floatMinor(open, currency), currency };
  });
  for (const { party, minor, currency } of sums) {
    if (minor !== 0) balances.set(party, [...(balances.get(party) ?? []), { minor, currency }]);
  }
  const byCode = (one: Money, other: Money) => (one.currency < other.currency ? -1 : 1);
  return new Map([...balances].map(([party, money]) => [party, money.toSorted(byCode)]));
}

/** A version that sums in another way tells no balances. */
async function sumsOf(
  books: ErpnextBooks,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  try {
    return await books.all(
      {
        doctype: LEDGER,
        filters: [
          ['company', '=', books.company.name],
          ['account_type', '=', 'Receivable'],
          ['delinked', '=', 0],
          ['party', 'in', names],
        ],
        fields: ['party', 'account_currency', 'sum(amount_in_account_currency) as open'],
        groupBy: 'party, account_currency',
      },
      signal,
    );
  } catch (error) {
    if (failureReason(error) === 'bad_request') return [];
    throw error;
  }
}

const contactForm = z.object({
  name: erpName,
  first_name: erpText,
  last_name: erpText,
  designation: erpText,
  email_id: erpText,
  phone: erpText,
  mobile_no: erpText,
  is_billing_contact: erpFlag,
  modified: erpTime,
  customer: erpName,
});
const CONTACT_FIELDS = [
  'name',
  'first_name',
  'last_name',
  'designation',
  'email_id',
  'phone',
  'mobile_no',
  'is_billing_contact',
  'modified',
  'links.link_name as customer',
];

export function contactSteps(books: ErpnextBooks): readonly ReadStep[] {
  return [
    {
      doctype: 'Contact',
      filters: [],
      fields: [],
      whole: true,
      read: (rows, _changes, signal) => readContacts(books, namesOf(rows), signal),
    },
    deletedStep('Contact', 'contact'),
  ];
}

/** People of customers; one row for each customer that a person belongs to. */
async function readContacts(
  books: ErpnextBooks,
  names: readonly string[],
  signal: AbortSignal,
): Promise<PageContent> {
  const rows = await books.all(
    {
      doctype: 'Contact',
      filters: [
        ['name', 'in', names],
        ['Dynamic Link', 'link_doctype', '=', 'Customer'],
      ],
      fields: CONTACT_FIELDS,
    },
    signal,
  );
  const seen = new Set<string>();
  const { records, bad } = readRecords('contact', rows, nameOf, (row): SourceContact => {
    const contact = contactForm.parse(row);
    const sourceId = seen.has(contact.name) ? `${contact.name}:${contact.customer}` : contact.name;
    seen.add(contact.name);
    return {
      entity: 'contact',
      sourceId,
      updatedAt: contact.modified,
      customerId: contact.customer,
      name: [contact.first_name, contact.last_name].filter(Boolean).join(' ') || null,
      role: contact.designation,
      email: contact.email_id,
      phone: contact.phone ?? contact.mobile_no,
      billing: contact.is_billing_contact,
    };
  });
  const named = new Set(namesOf(rows));
  const tombstones = names
    .filter((name) => !named.has(name))
    .map((sourceId) => ({
      entity: 'contact' as const,
      sourceId,
      reason: 'deleted' as const,
      mergedInto: null,
    }));
  return { ...NOTHING, records, tombstones, bad };
}
