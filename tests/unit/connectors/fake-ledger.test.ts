import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnySourceRecord } from '../../../shared/domain/connections/source-records.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { operate, operations } from '../../support/ledger/ledger-operations.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { type DialectShape, truth } from '../../support/ledger/truth.ts';

/** A vendor that can say everything, in the ledger's own ids. */
const EVERYTHING: DialectShape = {
  kind: 'quickbooks',
  idOf: (_entity, id) => id,
  paymentsSpanInvoices: true,
  instalments: true,
  merges: true,
  drafts: true,
  view: (record) => record,
};

function of<Entity extends AnySourceRecord['entity']>(ledger: FakeLedger, entity: Entity) {
  return truth(ledger, EVERYTHING).filter(
    (record): record is AnySourceRecord & { readonly entity: Entity } => record.entity === entity,
  );
}

describe('the fake ledger', () => {
  test('a payment of several invoices settles each by its part', () => {
    const ledger = new FakeLedger();
    const customerId = ledger.customer({ name: 'Halden' });
    const [one, two] = [
      ledger.invoice({ customerId, total: 100 }),
      ledger.invoice({ customerId, total: 50 }),
    ];
    ledger.pay([
      [one, 100],
      [two, 20],
    ]);
    expect(of(ledger, 'invoice')).toMatchObject([
      { open: 0, status: 'paid' },
      { open: 30, status: 'open' },
    ]);
    expect(of(ledger, 'payment')).toMatchObject([{ amount: 120, unapplied: 0 }]);
    expect(of(ledger, 'allocation').map(({ amount }) => amount.minor)).toEqual([100, 20]);
  });

  test('what was paid settles the earliest instalments', () => {
    const ledger = new FakeLedger();
    const customerId = ledger.customer({ name: 'Halden' });
    const dates = ['2026-10-31', '2026-11-30', '2026-12-31'];
    const instalments = dates.map((dueDate) => ({ dueDate, amount: 40 }));
    const invoice = ledger.invoice({ customerId, total: 120, instalments });
    ledger.pay([[invoice, 50]]);
    const open = of(ledger, 'invoice').flatMap((one) => one.instalments.map((part) => part.open));
    expect(open).toEqual([0, 30, 40]);
  });

  test('money on the account and credit notes reduce the balance before and after they are applied alike', () => {
    const ledger = new FakeLedger();
    const customerId = ledger.customer({ name: 'Gulf', currency: 'KWD' });
    const invoice = ledger.invoice({ customerId, total: 10_000 });
    const money = ledger.receive(customerId, 3_000, 'KWD');
    const note = ledger.creditNote({ customerId, total: 2_000 });
    const balance = () => of(ledger, 'customer')[0]?.balances;
    const before = balance();
    expect(before).toEqual([{ minor: 5_000, currency: 'KWD' }]);
    ledger.apply(money, invoice, 3_000);
    ledger.apply(note, invoice, 500);
    expect(balance()).toEqual(before);
  });

  test('a voided payment frees what it settled; a voided invoice frees the payment', () => {
    const ledger = new FakeLedger();
    const customerId = ledger.customer({ name: 'Halden' });
    const invoice = ledger.invoice({ customerId, total: 100 });
    ledger.void(ledger.pay([[invoice, 60]]));
    expect(of(ledger, 'invoice')).toMatchObject([{ open: 100 }]);
    const money = ledger.receive(customerId, 40, 'EUR');
    ledger.apply(money, invoice, 40);
    ledger.void(invoice);
    expect(of(ledger, 'invoice')).toEqual([]);
    expect(of(ledger, 'payment')).toMatchObject([{ unapplied: 40 }]);
    expect(of(ledger, 'allocation')).toEqual([]);
  });

  test('more than is open cannot be settled', () => {
    const ledger = new FakeLedger();
    const customerId = ledger.customer({ name: 'Halden' });
    const invoice = ledger.invoice({ customerId, total: 100 });
    expect(() => ledger.pay([[invoice, 101]])).toThrow();
    expect(() => ledger.apply(ledger.receive(customerId, 5, 'EUR'), invoice, 6)).toThrow();
  });

  test('a merged customer’s documents belong to the other one, also those that are written later', () => {
    const ledger = new FakeLedger();
    const [from, into] = [ledger.customer({ name: 'Old' }), ledger.customer({ name: 'New' })];
    ledger.invoice({ customerId: from, total: 1 });
    ledger.merge(from, into);
    ledger.invoice({ customerId: from, total: 2 });
    expect(of(ledger, 'customer')).toMatchObject([{ sourceId: into, name: 'New' }]);
    expect(of(ledger, 'invoice').map(({ customerId }) => customerId)).toEqual([into, into]);
  });

  test('records share a time of change until the clock is moved', () => {
    const ledger = new FakeLedger();
    const customerId = ledger.customer({ name: 'Halden' });
    const [one, two] = [ledger.invoice({ customerId, total: 1 }), ledger.invoice({ customerId, total: 2 })];
    ledger.tick(1);
    const three = ledger.invoice({ customerId, total: 3 });
    const at = (id: string) => ledger.documents.get(id)?.changedAt ?? 0;
    expect(at(one)).toBe(at(two));
    expect(at(three)).toBe(at(two) + 1);
  });
});

test('after any operations, each record’s open amount is its total less what was allocated, and never negative', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...operations(EVERYTHING)), { maxLength: 40 }), (all) => {
      const books = sampleBooks(EVERYTHING);
      for (const one of all) operate(books, one);
      const { ledger } = books;
      const allocated = (id: string) =>
        of(ledger, 'allocation')
          .filter(({ from, document }) => from.sourceId === id || document.sourceId === id)
          .reduce((sum, { amount }) => sum + amount.minor, 0);
      for (const { sourceId, total, open } of [...of(ledger, 'invoice'), ...of(ledger, 'credit_note')]) {
        expect(open).toBeGreaterThanOrEqual(0);
        expect(total - allocated(sourceId)).toBe(open);
      }
      for (const { sourceId, amount, unapplied } of of(ledger, 'payment')) {
        expect(unapplied).toBeGreaterThanOrEqual(0);
        expect(amount - allocated(sourceId)).toBe(unapplied);
      }
    }),
    { numRuns: 60 },
  );
});
