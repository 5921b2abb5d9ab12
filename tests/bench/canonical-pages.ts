import type { Connector, Page } from '../../electron/engine/connectors/connector.ts';
import type { AnySourceRecord } from '../../electron/engine/connectors/source-records.ts';
import type { SyncEntity } from '../../shared/domain/connections/connector-kinds.ts';
import { plainDate } from '../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../shared/domain/money.ts';
import { coreConnector } from '../support/ledger/core-connector.ts';
import { FakeLedger } from '../support/ledger/fake-ledger.ts';

const PAGE = 500;
const EUR = currencyCode('EUR');
const DAY = plainDate('2026-10-01');
const DUE = plainDate('2026-10-31');
const A_CUSTOMER = 100;

/** How many records of each kind there are for so many invoices: each is paid by half, by one payment. */
export function recordsFor(invoices: number): Readonly<Partial<Record<SyncEntity, number>>> {
  const payments = Math.floor(invoices / 2);
  return {
    customer: Math.ceil(invoices / A_CUSTOMER),
    invoice: invoices,
    payment: payments,
    allocation: payments,
  };
}

/** The records as they are needed, none of them kept: what memory a read takes is the engine's. */
export function canonicalConnector(invoices: number): Connector {
  const counts = recordsFor(invoices);
  return {
    ...coreConnector(new FakeLedger(), {
      capabilities: {
        delta: { customer: 'time', invoice: 'time', payment: 'time', allocation: 'time' },
        deletions: 'state',
      },
    }),
    async *full(entity): AsyncGenerator<Page> {
      const count = counts[entity] ?? 0;
      for (let start = 0; start === 0 || start < count; start += PAGE) {
        const size = Math.min(PAGE, count - start);
        const records = Array.from({ length: size }, (_, index) => record(entity, start + index, counts));
        yield { entity, records, tombstones: [], bad: [], next: String(start + size), expected: count };
      }
    },
  };
}

export function record(
  entity: SyncEntity,
  index: number,
  counts: Readonly<Partial<Record<SyncEntity, number>>>,
): AnySourceRecord {
  const customerId = `C${index % (counts.customer ?? 1)}`;
  const updatedAt = '2026-10-02T08:00:00Z';
  const half = minorUnits(5_000 + (index % 1_000));
  const total = minorUnits(half * 2);
  switch (entity) {
    case 'customer':
      return {
        ...{ entity, sourceId: `C${index}`, updatedAt, number: `D-${index}`, name: `Customer ${index}, Ltd` },
        ...{ parentId: null, active: true, country: 'DE', terms: '30 days', termsDays: 30 },
        ...{ creditLimit: null, balances: [] },
      };
    case 'payment':
      return {
        ...{
          entity,
          sourceId: `R${index}`,
          updatedAt,
          kind: 'payment',
          customerId,
          date: DUE,
          currency: EUR,
        },
        ...{ amount: half, unapplied: minorUnits(0), method: null, reference: null, void: false },
      };
    case 'allocation':
      return {
        ...{ entity, sourceId: `A${index}`, updatedAt, from: { entity: 'payment', sourceId: `R${index}` } },
        ...{ document: { entity: 'invoice', sourceId: `I${index}` }, date: DUE },
        ...{ amount: { minor: half, currency: EUR }, fromAmount: { minor: half, currency: EUR } },
      };
    default: {
      const open = index < (counts.payment ?? 0) ? half : total;
      return {
        ...{ entity: 'invoice', sourceId: `I${index}`, updatedAt, number: `INV-${index}`, customerId },
        ...{ status: 'open', sourceStatus: 'open', issueDate: DAY, dueDate: DUE, currency: EUR, total, open },
        ...{ poNumber: null, reference: `Order ${index}`, terms: null, instalments: [] },
      };
    }
  }
}
