import { afterEach, expect, test } from 'vitest';
import { Mirror, pull } from '../../support/ledger/mirror.ts';
import { NEW, OLD, type RunningOdoo, runOdoo } from '../../support/ledger/odoo/odoo-contract.ts';
import { odooId, odooShape } from '../../support/ledger/odoo/odoo-shape.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';

const DAY = 86_400_000;

const systems: RunningOdoo[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

test.each([NEW, OLD])(
  '$version: an invoice that cannot be read still brings what its customer owes now',
  async (kind) => {
    const { ledger } = sampleBooks(odooShape(kind.datesRecomputed));
    const odoo = await runOdoo(ledger, kind, 50);
    systems.push(odoo);
    const customerId = ledger.customer({ name: 'Contoso', termsDays: 30 });
    ledger.invoice({ customerId, total: 100_00, issueDate: '2026-10-01' });
    ledger.tick(DAY);
    ledger.customer({ name: 'Fabrikam, entered last' });
    const mirror = new Mirror('odoo');
    await pull(odoo.connect(), mirror, 'full');
    const owed = () => {
      const customer = mirror.get('customer', String(odooId(customerId)));
      return customer?.entity === 'customer' ? customer.balances.map(({ minor }) => minor) : null;
    };
    expect(owed()).toEqual([100_00]);

    ledger.tick(DAY);
    const unreadable = ledger.invoice({ customerId, total: 43_00, issueDate: '2026-10-02' });
    odoo.fake.disturbances.spoiled.add(unreadable);
    await pull(odoo.connect(), mirror, 'incremental');
    expect([...mirror.bad.keys()]).toEqual([`invoice:${odooId(unreadable)}`]);
    expect(owed()).toEqual([143_00]);
  },
);
