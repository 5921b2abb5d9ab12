import { minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerAllocation } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import type { DialectShape } from '../truth.ts';

const KINDS: Readonly<Record<string, string>> = { C: '1', I: '2', N: '3', R: '4', A: '5', F: '6' };

/** The number that the fake QuickBooks gives to a record; always the same for the same record. */
export function quickbooksId(id: string): string {
  const kind = KINDS[id.slice(0, 1)];
  return kind === undefined ? id : `${kind}${id.slice(1)}`;
}

/** What a payment settled of one invoice is one line, however often it was applied. */
export function linesOf(
  ledger: FakeLedger,
  paymentId: string,
): readonly { readonly invoiceId: string; readonly amount: number; readonly first: LedgerAllocation }[] {
  const lines = new Map<string, { invoiceId: string; amount: number; first: LedgerAllocation }>();
  for (const one of ledger.allocationsFrom(paymentId)) {
    const line = lines.get(one.invoiceId);
    if (line === undefined) {
      lines.set(one.invoiceId, { invoiceId: one.invoiceId, amount: one.amount, first: one });
    } else line.amount += one.amount;
  }
  return [...lines.values()];
}

/**
 * What QuickBooks can say of a ledger. A customer has one currency there, so that its balance tells of that one only; the
 * sample books go beyond that with a document in another.
 */
export const QUICKBOOKS_SHAPE: DialectShape = {
  kind: 'quickbooks',
  idOf: (entity, id) => (entity === 'currency' ? id : quickbooksId(id)),
  paymentsSpanInvoices: true,
  instalments: false,
  merges: false,
  attachments: true,
  drafts: false,
  view(record, ledger) {
    switch (record.entity) {
      case 'customer': {
        const customer = [...ledger.customers.values()].find(
          ({ id }) => quickbooksId(id) === record.sourceId,
        );
        const currency = customer?.currency ?? ledger.home;
        const told = record.balances.filter((balance) => balance.currency === currency);
        return {
          ...record,
          terms: record.termsDays === null ? null : `Net ${record.termsDays}`,
          balances: told.length === 0 ? [{ minor: ZERO, currency }] : told,
        };
      }
      case 'contact':
        return record.billing ? { ...record, sourceId: `${record.customerId}:primary` } : null;
      case 'invoice':
      case 'credit_note': {
        const sourceStatus = record.status === 'paid' ? 'Closed' : 'Open';
        return { ...record, sourceStatus, poNumber: null, reference: null };
      }
      case 'payment':
        return { ...record, kind: 'payment' };
      case 'allocation': {
        const allocation = [...ledger.allocations.values()].find(
          ({ id }) => quickbooksId(id) === record.sourceId,
        );
        if (allocation === undefined) return null;
        const document = record.document.sourceId;
        if (allocation.from.entity === 'credit_note') {
          return { ...record, sourceId: `${record.sourceId}:${record.from.sourceId}:${document}` };
        }
        const line = linesOf(ledger, allocation.from.id).find(({ first }) => first.id === allocation.id);
        if (line === undefined) return null;
        const money = { ...record.amount, minor: minorUnits(line.amount) };
        const { date } = found(ledger.payments, allocation.from.id);
        const sourceId = `${record.from.sourceId}:${document}`;
        return { ...record, sourceId, date, amount: money, fromAmount: money };
      }
      case 'currency':
        return record;
    }
  },
};
