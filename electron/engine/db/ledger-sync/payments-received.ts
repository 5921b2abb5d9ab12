import { formatMoney } from '../../../../shared/domain/format/money.ts';
import { listOf } from '../../../../shared/domain/format/words.ts';
import type { AccountId, ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import { addMinor, type CurrencyCode, type MinorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { NewLogEntry } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { OTHER_SIDE } from './allocations.ts';

/** An invoice that was paid, wholly or in part, less what a credit note settled of it. */
interface PaidInvoice {
  readonly accountId: AccountId;
  readonly number: string;
  readonly currency: CurrencyCode;
  readonly amount: MinorUnits;
}

/** Money that arrived, whatever it settled. */
interface Receipt {
  readonly accountId: AccountId;
  readonly reference: string | null;
  readonly currency: CurrencyCode;
  readonly amount: MinorUnits;
  /** What of it stands on the account now. */
  readonly unapplied: MinorUnits;
}

const NAMED = 10;

/**
 * For each account that money arrived for, since changes were told last, one entry for its timeline: how much, and on
 * which invoices. What a credit note settled is no money. The entry names the runs whose pages brought it.
 */
export function paymentsReceived(db: Connection, connectionId: ConnectionId): readonly NewLogEntry[] {
  const invoices = paidInvoices(db, connectionId);
  const receipts = newReceipts(db, connectionId);
  const runs = db
    .prepare<[string], SyncRunId>(
      'SELECT DISTINCT run_id FROM sync_change WHERE connection_id = ? AND told = 0 ORDER BY run_id',
    )
    .pluck()
    .all(connectionId);
  const accounts = new Set([...invoices, ...receipts].map(({ accountId }) => accountId));
  return [...accounts].map((account) => {
    const paid = invoices.filter(({ accountId }) => accountId === account);
    const money = receipts.filter(({ accountId }) => accountId === account);
    const payload = {
      summary: `Payment received: ${summaryOf(paid, money)}`,
      connection: connectionId,
      runs,
      invoices: paid.map(({ number, currency, amount }) => ({ number, currency, amount })),
      payments: money.map(({ reference, currency, amount }) => ({ reference, currency, amount })),
    };
    return { kind: 'payments_received', account, payload };
  });
}

const TOLD_NOW = 'sync_change.connection_id = @connectionId AND told = 0';
const PAID = `${TOLD_NOW} AND sync_change.kind IN ('paid', 'part_paid')`;
const RECEIVED = `${TOLD_NOW} AND sync_change.kind = 'payment_received'`;

/** What a credit note has settled of the document of a change, by the pages that are told of now. */
const BY_CREDIT = `
  SELECT COALESCE(SUM(main.amount_minor), 0) FROM allocation AS main
  JOIN allocation AS credit ON credit.ledger_id = main.ledger_id
    AND credit.source_id = main.source_id || '${OTHER_SIDE}' AND credit.document_id IS NOT NULL
  WHERE main.document_id = sync_change.row_id
    AND main.batch_id IN (SELECT run_id FROM sync_change WHERE ${TOLD_NOW})`;

/** Invoices of which less is open than before, and those that were paid before they were read at all. */
function paidInvoices(db: Connection, connectionId: ConnectionId): readonly PaidInvoice[] {
  return db
    .prepare<unknown[], PaidInvoice>(
      `SELECT account_id AS accountId, number, currency, gone - credited AS amount
       FROM (SELECT row_id, SUM(detail_json ->> '$.amount') AS gone, (${BY_CREDIT}) AS credited
             FROM sync_change WHERE ${PAID} GROUP BY row_id)
       JOIN document ON document.id = row_id WHERE gone > credited
       UNION ALL
       SELECT document.account_id, document.number, document.currency, SUM(allocation.amount_minor)
       FROM sync_change JOIN allocation ON allocation.payment_id = sync_change.row_id
       JOIN document ON document.id = allocation.document_id AND document.kind = 'invoice'
       WHERE ${RECEIVED} AND document.id NOT IN (SELECT row_id FROM sync_change WHERE ${PAID})
       GROUP BY document.id
       ORDER BY number`,
    )
    .all({ connectionId });
}

function newReceipts(db: Connection, connectionId: ConnectionId): readonly Receipt[] {
  return db
    .prepare<unknown[], Receipt>(
      `SELECT payment.account_id AS accountId, reference, currency, amount_minor AS amount, unapplied_minor AS unapplied
       FROM sync_change JOIN payment ON payment.id = sync_change.row_id
       WHERE ${RECEIVED} AND payment.deleted_at IS NULL ORDER BY sync_change.id`,
    )
    .all({ connectionId });
}

/** `€1,200.00 on INV-1 and INV-2; €300.00 on account`; without an invoice, and nothing on account, the amount alone. */
function summaryOf(paid: readonly PaidInvoice[], money: readonly Receipt[]): string {
  const parts = [...sums(paid)].map(([currency, amount]) => {
    const numbers = paid.filter((invoice) => invoice.currency === currency).map(({ number }) => number);
    return `${formatMoney(amount, currency)} on ${listOf(numbers, NAMED)}`;
  });
  const loose = money.map(({ currency, unapplied }) => ({ currency, amount: unapplied }));
  const onAccount = [...sums(loose)]
    .filter(([, amount]) => amount > 0)
    .map(([currency, amount]) => `${formatMoney(amount, currency)} on account`);
  const told = [...parts, ...onAccount];
  return (
    told.length > 0 ? told : [...sums(money)].map(([currency, amount]) => formatMoney(amount, currency))
  ).join('; ');
}

function sums(
  rows: readonly { readonly currency: CurrencyCode; readonly amount: MinorUnits }[],
): ReadonlyMap<CurrencyCode, MinorUnits> {
  const all = new Map<CurrencyCode, MinorUnits>();
  for (const { currency, amount } of rows) all.set(currency, addMinor(all.get(currency) ?? ZERO, amount));
  return all;
}
