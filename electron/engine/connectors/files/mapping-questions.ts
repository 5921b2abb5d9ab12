import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ImportQuestion } from '../../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';

/** All that must be answered before a file can be imported by this mapping. */
export function mappingQuestions(
  mapping: ImportMapping,
  ofCells: readonly ImportQuestion[],
  asOf: PlainDate | null,
  baseCurrency: CurrencyCode,
): readonly ImportQuestion[] {
  const questions = [...missingColumns(mapping), ...ofCells];
  if (mapping.currency === null && mapping.columns.currency === null) {
    questions.push({
      code: 'currency',
      column: null,
      text: 'No column says the currency. Which one are the amounts in?',
      choices: [{ value: baseCurrency, label: `${baseCurrency}, the currency of this workspace` }],
    });
  }
  if (mapping.kind === 'invoices' && asOf === null) {
    questions.push({
      code: 'as_of',
      column: null,
      text: 'The file does not say the date on which it was exported. Which day do the open amounts speak of?',
      choices: [],
    });
  }
  return questions;
}

function missingColumns({ columns, kind, layout }: ImportMapping): ImportQuestion[] {
  const missing: string[] = [];
  if (layout === 'column' && columns.customerNumber === null && columns.customerName === null)
    missing.push('the customer');
  if (kind === 'invoices' && columns.invoiceNumber === null && columns.transactionNumber === null) {
    missing.push('the invoice number');
  }
  if (columns.amount === null && columns.openAmount === null) missing.push('the amount');
  return missing.map((what) => ({
    code: 'columns',
    column: null,
    text: `No column was recognised as ${what}. Choose it.`,
    choices: [],
  }));
}
