import type { DialectShape } from '../truth.ts';

const PREFIXES: Readonly<Record<string, string>> = { C: 'cus', I: 'in', N: 'cn', R: 'inpay', A: 'al' };

/** The id that the fake Stripe gives to a record of the fake ledger. */
export function stripeId(id: string): string {
  return `${PREFIXES[id.slice(0, 1)] ?? 'obj'}_1Fake${id.slice(1).padStart(8, '0')}`;
}

/** The account's zone: its days end when it is the next day in UTC already. */
export const ZONE = 'America/New_York';

/** What Stripe can say of a ledger. */
export const STRIPE_SHAPE: DialectShape = {
  kind: 'stripe',
  idOf: (_entity, id) => stripeId(id),
  paymentsSpanInvoices: false,
  instalments: false,
  merges: false,
  drafts: true,
  boundCredits: true,
  noMoneyOnAccount: true,
  lacks: ['void a payment', 'delete an invoice', 'delete a credit note', 'deactivate a customer'],
  view(record, ledger) {
    switch (record.entity) {
      case 'currency':
        return null;
      case 'customer':
        return { ...record, number: null, terms: null, termsDays: null, balances: [] };
      case 'contact':
        return record.billing ? { ...record, sourceId: `${record.customerId}:billing`, name: null } : null;
      case 'invoice': {
        const draft = record.status === 'draft';
        return { ...record, poNumber: null, ...(draft ? { number: record.sourceId.slice(-8) } : {}) };
      }
      case 'credit_note':
        return { ...record, sourceStatus: 'issued', poNumber: null, dueDate: null };
      case 'payment':
        return { ...record, method: 'payment_intent', reference: null };
      case 'allocation': {
        const from = record.from.sourceId;
        const known = [...ledger.payments.keys(), ...ledger.documents.keys()].some(
          (id) => stripeId(id) === from,
        );
        return known ? { ...record, sourceId: from } : record;
      }
    }
  },
};
