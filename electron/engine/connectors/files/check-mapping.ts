import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { currencyCode, MoneyError } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';

/**
 * Checks that a mapping says enough to import by, and gives its default currency (null when a column says it).
 * Throws `bad_mapping` that says what to add.
 */
export function checkMapping(mapping: ImportMapping, baseCurrency: CurrencyCode): CurrencyCode | null {
  const { columns, layout, kind } = mapping;
  if (layout === 'column' && columns.customerNumber === null && columns.customerName === null) {
    throw incomplete('customerNumber or customerName', 'the customer of each row');
  }
  if (kind === 'invoices' && columns.invoiceNumber === null && columns.transactionNumber === null) {
    throw incomplete('invoiceNumber', 'the number of each invoice');
  }
  if (columns.amount === null && columns.openAmount === null) {
    throw incomplete('amount or openAmount', 'the amount of each row');
  }
  if (mapping.currency === null && columns.currency === null) {
    throw new EngineError(
      'bad_mapping',
      'The file has no currency column and the mapping names no currency. ' +
        `Set "currency" in the mapping, for example "${baseCurrency}", the currency of this workspace.`,
      { question: 'currency', suggestion: baseCurrency },
    );
  }
  return mapping.currency === null ? null : checkedCurrency(mapping.currency);
}

function incomplete(fields: string, what: string): EngineError {
  return new EngineError(
    'bad_mapping',
    `The mapping gives no column for ${fields}: ${what} is needed. Add it under "columns".`,
    { missingFields: fields },
  );
}

function checkedCurrency(text: string): CurrencyCode {
  try {
    return currencyCode(text);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw new EngineError(
      'bad_mapping',
      `The currency of the mapping: ${error.message} Use a code such as USD.`,
    );
  }
}
