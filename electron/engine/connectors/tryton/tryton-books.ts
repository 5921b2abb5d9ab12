import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { homeCurrency } from '../home-currency.ts';
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

/** A page takes the server a few seconds even when it is slow. */
const PAGE_SIZE = 250;

/** Opens the books of the user's company. Throws what `openReader` throws, `bad_answer` for books in no ISO currency. */
export async function openBooks(
  session: TrytonSession,
  signal: AbortSignal,
  pageSize: number = PAGE_SIZE,
): Promise<TrytonBooks> {
  const reader = await openReader(session, pageSize, signal);
  return {
    reader,
    company: reader.company.id,
    currencies: await currencyNames(reader, signal),
    baseCurrency: homeCurrency(reader.company.baseCurrency, reader.company.name),
  };
}
