import { FakeLedger } from '../support/ledger/fake-ledger.ts';

const A_CUSTOMER = 100;

/** Made-up books: a hundred invoices for each customer, a third of them paid, a tenth part paid. */
export function bigLedger(invoices: number): FakeLedger {
  const ledger = new FakeLedger();
  const customers = Array.from({ length: Math.ceil(invoices / A_CUSTOMER) }, (_, index) => {
    const currency = ['EUR', 'USD', 'KWD'][index % 3] ?? 'EUR';
    const id = ledger.customer({
      name: `Customer ${index}, Ltd`,
      number: `D-${index}`,
      currency,
      termsDays: 30,
    });
    ledger.contact(id, { first: 'Payables', last: String(index), email: `ap@c${index}.example` });
    return id;
  });
  for (let index = 0; index < invoices; index += 1) {
    const customerId = customers[index % customers.length] ?? '';
    const total = ((index * 7919) % 900_000) + 1_000;
    const invoice = ledger.invoice({ customerId, total, reference: `Order ${index}` });
    if (index % 3 === 0) ledger.pay([[invoice, total]]);
    else if (index % 10 === 1) ledger.pay([[invoice, 900]]);
    ledger.tick(1);
  }
  ledger.tick(600_000);
  return ledger;
}
