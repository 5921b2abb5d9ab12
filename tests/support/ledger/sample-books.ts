import { FakeLedger } from './fake-ledger.ts';
import type { LedgerId } from './ledger-model.ts';
import type { DialectShape } from './truth.ts';

/** The ids of the sample books that tests talk about. */
export interface SampleBooks {
  readonly ledger: FakeLedger;
  readonly halden: LedgerId;
  readonly kuwait: LedgerId;
  readonly osaka: LedgerId;
  readonly supplier: LedgerId;
  readonly openInvoice: LedgerId;
  readonly partPaid: LedgerId;
  readonly credit: LedgerId;
}

/**
 * Books with a bit of everything: four currencies with 0, 2 and 3 decimals, open, part-paid, paid, voided, deleted and
 * draft documents, credit notes used and unused, money on the account, several contacts, a supplier, and `filler` more
 * open invoices that share one time of change.
 */
export function sampleBooks(shape: DialectShape, filler = 7): SampleBooks {
  const ledger = new FakeLedger();
  const halden = ledger.customer({
    name: 'Halden & Søn A/S',
    number: 'D-1001',
    country: 'DK',
    termsDays: 30,
  });
  ledger.contact(halden, {
    first: 'Mette',
    last: 'Halden',
    email: 'mette@halden.example',
    phone: '+45 33 12 34 56',
  });
  ledger.contact(halden, { first: 'Jens', last: 'Bak', email: 'jens.bak@halden.example' });
  const kuwait = ledger.customer({
    name: 'Gulf Instruments W.L.L.',
    number: 'D-1002',
    country: 'KW',
    currency: 'KWD',
  });
  ledger.contact(kuwait, { first: 'Noura', last: 'Al-Sabah', email: 'ap@gulf.example' });
  const osaka = ledger.customer({ name: '大阪計測株式会社', country: 'JP', currency: 'JPY', termsDays: 60 });
  const supplier = ledger.customer({ name: 'Paper & Ink Ltd', supplierOnly: true });
  ledger.tick(1_000);

  const openInvoice = ledger.invoice({
    customerId: halden,
    total: 123_456,
    issueDate: '2026-09-30',
    reference: 'Rack 7',
  });
  const partPaid = ledger.invoice({ customerId: halden, total: 500_001, issueDate: '2026-08-31' });
  const usd = ledger.invoice({ customerId: halden, total: 77_777, currency: 'USD', issueDate: '2026-07-01' });
  const dinars = ledger.invoice({ customerId: kuwait, total: 1_234_567, issueDate: '2026-10-01' });
  const yen = ledger.invoice({ customerId: osaka, total: 9_800_000, issueDate: '2026-10-02' });
  if (shape.drafts) ledger.invoice({ customerId: halden, total: 5_000, draft: true });
  const wrong = ledger.invoice({ customerId: halden, total: 1_000 });
  const removed = ledger.invoice({ customerId: halden, total: 2_000, draft: shape.drafts });
  if (shape.instalments) {
    ledger.invoice({
      customerId: halden,
      total: 90_000,
      instalments: [
        { dueDate: '2026-10-31', amount: 30_000 },
        { dueDate: '2026-11-30', amount: 30_000 },
        { dueDate: '2026-12-31', amount: 30_000 },
      ],
    });
  }
  ledger.tick(1_000);

  ledger.pay([[partPaid, 200_000]], { reference: 'Bank 17' });
  ledger.pay([[partPaid, 100_000]]);
  ledger.pay([[yen, 800_000]]);
  ledger.pay([[usd, 77_777]], { date: '2026-10-31' });
  if (shape.paymentsSpanInvoices) {
    const others = [1_500, 2_500].map((total) => ledger.invoice({ customerId: halden, total }));
    ledger.pay(others.map((id, index) => [id, index === 0 ? 1_500 : 1_000] as const));
  }
  ledger.void(wrong);
  ledger.delete(removed);
  const credit = ledger.creditNote({
    customerId: halden,
    total: shape.boundCredits ? 25_000 : 60_000,
    reference: 'Returned goods',
  });
  ledger.apply(credit, partPaid, 25_000);
  const spare = ledger.creditNote({ customerId: kuwait, total: 4_570 });
  if (shape.boundCredits) ledger.apply(spare, dinars, 4_570);
  if (!shape.noMoneyOnAccount) {
    const onAccount = ledger.receive(kuwait, 500_500, 'KWD', { reference: 'TT 9912' });
    ledger.apply(onAccount, dinars, 100_500);
    ledger.receive(osaka, 123, 'JPY');
  }
  ledger.tick(1_000);
  for (let index = 0; index < filler; index += 1) {
    ledger.invoice({ customerId: halden, total: 10_000 + index });
  }
  ledger.tick(600_000);
  return { ledger, halden, kuwait, osaka, supplier, openInvoice, partPaid, credit };
}
