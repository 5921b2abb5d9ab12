import { minorUnits } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerAllocation, LedgerId } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import type { DialectShape } from '../truth.ts';

/** Kinds share ids, as they do at NetSuite: contact 31 is not credit memo 31. */
const KINDS: Readonly<Record<string, string>> = { C: '1', P: '3', I: '2', N: '3', R: '4', A: '5' };

/** The number that the fake NetSuite gives to a record; always the same for the same record, and rising. */
export function netsuiteId(id: LedgerId): string {
  const kind = KINDS[id.slice(0, 1)];
  return kind === undefined ? id : `${kind}${id.slice(1)}`;
}

/** Money on the account is a deposit, which is applied by transactions of their own. */
export function isDeposit(ledger: FakeLedger, paymentId: LedgerId): boolean {
  return ledger.payments.has(paymentId) && found(ledger.payments, paymentId).kind !== 'payment';
}

const STATUS: Readonly<Record<string, string>> = { open: 'A', paid: 'B', draft: 'D' };

/** What NetSuite can say of a ledger. */
export const NETSUITE_SHAPE: DialectShape = {
  kind: 'netsuite',
  idOf: (entity, id) => (entity === 'currency' ? id : netsuiteId(id)),
  paymentsSpanInvoices: true,
  instalments: true,
  merges: true,
  drafts: true,
  view(record, ledger) {
    switch (record.entity) {
      case 'customer':
        return {
          ...record,
          terms: record.termsDays === null ? null : `Net ${record.termsDays}`,
          balances: record.balances.toSorted((one, two) => (one.currency < two.currency ? -1 : 1)),
        };
      case 'invoice':
      case 'credit_note':
        return { ...record, sourceStatus: STATUS[record.status] ?? '' };
      case 'payment':
        return { ...record, kind: record.kind === 'payment' ? 'payment' : 'deposit' };
      case 'allocation':
        return allocationView(record, ledger);
      default:
        return record;
    }
  },
};

/** What a payment or credit note settled of one document is one allocation, what a deposit settled one for each time. */
function allocationView(
  record: Parameters<DialectShape['view']>[0] & { entity: 'allocation' },
  ledger: FakeLedger,
) {
  const own = [...ledger.allocations.values()].find(({ id }) => netsuiteId(id) === record.sourceId);
  if (own === undefined) throw new Error(`There is no allocation ${record.sourceId}.`);
  const document = netsuiteId(own.invoiceId);
  if (isDeposit(ledger, own.from.id)) return { ...record, sourceId: `${netsuiteId(own.id)}:${document}` };
  const parts = ledger.allocationsFrom(own.from.id).filter(({ invoiceId }) => invoiceId === own.invoiceId);
  if (parts[0]?.id !== own.id) return null;
  const money = { ...record.amount, minor: minorUnits(sum(parts)) };
  return {
    ...record,
    sourceId: `${netsuiteId(own.from.id)}:${document}`,
    amount: money,
    fromAmount: money,
    date:
      parts
        .map(({ date }) => date)
        .toSorted()
        .at(-1) ?? record.date,
  };
}

function sum(parts: readonly LedgerAllocation[]): number {
  return parts.reduce((total, { amount }) => total + amount, 0);
}
