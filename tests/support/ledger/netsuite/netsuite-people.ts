import type { FakeLedger } from '../fake-ledger.ts';
import type { SqlRow } from './netsuite-language.ts';
import { netsuiteId } from './netsuite-shape.ts';

export function customers(ledger: FakeLedger): readonly SqlRow[] {
  return [...ledger.customers.values()]
    .filter(({ mergedInto }) => mergedInto === null)
    .map((one) => {
      const billing = ledger.contactsOf(one.id).find((contact) => contact.billing);
      return {
        id: netsuiteId(one.id),
        entityid: one.number ?? one.name,
        companyname: one.name,
        firstname: null,
        lastname: null,
        email: billing?.email?.toUpperCase() ?? null,
        phone: billing?.phone ?? null,
        parent: one.parentId === null ? null : netsuiteId(one.parentId),
        isinactive: one.active ? 'F' : 'T',
        searchstage: one.supplierOnly ? 'Lead' : 'Customer',
        terms: one.termsDays === null ? null : String(one.termsDays),
        defaultbillingaddress: `a${netsuiteId(one.id)}`,
        lastmodifieddate: { at: one.changedAt },
      };
    });
}

export function contacts(ledger: FakeLedger): readonly SqlRow[] {
  return [...ledger.contacts.values()].map((one) => ({
    id: netsuiteId(one.id),
    company: netsuiteId(one.customerId),
    entityid: `${one.firstName} ${one.lastName}`,
    firstname: one.firstName,
    lastname: one.lastName,
    title: null,
    email: one.email,
    phone: one.phone,
    isinactive: 'F',
    lastmodifieddate: { at: one.changedAt },
  }));
}
