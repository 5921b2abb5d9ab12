import { type PlainDate, plainDate } from '../dates.ts';

/** Whose rate statutory interest is reckoned from. */
export type ReferenceRate = 'boe_bank_rate' | 'ecb_main_refinancing';

/** A reference rate as it stood at the end of a date, in basis points: 525 is 5.25 %. */
export interface RateEntry {
  readonly rate: ReferenceRate;
  readonly on: PlainDate;
  readonly basisPoints: number;
  /** Where the figure was read. */
  readonly source: string;
}

const BANK_OF_ENGLAND = 'Bank of England, Official Bank Rate history';
const ECB = 'European Central Bank, key interest rates, main refinancing operations';

const bank = (on: string, basisPoints: number): RateEntry => ({
  rate: 'boe_bank_rate',
  on: plainDate(on),
  basisPoints,
  source: BANK_OF_ENGLAND,
});
const ecb = (on: string, basisPoints: number): RateEntry => ({
  rate: 'ecb_main_refinancing',
  on: plainDate(on),
  basisPoints,
  source: ECB,
});

/** The date up to which the table was checked. Later rates are to be added by whoever needs them. */
export const RATES_CHECKED_TO = plainDate('2026-01-01');

/**
 * Rates on the dates that statutory interest asks for: of the Bank of England on 30 June and 31 December, of the European
 * Central Bank on 1 January and 1 July. The table ends where nobody has checked further; no rate is guessed after it.
 */
export const REFERENCE_RATES: readonly RateEntry[] = [
  bank('2021-12-31', 25),
  bank('2022-06-30', 125),
  bank('2022-12-31', 350),
  bank('2023-06-30', 500),
  bank('2023-12-31', 525),
  bank('2024-06-30', 525),
  bank('2024-12-31', 475),
  bank('2025-06-30', 425),
  bank('2025-12-31', 375),
  ecb('2022-01-01', 0),
  ecb('2022-07-01', 0),
  ecb('2023-01-01', 250),
  ecb('2023-07-01', 400),
  ecb('2024-01-01', 450),
  ecb('2024-07-01', 425),
  ecb('2025-01-01', 315),
  ecb('2025-07-01', 215),
  ecb('2026-01-01', 215),
];
