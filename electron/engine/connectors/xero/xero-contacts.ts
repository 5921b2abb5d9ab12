import type { SourceContact, SourceCustomer } from '../../../../shared/domain/connections/source-records.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { exactMinor } from '../http/json.ts';
import { changedAt } from './xero-dates.ts';
import { contactForm, type XeroContact } from './xero-forms.ts';

/** A contact of Xero's is a customer of ours, with the people in it. */
export type ReadContact =
  | { readonly tombstone: Tombstone }
  | { readonly customer: SourceCustomer; readonly contacts: readonly SourceContact[] };

/**
 * Reads one row of `/Contacts`. Null for a mere supplier. Merged and forgotten (GDPR) contacts come as tombstones.
 *
 * @param homeCurrency the company's: Xero tells one balance for all currencies, in this one. Null: no balance is told.
 */
export function readContact(row: unknown, homeCurrency: string | null): ReadContact | null {
  const contact = contactForm.parse(row);
  const sourceId = contact.ContactID;
  if (contact.MergedToContactID) {
    return {
      tombstone: { entity: 'customer', sourceId, reason: 'merged', mergedInto: contact.MergedToContactID },
    };
  }
  if (contact.ContactStatus === 'GDPRREQUEST') {
    return { tombstone: { entity: 'customer', sourceId, reason: 'deleted', mergedInto: null } };
  }
  if (contact.IsSupplier === true && contact.IsCustomer !== true) return null;
  return { customer: customerOf(contact, homeCurrency), contacts: contactsOf(contact) };
}

function customerOf(contact: XeroContact, homeCurrency: string | null): SourceCustomer {
  const terms = contact.PaymentTerms?.Sales;
  const days = terms?.Day ?? null;
  const outstanding = contact.Balances?.AccountsReceivable?.Outstanding;
  const balance =
    outstanding && homeCurrency ? { text: outstanding, currency: currencyCode(homeCurrency) } : null;
  return {
    entity: 'customer',
    sourceId: contact.ContactID,
    updatedAt: changedAt(contact),
    number: contact.AccountNumber || contact.ContactNumber || null,
    name: contact.Name,
    parentId: null,
    active: contact.ContactStatus !== 'ARCHIVED',
    country: countryOf(contact),
    terms: days === null ? null : `${days} ${TERMS[terms?.Type ?? ''] ?? 'days'}`,
    termsDays: terms?.Type === 'DAYSAFTERBILLDATE' ? days : null,
    creditLimit: null,
    balances:
      balance === null
        ? []
        : [{ minor: exactMinor(balance.text, balance.currency), currency: balance.currency }],
  };
}

const TERMS: Readonly<Record<string, string>> = {
  DAYSAFTERBILLDATE: 'days after the invoice date',
  DAYSAFTERBILLMONTH: 'days after the end of the month',
  OFCURRENTMONTH: 'of the current month',
  OFFOLLOWINGMONTH: 'of the following month',
};

/** The postal address is where bills go. */
function countryOf({ Addresses }: XeroContact): string | null {
  const addresses = (Addresses ?? []).filter(({ Country }) => Country);
  const postal = addresses.find(({ AddressType }) => AddressType === 'POBOX');
  return (postal ?? addresses[0])?.Country ?? null;
}

/** People have no id in Xero: the primary one is known by that, the others by their address or name. */
function contactsOf(contact: XeroContact): readonly SourceContact[] {
  const { ContactID: customerId } = contact;
  const common = { entity: 'contact', updatedAt: changedAt(contact), customerId, role: null } as const;
  const people = new Map<string, SourceContact>();
  const name = fullName(contact);
  const email = contact.EmailAddress || null;
  if (name !== null || email !== null) {
    const sourceId = `${customerId}:primary`;
    people.set(sourceId, { ...common, sourceId, name, email, phone: phoneOf(contact), billing: true });
  }
  for (const person of contact.ContactPersons ?? []) {
    const key = (person.EmailAddress || fullName(person) || '').toLowerCase();
    const sourceId = `${customerId}:${key}`;
    if (key === '' || people.has(sourceId)) continue;
    people.set(sourceId, {
      ...common,
      sourceId,
      name: fullName(person),
      email: person.EmailAddress || null,
      phone: null,
      billing: person.IncludeInEmails === true,
    });
  }
  return [...people.values()];
}

interface Named {
  readonly FirstName?: string | null;
  readonly LastName?: string | null;
}

function fullName({ FirstName, LastName }: Named): string | null {
  return [FirstName, LastName].filter(Boolean).join(' ') || null;
}

function phoneOf({ Phones }: XeroContact): string | null {
  const numbers = (Phones ?? []).filter(({ PhoneNumber }) => PhoneNumber);
  const one =
    numbers.find(({ PhoneType }) => PhoneType === 'DEFAULT') ??
    numbers.find(({ PhoneType }) => PhoneType !== 'FAX');
  if (one === undefined) return null;
  return [one.PhoneCountryCode, one.PhoneAreaCode, one.PhoneNumber].filter(Boolean).join(' ');
}
