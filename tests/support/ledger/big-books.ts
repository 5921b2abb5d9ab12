import { FakeLedger } from './fake-ledger.ts';

const CUSTOMERS = 40;
const INVOICES = 400;

/** The same books at each call: some hundred invoices, half of them paid or part paid, with credit notes and money on account. */
export function bigBooks(): FakeLedger {
  const ledger = new FakeLedger();
  const currencies = ['EUR', 'KWD', 'JPY'];
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => {
    const currency = currencies[index % currencies.length] ?? 'EUR';
    const id = ledger.customer({ name: `Customer ${index}`, number: `D-${index}`, currency });
    ledger.contact(id, { first: 'Person', last: `${index}`, email: `ap@customer-${index}.example` });
    return { id, currency };
  });
  ledger.tick(1_000);
  for (let index = 0; index < INVOICES; index += 1) {
    const customer = customers[index % CUSTOMERS];
    if (customer === undefined) continue;
    const total = 10_000 + index;
    const invoice = ledger.invoice({ customerId: customer.id, total });
    if (index % 4 === 0) ledger.pay([[invoice, total]]);
    if (index % 4 === 1) ledger.pay([[invoice, 4_000]]);
    if (index % 20 === 3)
      ledger.apply(ledger.creditNote({ customerId: customer.id, total: 700 }), invoice, 500);
    if (index % 25 === 3) ledger.receive(customer.id, 1_234, customer.currency);
    ledger.tick(10);
  }
  ledger.tick(60_000);
  return ledger;
}

/** Pays, voids, deletes, renames and merges in the big books, the same at each call. */
export function changeBigBooks(ledger: FakeLedger): void {
  const open = [...ledger.documents.values()].filter(
    (one) => one.kind === 'invoice' && one.state === 'posted' && ledger.openOf(one) === one.total,
  );
  open.forEach(({ id, total }, index) => {
    if (index % 5 === 0) ledger.pay([[id, total]]);
    if (index % 5 === 1) ledger.void(id);
    if (index % 5 === 2) ledger.delete(id);
    if (index % 5 === 3) ledger.setDueDate(id, '2027-01-31');
  });
  const [payment] = [...ledger.payments.values()].filter(({ state }) => state === 'posted');
  if (payment !== undefined) ledger.void(payment.id);
  ledger.rename('C1', 'Customer with a new name');
  ledger.merge('C2', 'C5');
  ledger.tick(60_000);
}
