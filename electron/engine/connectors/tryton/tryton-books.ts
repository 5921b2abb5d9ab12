import { type CurrencyCode, currencyCode } from '../../../../shared/domain/money.ts';
import { type CurrencyNames, currencyNames } from './currencies.ts';
import { openReader, type TrytonReader } from './tryton-reader.ts';
import type { TrytonSession } from './tryton-session.ts';

/** One company's books, opened for reading. */
export interface TrytonBooks {
  readonly reader: TrytonReader;
  readonly company: number;
  readonly currencies: CurrencyNames;
  readonly baseCurrency: CurrencyCode;
}

/** Opens the books of the user's company. Throws what `openReader` throws, and `MoneyError` for an unknown currency. */
export async function openBooks(session: TrytonSession, signal: AbortSignal): Promise<TrytonBooks> {
  const reader = await openReader(session, signal);
  return {
    reader,
    company: reader.company.id,
    currencies: await currencyNames(reader, signal),
    baseCurrency: currencyCode(reader.company.baseCurrency),
  };
}
