import { isCurrencyCode } from '../../../shared/domain/currencies.ts';
import { type CurrencyCode, currencyCode } from '../../../shared/domain/money.ts';
import { connectorFailure } from './connector-failure.ts';

/**
 * The currency in which a company keeps its books, as the system writes it: case and blanks around it count for nothing.
 *
 * @throws EngineError `bad_answer` for what is no currency of ISO 4217.
 */
export function homeCurrency(text: string, company: string): CurrencyCode {
  const code = text.trim().toUpperCase();
  if (isCurrencyCode(code)) return currencyCode(code);
  throw connectorFailure(
    'bad_answer',
    `The books of ${company} are kept in "${text.slice(0, 40)}", which is no currency of ISO 4217, so their amounts cannot be read.`,
  );
}
