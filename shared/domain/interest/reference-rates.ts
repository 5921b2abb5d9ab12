import { type PlainDate, plainDate } from '../dates.ts';

/** Whose rate statutory interest is reckoned from. */
export type ReferenceRate = 'boe_bank_rate' | 'ecb_main_refinancing';

/** A reference rate as it stood at the end of a date, in basis points: 525 is 5.25 %. */
export interface RateEntry {
  readonly rate: ReferenceRate;
  readonly on: PlainDate;
  readonly basisPoints: number;
  /** Where the figure was read, and the day on which it was read there. */
  readonly source: string;
  readonly readOn: PlainDate;
}

const READ_ON = plainDate('2026-11-22');
const PAY_ON_TIME = 'payontime.co.uk, reference rates of the Late Payment Act';
const BANK_RATE_DECISIONS = 'Bank of England, decisions on Bank Rate as listed by becleverwithyourcash.com';
const BANQUE_DE_FRANCE = 'Banque de France, key European Central Bank interest rates';

type Read = readonly [on: string, basisPoints: number, source: string];
const entries = (rate: ReferenceRate, read: readonly Read[]): readonly RateEntry[] =>
  read.map(([on, basisPoints, source]) => ({
    rate,
    on: plainDate(on),
    basisPoints,
    source,
    readOn: READ_ON,
  }));

/**
 * Rates on the dates that statutory interest asks for: of the Bank of England on 30 June and 31 December, of the European
 * Central Bank on 1 January and 1 July. The table ends where no source was read; no rate is guessed after it.
 */
export const REFERENCE_RATES: readonly RateEntry[] = [
  ...entries('boe_bank_rate', [
    ['2021-12-31', 25, PAY_ON_TIME],
    ['2022-06-30', 125, PAY_ON_TIME],
    ['2022-12-31', 350, PAY_ON_TIME],
    ['2023-06-30', 500, PAY_ON_TIME],
    ['2023-12-31', 525, PAY_ON_TIME],
    ['2024-06-30', 525, BANK_RATE_DECISIONS],
    ['2024-12-31', 475, BANK_RATE_DECISIONS],
    ['2025-06-30', 425, BANK_RATE_DECISIONS],
    ['2025-12-31', 375, 'Bank of England, decision of 18 December 2025 as told by capitalpost.uk'],
    ['2026-06-30', 375, 'usewolfx.com, late payment interest, as of June 2026'],
  ]),
  ...entries('ecb_main_refinancing', [
    ['2022-01-01', 0, BANQUE_DE_FRANCE],
    ['2022-07-01', 0, BANQUE_DE_FRANCE],
    ['2023-01-01', 250, BANQUE_DE_FRANCE],
    ['2023-07-01', 400, BANQUE_DE_FRANCE],
    ['2024-01-01', 450, BANQUE_DE_FRANCE],
    ['2024-07-01', 425, BANQUE_DE_FRANCE],
    ['2025-01-01', 315, 'European Central Bank, decision of December 2024 as told by fxstreet.com'],
    ['2025-07-01', 215, 'Banka Slovenije, main refinancing operation settled on 25 June 2025'],
    ['2026-01-01', 215, 'European Central Bank, decision of 18 December 2025 as told by Anadolu Agency'],
  ]),
];
