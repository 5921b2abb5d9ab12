import { exponentOf } from '../../../shared/domain/currencies.ts';
import {
  type CurrencyCode,
  type MinorUnits,
  MoneyError,
  parseDecimal,
} from '../../../shared/domain/money.ts';

/**
 * Reads an amount as a person types it: null for nothing typed, undefined for what is no amount of 0 or more. A comma
 * counts as the decimal mark, so that more decimals than the currency has are refused: `1,500` is not to be read as 1.50.
 */
export function readAmount(typed: string, currency: CurrencyCode): MinorUnits | null | undefined {
  const plain = typed.trim().replace(',', '.');
  if (plain === '') return null;
  if ((plain.split('.')[1] ?? '').length > exponentOf(currency)) return undefined;
  try {
    const { minor } = parseDecimal(plain, currency);
    return minor < 0 ? undefined : minor;
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}
