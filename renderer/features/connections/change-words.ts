import type { ToldChangeView } from '../../../shared/contract/connection-changes.ts';
import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import type { MinorUnits } from '../../../shared/domain/money.ts';
import { shortDate } from '../../ui/format/date-format.ts';
import type { FormatContext } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';

export interface ChangeWords {
  readonly text: string;
  /** The amount that the change is about; null where it is about none. */
  readonly amount: MinorUnits | null;
}

/** One change in words, with its amount apart so that amounts stand under each other. */
export function changeWords({ change, currency }: ToldChangeView, format: FormatContext): ChangeWords {
  const money = (minor: MinorUnits) =>
    currency === null ? String(minor) : moneyText(minor, currency, format.locale);
  switch (change.kind) {
    case 'invoice_added':
      return { text: `${change.number} is new`, amount: change.open };
    case 'credit_note_added':
      return { text: `Credit note ${change.number} is new`, amount: change.open };
    case 'paid':
      return { text: `${change.number} was paid`, amount: change.amount };
    case 'part_paid':
      return {
        text: `${change.number} was part paid, ${money(change.open)} stays open`,
        amount: change.amount,
      };
    case 'reopened':
      return { text: `${change.number} is open again, with ${money(change.open)}`, amount: change.amount };
    case 'voided':
      return { text: `${change.number} was voided`, amount: change.amount };
    case 'written_off':
      return { text: `${change.number} was written off`, amount: change.amount };
    case 'deleted':
      return { text: `${change.number} was deleted`, amount: change.amount };
    case 'credit_used':
      return { text: `Credit note ${change.number} was used`, amount: change.amount };
    case 'total_changed':
      return { text: `${change.number} had a total of ${money(change.from)}`, amount: change.to };
    case 'due_date_changed':
      return {
        text: `${change.number} is due ${dateText(change.to, format)} instead of ${dateText(change.from, format)}`,
        amount: null,
      };
    case 'payment_received':
      return { text: `Payment received${named(change.reference)}`, amount: change.amount };
    case 'payment_removed':
      return { text: `Payment taken out${named(change.reference)}`, amount: change.amount };
    case 'customer_added':
      return { text: 'Customer is new', amount: null };
    case 'customer_renamed':
      return { text: `Was called ${change.from}`, amount: null };
    case 'customer_merged':
      return { text: `${change.from} became part of ${change.into}`, amount: null };
    case 'contact_changed':
      return { text: contactText(change.from, change.to), amount: null };
  }
}

function named(reference: string | null): string {
  return reference === null || reference === '' ? '' : `: ${reference}`;
}

function contactText(from: string | null, to: string | null): string {
  if (from === null) return `Contact ${to ?? ''} is new`;
  return to === null ? `Contact ${from} is gone` : `Contact ${from} is now ${to}`;
}

function dateText(date: string | null, { today, locale }: FormatContext): string {
  if (date === null) return 'without a date';
  return isPlainDate(date) ? shortDate(date as PlainDate, today, locale) : date;
}
