import type { SourcePayment } from '../../../../shared/domain/connections/source-records.ts';
import { currencyCode, ZERO } from '../../../../shared/domain/money.ts';
import { RecordProblem } from '../http/read-records.ts';
import { changedAt, xeroDateOf } from './xero-dates.ts';
import { allocationsOf, amount, goneAs, type ReadRow } from './xero-documents.ts';
import { moneyOnAccountForm, paymentForm } from './xero-forms.ts';

/** Types of payments that concern customers: money in for an invoice, money back for a credit. */
export const PAYMENT_TYPES = [
  'ACCRECPAYMENT',
  'ARCREDITPAYMENT',
  'AROVERPAYMENTPAYMENT',
  'ARPREPAYMENTPAYMENT',
] as const;

/**
 * Reads one row of `/Payments`; null for a supplier's. A payment settles exactly one document, so it has nothing left and
 * its allocation has its id.
 */
export function readPayment(row: unknown): ReadRow<SourcePayment> | null {
  const payment = paymentForm.parse(row);
  const type = PAYMENT_TYPES.find((one) => one === payment.PaymentType);
  if (type === undefined) return null;
  const sourceId = payment.PaymentID;
  const gone = goneAs('payment', sourceId, payment.Status);
  const paid = payment.Invoice;
  const customerId = paid?.Contact?.ContactID ?? null;
  if (gone !== null) return { tombstone: gone, customerId };
  if (!paid?.CurrencyCode || customerId === null) throw new RecordProblem('It does not say what it pays.');
  const currency = currencyCode(paid.CurrencyCode);
  const money = { minor: amount(payment.Amount, currency, 'Amount'), currency };
  const date = xeroDateOf(payment);
  const updatedAt = changedAt(payment);
  const settles = type === 'ACCRECPAYMENT' ? 'invoice' : type === 'ARCREDITPAYMENT' ? 'credit_note' : null;
  return {
    customerId,
    allocations:
      settles === null
        ? []
        : [
            {
              entity: 'allocation',
              sourceId,
              updatedAt,
              from: { entity: 'payment', sourceId },
              document: { entity: settles, sourceId: paid.InvoiceID },
              amount: money,
              fromAmount: money,
              date,
            },
          ],
    record: {
      entity: 'payment',
      sourceId,
      updatedAt,
      kind: type === 'ACCRECPAYMENT' ? 'payment' : 'refund',
      customerId,
      date,
      currency,
      amount: money.minor,
      unapplied: ZERO,
      method: null,
      reference: payment.Reference || null,
      void: false,
    },
  };
}

/** Reads one row of `/Overpayments` or `/Prepayments`; null for money that we paid to a supplier. */
export function readMoneyOnAccount(row: unknown): ReadRow<SourcePayment> | null {
  const money = moneyOnAccountForm.parse(row);
  if (!['RECEIVE-OVERPAYMENT', 'AROVERPAYMENT', 'RECEIVE-PREPAYMENT', 'ARPREPAYMENT'].includes(money.Type)) {
    return null;
  }
  const sourceId = money.OverpaymentID || money.PrepaymentID;
  if (!sourceId) throw new RecordProblem('It has no id.');
  const gone = goneAs('payment', sourceId, money.Status);
  const customerId = money.Contact.ContactID;
  if (gone !== null) return { tombstone: gone, customerId };
  const currency = currencyCode(money.CurrencyCode);
  const updatedAt = changedAt(money);
  return {
    customerId,
    allocations: allocationsOf({ entity: 'payment', sourceId }, money.Allocations, currency, updatedAt),
    record: {
      entity: 'payment',
      sourceId,
      updatedAt,
      kind: money.Type.endsWith('OVERPAYMENT') ? 'overpayment' : 'prepayment',
      customerId,
      date: xeroDateOf(money),
      currency,
      amount: amount(money.Total, currency, 'Total'),
      unapplied: amount(money.RemainingCredit, currency, 'RemainingCredit'),
      method: null,
      reference: money.Reference || null,
      void: false,
    },
  };
}
