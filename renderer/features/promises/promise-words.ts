import type { KeptRateView, PromiseToPay } from '../../../shared/contract/promises.ts';
import type { PromiseChannel, PromiseState } from '../../../shared/domain/promises/types.ts';
import type { TagTone } from '../../ui/tag.tsx';

export const STATE_WORDS: Readonly<Record<PromiseState, string>> = {
  open: 'open',
  kept: 'kept',
  partly_kept: 'partly kept',
  broken: 'broken',
  replaced: 'replaced',
  withdrawn: 'taken back',
};

/** Amber waits, red was not kept, green is money that arrived. */
export const STATE_TONES: Readonly<Record<PromiseState, TagTone>> = {
  open: 'amber',
  kept: 'green',
  partly_kept: 'red',
  broken: 'red',
  replaced: 'neutral',
  withdrawn: 'neutral',
};

export const CHANNEL_WORDS: Readonly<Record<PromiseChannel, string>> = {
  call: 'Call',
  mail: 'Mail',
  letter: 'Letter',
  meeting: 'Meeting',
  other: 'Other',
};

/** `2nd promise`; null for the first, of which nothing has to be said. */
export function levelWords(level: number): string | null {
  if (level < 2) return null;
  const ending = { 2: 'nd', 3: 'rd' }[level] ?? 'th';
  return `${level}${ending} promise`;
}

/** So many invoices are named one by one. */
const NAMED = 3;

/** `on INV-1, INV-2`, `on 7 invoices`, or `on the account`. */
export function groundWords(numbers: readonly string[]): string {
  if (numbers.length === 0) return 'on the account';
  return numbers.length > NAMED ? `on ${numbers.length} invoices` : `on ${numbers.join(', ')}`;
}

/** Who promised and how: `Dana Whitfield, call`. */
export function sourceWords({ promisedBy, channel }: Pick<PromiseToPay, 'promisedBy' | 'channel'>): string {
  return [promisedBy, CHANNEL_WORDS[channel].toLowerCase()].filter(Boolean).join(', ');
}

/** `Kept 3 of 5 promises (60 %), 66.7 % of the amounts, in 12 months`. */
export function keptWords(rate: KeptRateView, locale: string): string {
  const promises = rate.promises === 1 ? 'promise' : 'promises';
  return `Kept ${rate.kept} of ${rate.promises} ${promises} (${percent(rate.byCount, locale)}), ${percent(rate.byValue, locale)} of the amounts, in 12 months`;
}

/** The definition that the figures of `keptWords` follow. */
export const KEPT_RATE_DEFINITION =
  'Promises whose last day (date and days of grace) fell in the last 12 months. By number: kept in full ÷ promises. By amount: amounts of those kept in full ÷ amounts promised. One that a later one took the place of counts as not kept; one that was taken back does not count.';

function percent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
