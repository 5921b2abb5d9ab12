import { createHash } from 'node:crypto';
import { minorUnits } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import { balancesOf, type DialectShape } from '../truth.ts';

/** The UUID that the fake Xero gives to a record; always the same for the same record. */
export function xeroId(id: string): string {
  let uuid = UUIDS.get(id);
  if (uuid === undefined) {
    const hex = createHash('sha256').update(`xero:${id}`).digest('hex');
    const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
    uuid = [...parts, hex.slice(20, 32)].join('-');
    UUIDS.set(id, uuid);
  }
  return uuid;
}

const UUIDS = new Map<string, string>();

/** Units of a foreign currency for one of the home currency, as Xero's `CurrencyRate`. */
export const RATES: Readonly<Record<string, number>> = { EUR: 1, USD: 1.25, KWD: 0.4, JPY: 160 };
const EXPONENTS: Readonly<Record<string, number>> = { EUR: 2, USD: 2, KWD: 3, JPY: 0 };

/** One figure for all currencies, in the home currency's minor units. */
export function homeTotal(ledger: FakeLedger, customerId: string): number {
  let cents = 0;
  for (const { minor, currency } of balancesOf(ledger, customerId)) {
    cents += Math.round((minor / 10 ** (EXPONENTS[currency] ?? 2) / (RATES[currency] ?? 1)) * 100);
  }
  return cents;
}

const STATUS: Readonly<Record<string, string>> = { open: 'AUTHORISED', paid: 'PAID', draft: 'DRAFT' };

/** What Xero can say of a ledger. */
export const XERO_SHAPE: DialectShape = {
  kind: 'xero',
  idOf: (entity, id) => (entity === 'currency' ? id : xeroId(id)),
  paymentsSpanInvoices: false,
  instalments: false,
  merges: true,
  drafts: true,
  attachments: true,
  view(record, ledger) {
    switch (record.entity) {
      case 'customer': {
        const customer = [...ledger.customers.values()].find(({ id }) => xeroId(id) === record.sourceId);
        const home = customer === undefined ? 0 : homeTotal(ledger, customer.id);
        return {
          ...record,
          parentId: null,
          terms: record.termsDays === null ? null : `${record.termsDays} days after the invoice date`,
          balances: [{ minor: minorUnits(home), currency: ledger.home }],
        };
      }
      case 'contact': {
        const key = record.billing ? 'primary' : record.email;
        return { ...record, sourceId: `${record.customerId}:${key}` };
      }
      case 'invoice':
      case 'credit_note':
        return { ...record, sourceStatus: STATUS[record.status] ?? '', poNumber: null };
      case 'allocation': {
        const payment = [...ledger.payments.values()].find(({ id }) => xeroId(id) === record.from.sourceId);
        // A payment of Xero's settles one document and is its own allocation.
        return payment?.kind === 'payment' ? { ...record, sourceId: record.from.sourceId } : record;
      }
      default:
        return record;
    }
  },
};
