import type { SourceContact, SourceCustomer } from '../../../../shared/domain/connections/source-records.ts';
import { exactMinor } from '../http/json.ts';
import { customerForm, type QuickbooksCustomer } from './quickbooks-forms.ts';
import { currencyOf, NOTHING, type QuickbooksBooks, type ReadRow } from './quickbooks-rows.ts';

/** Reads one row of `Customer`, with the people that it names: QuickBooks has no list of contacts. */
export function readCustomer(row: unknown, books: QuickbooksBooks): ReadRow {
  const customer = customerForm.parse(row);
  return {
    ...NOTHING,
    records: [customerOf(customer, books), ...contactsOf(customer)],
    replaces: [{ entity: 'contact', owner: { entity: 'customer', sourceId: customer.Id } }],
  };
}

function customerOf(customer: QuickbooksCustomer, books: QuickbooksBooks): SourceCustomer {
  const currency = currencyOf(customer, books);
  const { SalesTermRef, CreditLimit, Balance } = customer;
  const term = SalesTermRef ? books.terms.get(SalesTermRef.value) : undefined;
  const money = (text: string) => ({ minor: exactMinor(text, currency), currency });
  return {
    entity: 'customer',
    sourceId: customer.Id,
    updatedAt: customer.MetaData.LastUpdatedTime,
    number: customer.AcctNum || null,
    name: nameOf(customer),
    parentId: customer.ParentRef?.value ?? null,
    active: customer.Active !== false,
    country: customer.BillAddr?.Country || null,
    terms: term?.name ?? SalesTermRef?.name ?? null,
    termsDays: term?.days ?? null,
    creditLimit: CreditLimit ? money(CreditLimit) : null,
    // Without the sub-customers', which have balances of their own.
    balances: Balance ? [money(Balance)] : [],
  };
}

/** A sub-customer is known as `Parent:Child`; an inactive one gets "(deleted)" behind its name, which is none of it. */
function nameOf({ DisplayName, FullyQualifiedName, ParentRef, Active }: QuickbooksCustomer): string {
  const name = ParentRef && FullyQualifiedName ? FullyQualifiedName : DisplayName;
  return Active === false ? name.replace(/ \(deleted\)$/, '') : name;
}

/**
 * One field holds all addresses, with commas between. Bills of a sub-customer that is billed with its parent go to the
 * parent's contact.
 */
function contactsOf(customer: QuickbooksCustomer): readonly SourceContact[] {
  const { Id: customerId, GivenName, FamilyName, PrimaryEmailAddr, PrimaryPhone } = customer;
  const name = [GivenName, FamilyName].filter(Boolean).join(' ') || null;
  const phone = PrimaryPhone?.FreeFormNumber || null;
  const [first, ...others] = new Set(
    (PrimaryEmailAddr?.Address ?? '')
      .split(/[,;]/)
      .map((address) => address.trim())
      .filter((address) => address !== ''),
  );
  if (name === null && first === undefined && phone === null) return [];
  const common = {
    entity: 'contact',
    updatedAt: customer.MetaData.LastUpdatedTime,
    customerId,
    role: null,
    billing: customer.BillWithParent !== true,
  } as const;
  return [
    { ...common, sourceId: `${customerId}:primary`, name, email: first ?? null, phone },
    ...others.map((email) => ({
      ...common,
      sourceId: `${customerId}:${email.toLowerCase()}`,
      name: null,
      email,
      phone: null,
    })),
  ];
}
