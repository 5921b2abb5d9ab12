import type { CurrencyCode } from '../../../../shared/domain/money.ts';

/** How much a customer buys: how many orders in nine months, and how large they are. */
export type DemoSize = 'small' | 'medium' | 'large';

/** How a customer pays; `stalled` stopped some months ago, `new` has hardly any history. */
export type PayingHabit = 'prompt' | 'slow' | 'late' | 'erratic' | 'stalled' | 'new';

export interface DemoCustomer {
  /** Number in the books; its key there, too. */
  readonly number: string;
  readonly name: string;
  /** ISO 3166 code. */
  readonly country: string;
  /** The currencies it is invoiced in; the first is the usual one. */
  readonly currencies: readonly [CurrencyCode, ...CurrencyCode[]];
  readonly size: DemoSize;
  readonly habit: PayingHabit;
  readonly termsDays: number;
  /** First part of its `.example` domain. */
  readonly domain: string;
  readonly contactName: string;
}
