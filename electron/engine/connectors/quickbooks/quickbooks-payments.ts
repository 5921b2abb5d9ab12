import { ZERO } from '../../../../shared/domain/money.ts';
import { paymentForm, refundForm } from './quickbooks-forms.ts';
import {
  amount,
  currencyOf,
  dateIn,
  NOTHING,
  type QuickbooksBooks,
  type ReadRow,
  saysVoid,
  voided,
} from './quickbooks-rows.ts';
import { cashAllocations } from './quickbooks-settlement.ts';

/**
 * Reads one row of `Payment`. One of 0 brings no money: it is void, or applies a credit memo, which tells of it itself.
 */
export function readPayment(row: unknown, books: QuickbooksBooks): ReadRow {
  const payment = paymentForm.parse(row);
  const sourceId = payment.Id;
  const currency = currencyOf(payment, books);
  const total = amount(payment.TotalAmt, currency, 'TotalAmt');
  const customers = [payment.CustomerRef.value];
  if (total === 0) return { ...NOTHING, tombstones: [voided('payment', sourceId)], customers };
  return {
    ...NOTHING,
    records: [
      {
        entity: 'payment',
        sourceId,
        updatedAt: payment.MetaData.LastUpdatedTime,
        kind: 'payment',
        customerId: payment.CustomerRef.value,
        date: dateIn(payment.TxnDate),
        currency,
        amount: total,
        unapplied: amount(payment.UnappliedAmt ?? '0', currency, 'UnappliedAmt'),
        method: payment.PaymentMethodRef?.name ?? null,
        reference: payment.PaymentRefNum || null,
        void: false,
      },
      ...cashAllocations(payment, books),
    ],
    replaces: [{ entity: 'allocation', owner: { entity: 'payment', sourceId } }],
    customers,
  };
}

/** The id of a refund among the payments. */
export const refundId = (id: string): string => `refund:${id}`;

/**
 * Reads one row of `RefundReceipt`: money that was given back at once for goods that came back. It leaves what the
 * customer owes as it is.
 */
export function readRefund(row: unknown, books: QuickbooksBooks): ReadRow {
  const refund = refundForm.parse(row);
  const sourceId = refundId(refund.Id);
  const currency = currencyOf(refund, books);
  const total = amount(refund.TotalAmt, currency, 'TotalAmt');
  if (!refund.CustomerRef) return NOTHING;
  if (total === 0 && saysVoid(refund)) return { ...NOTHING, tombstones: [voided('payment', sourceId)] };
  return {
    ...NOTHING,
    records: [
      {
        entity: 'payment',
        sourceId,
        updatedAt: refund.MetaData.LastUpdatedTime,
        kind: 'refund',
        customerId: refund.CustomerRef.value,
        date: dateIn(refund.TxnDate),
        currency,
        amount: total,
        unapplied: ZERO,
        method: refund.PaymentMethodRef?.name ?? null,
        reference: refund.PaymentRefNum || refund.DocNumber || null,
        void: false,
      },
    ],
  };
}
