import { found } from './ledger-store.ts';
import type { SampleBooks } from './sample-books.ts';
import type { DialectShape } from './truth.ts';

/** What happens in a company's books between two reads. */
const OPERATIONS = [
  'new invoice',
  'new customer with an invoice',
  'pay in full',
  'pay in part',
  'credit',
  'apply a credit note',
  'take a credit note back',
  'money on account',
  'apply money on account',
  'void an invoice',
  'void a payment',
  'delete an invoice',
  'delete a credit note',
  'rename a customer',
  'deactivate a customer',
  'new contact',
  'remove a contact',
  'change a due date',
  'merge customers',
  'post a draft',
  'delete a draft',
  'credit an invoice',
  'void a credit note',
] as const;
export type LedgerOperation = (typeof OPERATIONS)[number];

/** The operations that a vendor's system has. */
export function operations({ merges, drafts, lacks, ...shape }: DialectShape): readonly LedgerOperation[] {
  const without = new Set<LedgerOperation>([
    ...(lacks ?? []),
    ...(merges ? [] : (['merge customers'] as const)),
    ...(drafts ? [] : (['post a draft', 'delete a draft'] as const)),
    ...(shape.boundCredits ? (['credit', 'apply a credit note', 'take a credit note back'] as const) : []),
    ...(shape.noMoneyOnAccount ? (['money on account', 'apply money on account'] as const) : []),
  ]);
  return OPERATIONS.filter((one) => !without.has(one));
}

/** Does it where the books still allow it; otherwise nothing happens. */
export function operate({ ledger, halden, kuwait, osaka }: SampleBooks, operation: LedgerOperation): void {
  const documents = [...ledger.documents.values()].filter(({ state }) => state === 'posted');
  const open = documents.filter((one) => one.kind === 'invoice' && ledger.openOf(one) > 1);
  const untouched = open.filter((one) => ledger.openOf(one) === one.total);
  const credits = documents.filter((one) => one.kind === 'credit_note');
  const applied = [...ledger.allocations.values()].filter(({ deleted }) => !deleted);
  const invoice = open[0];
  switch (operation) {
    case 'new invoice':
      ledger.invoice({ customerId: osaka, total: 5_001 });
      return;
    case 'new customer with an invoice': {
      const customerId = ledger.customer({ name: `New customer ${ledger.customers.size}`, country: 'US' });
      ledger.invoice({ customerId, total: 71_000, currency: 'USD' });
      return;
    }
    case 'pay in full':
      if (invoice !== undefined) ledger.pay([[invoice.id, ledger.openOf(invoice)]]);
      return;
    case 'pay in part':
      if (invoice !== undefined) ledger.pay([[invoice.id, Math.floor(ledger.openOf(invoice) / 2)]]);
      return;
    case 'credit':
      ledger.creditNote({ customerId: kuwait, total: 1_001 });
      return;
    case 'apply a credit note': {
      const pair = credits
        .filter((one) => ledger.openOf(one) > 0)
        .flatMap((note) =>
          open
            .filter(
              ({ customerId, currency }) => customerId === note.customerId && currency === note.currency,
            )
            .map((one) => ({ note, one })),
        )[0];
      if (pair !== undefined) {
        ledger.apply(
          pair.note.id,
          pair.one.id,
          Math.min(ledger.openOf(pair.note), ledger.openOf(pair.one), 777),
        );
      }
      return;
    }
    case 'take a credit note back': {
      const allocation = applied.find(({ from }) => from.entity === 'credit_note');
      if (allocation !== undefined) ledger.unapply(allocation.id);
      return;
    }
    case 'money on account':
      ledger.receive(halden, 3_333, ledger.home);
      return;
    case 'apply money on account': {
      const pair = [...ledger.payments.values()]
        .filter((one) => one.state === 'posted' && one.kind !== 'payment' && ledger.openOf(one) > 0)
        .flatMap((payment) =>
          open
            .filter(
              ({ customerId, currency }) =>
                customerId === payment.customerId && currency === payment.currency,
            )
            .map((one) => ({ payment, one })),
        )[0];
      if (pair !== undefined) {
        const most = Math.min(ledger.openOf(pair.payment), ledger.openOf(pair.one));
        ledger.apply(pair.payment.id, pair.one.id, Math.ceil(most / 2));
      }
      return;
    }
    case 'void an invoice':
      if (untouched[0] !== undefined) ledger.void(untouched[0].id);
      return;
    case 'void a payment': {
      const payment = [...ledger.payments.values()].find((one) => one.state === 'posted');
      if (payment !== undefined) ledger.void(payment.id);
      return;
    }
    case 'delete an invoice':
      if (untouched[0] !== undefined) ledger.delete(untouched[0].id);
      return;
    case 'delete a credit note': {
      const note = credits.find((one) => ledger.allocationsFrom(one.id).length === 0);
      if (note !== undefined) ledger.delete(note.id);
      return;
    }
    case 'rename a customer':
      ledger.rename(halden, `${found(ledger.customers, halden).name} (new)`);
      return;
    case 'deactivate a customer':
      ledger.setActive(osaka, false);
      return;
    case 'new contact': {
      const number = ledger.contacts.size;
      const email = `person${number}@gulf.example`;
      ledger.contact(kuwait, { first: 'Person', last: `Number ${number}`, email });
      return;
    }
    case 'remove a contact': {
      const contact = ledger.contactsOf(halden).at(-1);
      if (contact !== undefined && !contact.billing) ledger.removeContact(contact.id);
      return;
    }
    case 'change a due date':
      if (invoice !== undefined) ledger.setDueDate(invoice.id, '2027-01-31');
      return;
    case 'merge customers': {
      const into = found(ledger.customers, kuwait);
      const from = [...ledger.customers.values()].find(
        (one) => one.name.startsWith('New customer') && one.mergedInto === null,
      );
      ledger.merge(from?.id ?? osaka, into.id);
      return;
    }
    case 'delete a draft': {
      const draft = [...ledger.documents.values()].find(({ state }) => state === 'draft');
      if (draft !== undefined) ledger.delete(draft.id);
      return;
    }
    case 'credit an invoice':
      if (invoice !== undefined) {
        const total = Math.ceil(ledger.openOf(invoice) / 3);
        const { customerId, currency } = invoice;
        ledger.apply(ledger.creditNote({ customerId, currency, total }), invoice.id, total);
      }
      return;
    case 'void a credit note':
      if (credits[0] !== undefined) ledger.void(credits[0].id);
      return;
    case 'post a draft': {
      const draft = [...ledger.documents.values()].find(({ state }) => state === 'draft');
      if (draft !== undefined) ledger.post(draft.id);
      return;
    }
  }
}
