import { exponentOf } from '../currencies.ts';
import type { PlainDate } from '../dates.ts';
import { addDays } from '../dates.ts';
import { formatMoney } from '../format/money.ts';
import { listOf } from '../format/words.ts';
import type { DocumentId } from '../ids.ts';
import { type MinorUnits, minorUnits } from '../money.ts';
import { cashDiscountOf, discountEnds } from './cash-discount.ts';
import type { CashItem, CashPayment, CashSettings, ShortPayReason } from './types.ts';

/** Why less came, in words, and what stays unpaid of which invoice. The shares sum up to the difference. */
export interface ShortPay {
  readonly reason: ShortPayReason;
  readonly shares: ReadonlyMap<DocumentId, MinorUnits>;
  readonly text: string;
}

interface Question {
  readonly invoices: readonly CashItem[];
  readonly differenceMinor: number;
  readonly payment: CashPayment;
  readonly settings: CashSettings;
}

/**
 * Explains why a payment is less than the invoices that it is for: rounding, a cash discount of the terms, a usual
 * share of withheld tax, a bank's fee, else a deduction that nobody has explained. What else fits is told in the text.
 * The difference is more than 0 and at most the sum of the invoices' open amounts.
 */
export function explainShortPay(question: Question): ShortPay {
  const fitting = [rounding, cashDiscount, withholdingTax, bankFee].flatMap((rule) => rule(question) ?? []);
  const [first, ...others] = fitting;
  if (first === undefined) return deduction(question);
  if (others.length === 0) return first;
  const words = listOf(others.map((other) => REASON_WORDS[other.reason]));
  return { ...first, text: `${first.text} It could also be ${words}.` };
}

const REASON_WORDS: Readonly<Record<ShortPayReason, string>> = {
  rounding: 'rounding',
  cash_discount: 'a cash discount',
  cash_discount_late: 'a cash discount taken late',
  withholding_tax: 'withheld tax',
  bank_fee: 'a bank fee',
  deduction: 'a deduction',
};

function rounding(question: Question): ShortPay | null {
  if (question.differenceMinor > question.settings.roundingMinor) return null;
  return onLargest(question, 'rounding', `${difference(question)} less: rounding.`);
}

function bankFee(question: Question): ShortPay | null {
  const limit = question.settings.bankFeeUnits * 10 ** exponentOf(question.payment.currency);
  if (question.differenceMinor > limit) return null;
  return onLargest(question, 'bank_fee', `${difference(question)} less: small enough for a bank fee.`);
}

function deduction(question: Question): ShortPay {
  const text = `${difference(question)} less, and no usual reason fits: ask the customer what was deducted.`;
  return onLargest(question, 'deduction', text);
}

function cashDiscount(question: Question): ShortPay | null {
  const { invoices, payment, settings } = question;
  const offered = invoices.flatMap((item) => {
    const discount = cashDiscountOf(item.terms);
    if (discount === null) return [];
    const end = discountEnds(discount, item.issueDate);
    const inTime = end !== null && payment.date <= addDays(end, settings.discountGraceDays);
    return [{ item, share: discount.share, inTime, end }];
  });
  const timely = offered.filter((one) => one.inTime);
  const taken = shared(question, timely) ?? shared(question, offered);
  if (taken === null) return null;
  const late = taken.of.filter((one) => !one.inTime);
  const text =
    late.length === 0
      ? `${difference(question)} less: the cash discount of the terms, taken in time.`
      : `${difference(question)} less: the cash discount of the terms, taken too late (${lateWords(late)}).`;
  return { reason: late.length === 0 ? 'cash_discount' : 'cash_discount_late', shares: taken.shares, text };
}

function lateWords(late: readonly { readonly item: CashItem; readonly end: PlainDate | null }[]): string {
  return listOf(
    late.map(({ item, end }) => `${item.number}: ${end === null ? 'no invoice date' : `until ${end}`}`),
  );
}

function withholdingTax(question: Question): ShortPay | null {
  for (const share of question.settings.withholdingShares) {
    const taken = shared(
      question,
      question.invoices.map((item) => ({ item, share })),
    );
    if (taken !== null) {
      const text = `${difference(question)} less: ${percent(share)} of the invoices, as withheld tax would be. Ask for the certificate.`;
      return { reason: 'withholding_tax', shares: taken.shares, text };
    }
  }
  return null;
}

/** The shares of the invoices when together they are the difference, give or take a minor unit for each; else null. */
function shared<Of extends { readonly item: CashItem; readonly share: number }>(
  { differenceMinor }: Question,
  of: readonly Of[],
): { readonly shares: ReadonlyMap<DocumentId, MinorUnits>; readonly of: readonly Of[] } | null {
  const parts = of.map(({ item, share }) => shareOf(item.openMinor, share));
  const off = differenceMinor - parts.reduce((sum, part) => sum + part, 0);
  if (of.length === 0 || Math.abs(off) > of.length) return null;
  const last = of.length - 1;
  const shares = of.map(
    ({ item }, index) => [item, (parts[index] ?? 0) + (index === last ? off : 0)] as const,
  );
  if (shares.some(([item, part]) => part < 0 || part > item.openMinor)) return null;
  return { shares: new Map(shares.map(([item, part]) => [item.id, minorUnits(part)])), of };
}

/** A share in hundredths of a percent of an amount, rounded half up. */
function shareOf(amount: number, share: number): number {
  return Number((BigInt(amount) * BigInt(share) + 5_000n) / 10_000n);
}

/** The whole difference on the largest invoice; what is more than its open amount on the next. */
function onLargest(question: Question, reason: ShortPayReason, text: string): ShortPay {
  const shares = new Map<DocumentId, MinorUnits>();
  let left = question.differenceMinor;
  for (const item of question.invoices.toSorted((one, other) => other.openMinor - one.openMinor)) {
    const part = Math.min(left, item.openMinor);
    if (part > 0) shares.set(item.id, minorUnits(part));
    left -= part;
  }
  return { reason, shares, text };
}

function difference({ differenceMinor, payment }: Question): string {
  return formatMoney(minorUnits(differenceMinor), payment.currency);
}

function percent(share: number): string {
  return `${share / 100} %`;
}
