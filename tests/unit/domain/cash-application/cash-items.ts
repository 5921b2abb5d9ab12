import type { CashItem, CashPayment } from '../../../../shared/domain/cash-application/types.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';

/** An open item of a test; its id is its number. */
export function cashItem(number: string, open: number, more: Partial<CashItem> = {}): CashItem {
  return {
    id: number as DocumentId,
    kind: 'invoice',
    number,
    currency: currencyCode('EUR'),
    totalMinor: minorUnits(open),
    openMinor: minorUnits(open),
    issueDate: plainDate('2026-10-01'),
    dueDate: plainDate('2026-10-31'),
    terms: null,
    ...more,
  };
}

export function credit(number: string, open: number): CashItem {
  return cashItem(number, open, { kind: 'credit_note', dueDate: null });
}

export function payment(amount: number, text = '', more: Partial<CashPayment> = {}): CashPayment {
  return {
    amountMinor: minorUnits(amount),
    currency: currencyCode('EUR'),
    date: plainDate('2026-11-10'),
    text,
    ...more,
  };
}
