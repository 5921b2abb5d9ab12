import { normalizeHeader } from './header-text.ts';

/** What a row of a ledger stands for. `by_sign`: a journal or another entry, whose sign decides. */
export type TransactionType = 'invoice' | 'credit_note' | 'payment' | 'by_sign';

const TYPES: readonly (readonly [TransactionType, string])[] = [
  [
    'invoice',
    'invoice inv si saleinvoice salesinvoice custinvc accrec rechnung facture factura salestaxinvoice',
  ],
  [
    'credit_note',
    'creditmemo creditnote credit cr sc dg salescredit custcred accreccredit gutschrift avoir notadecredito refundnote cn',
  ],
  [
    'payment',
    'payment receipt sr sa dz receiptonaccount paymentonaccount custpymt customerpayment deposit custdep customerdeposit ' +
      'overpayment prepayment zahlung paiement pago salesreceipt receivepayment unappliedpayment unappliedcash',
  ],
];

const TYPE_OF: ReadonlyMap<string, TransactionType> = new Map(
  TYPES.flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
);

/** Reads the type column of a ledger; every type it does not know goes by the sign of its amount. */
export function transactionType(text: string): TransactionType {
  return text === '' ? 'by_sign' : (TYPE_OF.get(normalizeHeader(text)) ?? 'by_sign');
}
