import type { ImportWarning } from '../../../../shared/domain/imports/inspection.ts';
import type { CanonicalRecord } from '../../connectors/canonical.ts';
import type { ImportCustomer } from '../../db/ledger-import/types.ts';
import { addressesOf, addressWarnings } from './customer-addresses.ts';

interface Collected {
  readonly number: string | null;
  readonly names: string[];
  country: string | null;
  terms: string | null;
  email: string | null;
  phone: string | null;
  contactName: string | null;
}

/** Gathers what the rows of a file say of each customer: the latest row wins, every spelling of the name is kept. */
export class CustomerCollector {
  readonly #customers = new Map<string, Collected>();

  add(record: CanonicalRecord): void {
    const known = this.#customers.get(record.customerKey);
    const customer = known ?? {
      number: record.customerNumber,
      names: [],
      country: null,
      terms: null,
      email: null,
      phone: null,
      contactName: null,
    };
    if (known === undefined) this.#customers.set(record.customerKey, customer);
    if (record.customerName !== null && !customer.names.includes(record.customerName)) {
      customer.names.push(record.customerName);
    }
    customer.country = record.country ?? customer.country;
    customer.email = record.email ?? customer.email;
    customer.phone = record.phone ?? customer.phone;
    customer.contactName = record.contactName ?? customer.contactName;
    if (record.kind !== 'payment') customer.terms = record.terms ?? customer.terms;
  }

  list(): readonly ImportCustomer[] {
    return [...this.#customers].map(([key, { email, ...customer }]) => ({
      key,
      ...customer,
      emails: email === null ? [] : addressesOf(email),
    }));
  }

  /** What is to be said of the addresses of the customers. */
  warnings(): readonly ImportWarning[] {
    return addressWarnings([...this.#customers.values()].flatMap(({ email }) => email ?? []));
  }
}
