import type { SourceAllocation } from '../../../../shared/domain/connections/source-records.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { paymentForm, type QuickbooksDocument, type QuickbooksPayment } from './quickbooks-forms.ts';
import { amount, currencyOf, dateIn, type QuickbooksBooks } from './quickbooks-rows.ts';

/** Payments by their ids, as rows. */
export type LinkedPayments = ReadonlyMap<string, unknown>;

/** Part of what a payment brings together: cash (null) or a credit memo on one side, an invoice on the other. */
interface Settled {
  readonly creditId: string | null;
  readonly invoiceId: string;
  readonly minor: MinorUnits;
}

interface Share {
  /** The invoice or credit memo; null for cash and for what is none of ours. */
  readonly id: string | null;
  left: number;
}

interface Sides {
  readonly charges: readonly Share[];
  readonly credits: readonly Share[];
  readonly cash: number;
  /** On which side the journals among the lines are. */
  readonly journals: 'charges' | 'credits';
}

/**
 * What a payment brings together. Its lines have no sign: invoices are charges, credit memos are credits, and journals
 * may be either: they are credits where cash and credit memos alone are too little for the charges.
 */
export function sidesOf(payment: QuickbooksPayment, currency: CurrencyCode): Sides {
  const charges: Share[] = [];
  const credits: Share[] = [];
  const journals: Share[] = [];
  for (const line of payment.Line ?? []) {
    const [link] = line.LinkedTxn ?? [];
    if (link === undefined) continue;
    const left = amount(line.Amount, currency, 'Line.Amount');
    if (link.TxnType === 'CreditMemo') credits.push({ id: link.TxnId, left });
    else if (link.TxnType === 'JournalEntry') journals.push({ id: null, left });
    else charges.push({ id: link.TxnType === 'Invoice' ? link.TxnId : null, left });
  }
  const total = amount(payment.TotalAmt, currency, 'TotalAmt');
  const cash = total - amount(payment.UnappliedAmt ?? '0', currency, 'UnappliedAmt');
  return sum(charges) > sum(credits) + cash
    ? { charges, credits: [...credits, ...journals], cash, journals: 'credits' }
    : { charges: [...charges, ...journals], credits, cash, journals: 'charges' };
}

/**
 * What a payment settled. QuickBooks does not say which credit went to which invoice, so credits go first and both in the
 * order of the lines. What is neither invoice nor credit memo takes its part and is none of ours.
 */
export function settledBy(payment: QuickbooksPayment, currency: CurrencyCode): readonly Settled[] {
  const { charges, credits, cash } = sidesOf(payment, currency);
  const sources = [
    ...credits.map((share) => ({ share, isCash: false })),
    { share: { id: null, left: cash }, isCash: true },
  ];
  const settled: Settled[] = [];
  for (const charge of charges) {
    for (const { share, isCash } of sources) {
      const part = Math.min(charge.left, share.left);
      if (part <= 0) continue;
      charge.left -= part;
      share.left -= part;
      if (charge.id === null || (share.id === null && !isCash)) continue;
      settled.push({ creditId: share.id, invoiceId: charge.id, minor: minorUnits(part) });
    }
  }
  return merged(settled);
}

function sum(shares: readonly Share[]): number {
  return shares.reduce((total, { left }) => total + left, 0);
}

/** Lines for the same invoice are one settlement. */
function merged(settled: readonly Settled[]): readonly Settled[] {
  const byPair = new Map<string, Settled>();
  for (const one of settled) {
    const key = JSON.stringify([one.creditId, one.invoiceId]);
    byPair.set(key, { ...one, minor: minorUnits((byPair.get(key)?.minor ?? 0) + one.minor) });
  }
  return [...byPair.values()];
}

/** What the cash of a payment settled. */
export function cashAllocations(
  payment: QuickbooksPayment,
  books: QuickbooksBooks,
): readonly SourceAllocation[] {
  const currency = currencyOf(payment, books);
  return settledBy(payment, currency)
    .filter(({ creditId }) => creditId === null)
    .map((one) => ({
      ...allocation(payment, one, currency),
      sourceId: `${payment.Id}:${one.invoiceId}`,
      from: { entity: 'payment', sourceId: payment.Id },
    }));
}

/** What a credit memo settled, by way of the payments that it names. */
export function creditAllocations(
  memo: QuickbooksDocument,
  books: QuickbooksBooks,
  payments: LinkedPayments,
): readonly SourceAllocation[] {
  return paymentIdsIn(memo).flatMap((id) => {
    const read = paymentForm.safeParse(payments.get(id));
    // One that is not readable is set aside by itself when payments are read.
    if (!read.success) return [];
    const currency = currencyOf(read.data, books);
    return settledBy(read.data, currency)
      .filter(({ creditId }) => creditId === memo.Id)
      .map((one) => ({
        ...allocation(read.data, one, currency),
        sourceId: `${id}:${memo.Id}:${one.invoiceId}`,
        from: { entity: 'credit_note' as const, sourceId: memo.Id },
      }));
  });
}

/** Payments that a document names, each once. */
export function paymentIdsIn({ LinkedTxn }: Pick<QuickbooksDocument, 'LinkedTxn'>): readonly string[] {
  const payments = (LinkedTxn ?? []).filter(({ TxnType }) => PAYMENTS.includes(TxnType));
  return [...new Set(payments.map(({ TxnId }) => TxnId))];
}

/** The XSDs say `ReceivePayment`, the API writes `Payment`. */
const PAYMENTS = ['Payment', 'ReceivePayment'];

function allocation(payment: QuickbooksPayment, { invoiceId, minor }: Settled, currency: CurrencyCode) {
  return {
    entity: 'allocation',
    updatedAt: payment.MetaData.LastUpdatedTime,
    document: { entity: 'invoice', sourceId: invoiceId },
    amount: { minor, currency },
    fromAmount: { minor, currency },
    date: dateIn(payment.TxnDate),
  } as const;
}
