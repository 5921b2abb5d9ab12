import {
  type CurrencyCode,
  formatDecimal,
  type MinorUnits,
  minorUnits,
} from '../../../../shared/domain/money.ts';
import type { BankWarning } from './bank-line.ts';

/** What one statement says of itself. Amounts in minor units of its currency, negative for an overdrawn account. */
export interface StatementTotals {
  readonly row: number;
  /** `Statement 12 of DE89…`: how a person finds it. */
  readonly label: string;
  readonly currency: CurrencyCode | null;
  readonly opening: MinorUnits | null;
  readonly closing: MinorUnits | null;
  /** The sum of what was booked; a bigint, as sums of amounts may leave the safe range. */
  readonly moved: bigint;
  /** Entries that could not be added: they could not be read, or are in another currency. */
  readonly unread: number;
}

/** Null when the entries lead from the opening to the closing balance, else what a person should know. */
export function balanceWarning(totals: StatementTotals): BankWarning | null {
  const { row, label, currency, opening, closing } = totals;
  if (currency === null || opening === null || closing === null) {
    const lacks = opening === null ? 'opening' : 'closing';
    return {
      row,
      message: `${label} has no ${lacks} balance: whether all of its entries are in the file could not be checked.`,
    };
  }
  const reached = BigInt(opening) + totals.moved;
  if (reached === BigInt(closing)) return null;
  const amount = (minor: MinorUnits) => `${formatDecimal(minor, currency)} ${currency}`;
  const difference = minorUnits(Number(BigInt(closing) - reached));
  const unread = totals.unread === 0 ? '' : ` ${totals.unread} of its entries were not added.`;
  return {
    row,
    message: `${label} does not add up: from ${amount(opening)} its entries do not lead to ${amount(closing)}, ${amount(difference)} are missing.${unread} Compare it with the bank.`,
  };
}
