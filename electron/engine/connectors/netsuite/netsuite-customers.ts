import type { z } from 'zod';
import type { SourceContact, SourceCustomer } from '../../../../shared/domain/connections/source-records.ts';
import { currencyCode, type Money, minorUnits } from '../../../../shared/domain/money.ts';
import { readRecords } from '../http/read-records.ts';
import { balanceForm, contactForm, customerForm, idIn } from './netsuite-forms.ts';
import { isOneOf, rowsAbout, type Selection, timeText, whereShown } from './netsuite-query.ts';
import { type Content, type Reading, sizeOf } from './netsuite-rows.ts';

/** Customers; leads and prospects stand in the same table. */
export const CUSTOMER_ROWS: Selection = {
  columns: {
    id: 'customer.id',
    entityid: 'customer.entityid',
    companyname: 'customer.companyname',
    firstname: 'customer.firstname',
    lastname: 'customer.lastname',
    email: 'customer.email',
    phone: 'customer.phone',
    parent: 'customer.parent',
    isinactive: 'customer.isinactive',
    searchstage: 'customer.searchstage',
    country: 'entityaddress.country',
    terms: 'term.name',
    termsdays: 'term.daysuntilnetdue',
    changed: timeText('customer.lastmodifieddate'),
  },
  from: 'customer LEFT JOIN term ON term.id = customer.terms LEFT JOIN entityaddress ON entityaddress.nkey = customer.defaultbillingaddress',
  where: [],
};

export const CONTACT_ROWS: Selection = {
  columns: {
    id: 'contact.id',
    company: 'contact.company',
    entityid: 'contact.entityid',
    firstname: 'contact.firstname',
    lastname: 'contact.lastname',
    title: 'contact.title',
    email: 'contact.email',
    phone: 'contact.phone',
    changed: timeText('contact.lastmodifieddate'),
  },
  from: 'contact',
  where: ["contact.isinactive = 'F'"],
};

/** Types of transactions that a customer's account consists of. */
const OWED_TYPES = ['CustInvc', 'CustCred', 'CustPymt', 'CustDep', 'Journal'];

/**
 * What NetSuite has open for a customer in each currency: summed up there, over the lines, so that a row which was missed
 * or kept too long shows. Deposits count, too, which NetSuite's own balance of a customer leaves out.
 */
const BALANCE_ROWS: Selection = {
  columns: {
    customer: 'transactionline.entity',
    currency: 'currency.symbol',
    unpaid: 'SUM(transactionline.foreignamountunpaid)',
    unused: 'SUM(transactionline.foreignpaymentamountunused)',
  },
  from: 'transactionline INNER JOIN transaction ON transaction.id = transactionline.transaction INNER JOIN currency ON currency.id = transaction.currency',
  where: [isOneOf('transaction.type', OWED_TYPES), "transaction.posting = 'T'", "transaction.voided = 'F'"],
  groupBy: ['transactionline.entity', 'currency.symbol'],
};

/** Customers with their contacts and what they owe. */
export async function readCustomers(
  { client, hidden, signal }: Reading,
  rows: readonly unknown[],
): Promise<Content> {
  const ids = rows.flatMap((row) => idIn(row) ?? []);
  const contactRows =
    (await whereShown(hidden, 'contact', () =>
      rowsAbout(client, CONTACT_ROWS, 'contact.company', ids, signal),
    )) ?? [];
  const people = readRecords('contact', contactRows, idIn, readContact);
  const balances = balancesIn(await rowsAbout(client, BALANCE_ROWS, 'transactionline.entity', ids, signal));
  const { records, bad } = readRecords('customer', rows, idIn, (row) => {
    const customer = readCustomer(row, balances);
    if (customer === null) return null;
    const own = people.records.filter(({ customerId }) => customerId === customer.sourceId);
    return { customer, contacts: withBillingAddress(customer.sourceId, customerForm.parse(row), own) };
  });
  return {
    records: records.flatMap(({ customer, contacts }) => [customer, ...contacts]),
    tombstones: [],
    replaces: records.map(({ customer }) => ({
      entity: 'contact',
      owner: { entity: 'customer', sourceId: customer.sourceId },
    })),
    bad: [...bad, ...people.bad],
    customers: [],
  };
}

/** Null for a lead or a prospect. */
function readCustomer(row: unknown, balances: ReadonlyMap<string, readonly Money[]>): SourceCustomer | null {
  const customer = customerForm.parse(row);
  const { searchstage, entityid, companyname, firstname, lastname } = customer;
  if (searchstage && searchstage.toLowerCase() !== 'customer') return null;
  const name = companyname || [firstname, lastname].filter(Boolean).join(' ') || entityid || customer.id;
  return {
    entity: 'customer',
    sourceId: customer.id,
    updatedAt: customer.changed ?? null,
    // Where customers are not numbered, the name stands here.
    number: entityid && entityid !== name ? entityid : null,
    name,
    parentId: customer.parent && customer.parent !== customer.id ? customer.parent : null,
    active: customer.isinactive === 'F',
    country: customer.country || null,
    terms: customer.terms || null,
    termsDays: customer.termsdays ? Number(customer.termsdays) : null,
    creditLimit: null,
    balances: balances.get(customer.id) ?? [],
  };
}

function readContact(row: unknown): SourceContact {
  const contact = contactForm.parse(row);
  const name = [contact.firstname, contact.lastname].filter(Boolean).join(' ');
  return {
    entity: 'contact',
    sourceId: contact.id,
    updatedAt: contact.changed ?? null,
    customerId: contact.company,
    name: name || contact.entityid || null,
    role: contact.title || null,
    email: contact.email || null,
    phone: contact.phone || null,
    billing: false,
  };
}

/** Invoices go to the customer's own address. Whoever has the same one is the contact for billing, else it is one itself. */
function withBillingAddress(
  customerId: string,
  { email, phone, changed }: Pick<z.infer<typeof customerForm>, 'email' | 'phone' | 'changed'>,
  people: readonly SourceContact[],
): readonly SourceContact[] {
  if (!email) return people;
  const same = people.find((person) => person.email?.toLowerCase() === email.toLowerCase());
  if (same !== undefined) return people.map((one) => (one === same ? { ...one, billing: true } : one));
  return [
    ...people,
    {
      entity: 'contact',
      sourceId: `${customerId}:email`,
      updatedAt: changed ?? null,
      customerId,
      name: null,
      role: null,
      email,
      phone: phone || null,
      billing: true,
    },
  ];
}

/** In the order of the currencies' codes. A sum that cannot be read is not told. */
function balancesIn(rows: readonly unknown[]): ReadonlyMap<string, readonly Money[]> {
  const balances = new Map<string, Money[]>();
  const { records: sums } = readRecords('customer', rows, idIn, (row) => {
    const { customer, currency: symbol, unpaid, unused } = balanceForm.parse(row);
    const currency = currencyCode(symbol);
    const minor = minorUnits(sizeOf(unpaid ?? '0', currency) - sizeOf(unused ?? '0', currency));
    return { customer, currency, minor };
  });
  for (const { customer, currency, minor } of sums) {
    balances.set(customer, [...(balances.get(customer) ?? []), { currency, minor }]);
  }
  for (const own of balances.values()) own.sort((one, two) => (one.currency < two.currency ? -1 : 1));
  return balances;
}
