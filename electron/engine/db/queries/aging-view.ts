import {
  addMinor,
  type CurrencyCode,
  type MinorUnits,
  minorUnits,
  ZERO,
} from '../../../../shared/domain/money.ts';
import type { AccountFigures } from '../summary/figures.ts';

/** The amounts of an aging row, in the order in which they are shown. */
export const AGING_AMOUNTS = [
  'current',
  'd1_30',
  'd31_60',
  'd61_90',
  'd91_plus',
  'gross',
  'credits',
  'unapplied',
  'net',
] as const;
export type AgingAmount = (typeof AGING_AMOUNTS)[number];

/** An aging row as it is shown: amounts in minor units of its currency, credits and unapplied cash ≤ 0. */
export interface AgingView extends Readonly<Record<AgingAmount, MinorUnits>> {
  readonly currency: CurrencyCode;
  readonly invoices: number;
}

/** What an aging row is made from: positive amounts of one account, or of a whole book. */
export type AgedFigures = Pick<AccountFigures, Exclude<AgingAmount, 'net'> | 'currency' | 'invoices'>;

/** Figures as they are shown: credits and unapplied cash as negatives, and the net of all. */
export function agingView(figures: AgedFigures): AgingView {
  const [credits, unapplied] = [minorUnits(-figures.credits), minorUnits(-figures.unapplied)];
  return {
    currency: figures.currency,
    current: figures.current,
    d1_30: figures.d1_30,
    d31_60: figures.d31_60,
    d61_90: figures.d61_90,
    d91_plus: figures.d91_plus,
    gross: figures.gross,
    credits,
    unapplied,
    net: addMinor(figures.gross, credits, unapplied),
    invoices: figures.invoices,
  };
}

/** The row of a currency in which nothing is open. */
export function emptyAging(currency: CurrencyCode): AgingView {
  return { currency, ...eachAmount(() => ZERO), invoices: 0 };
}

/** The sum of two rows of the same currency. */
export function addAging(left: AgingView, right: AgingView): AgingView {
  const amounts = eachAmount((name) => addMinor(left[name], right[name]));
  return { currency: left.currency, ...amounts, invoices: left.invoices + right.invoices };
}

/** A value for each amount of an aging row, by its name. */
export function eachAmount<Value>(of: (name: AgingAmount) => Value): Record<AgingAmount, Value> {
  return Object.fromEntries(AGING_AMOUNTS.map((name) => [name, of(name)])) as Record<AgingAmount, Value>;
}
