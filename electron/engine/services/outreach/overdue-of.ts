import { addMinor, type MinorUnits } from '../../../../shared/domain/money.ts';
import type { LetterFacts } from '../../db/queries/letter-facts.ts';
import type { DocumentView } from '../../db/queries/open-documents.ts';

/** How many invoices, and what is open on them in minor units of the letter's currency. */
export interface InvoiceSum {
  readonly invoices: number;
  readonly amount: MinorUnits;
}

/** What is past due on the account, whether a letter speaks of it or not, and how much of it the ledger calls disputed. */
export function overdueOf({
  documents,
}: Pick<LetterFacts, 'documents'>): InvoiceSum & { readonly disputed: InvoiceSum } {
  const overdue = documents.filter(({ kind, daysPastDue }) => kind === 'invoice' && (daysPastDue ?? 0) > 0);
  return { ...sumOf(overdue), disputed: sumOf(overdue.filter((invoice) => invoice.disputedInLedger)) };
}

function sumOf(invoices: readonly DocumentView[]): InvoiceSum {
  return { invoices: invoices.length, amount: addMinor(...invoices.map(lateAmount)) };
}

/** Of an invoice in instalments only those that are late. */
function lateAmount({ instalments, open }: DocumentView): MinorUnits {
  if (instalments === undefined) return open;
  return addMinor(...instalments.filter(({ daysPastDue }) => daysPastDue > 0).map((part) => part.open));
}
