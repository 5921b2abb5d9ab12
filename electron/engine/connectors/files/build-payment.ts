import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import type { CanonicalCustomer, CanonicalPayment } from '../canonical.ts';
import type { CellReader } from './cell-reader.ts';
import type { WarningCounts } from './import-warnings.ts';
import { Occurrences } from './occurrences.ts';
import type { RowMoney } from './row-money.ts';
import { RowProblem } from './row-problem.ts';
import type { SourceRow } from './table.ts';

interface PaymentParts {
  readonly number: string;
  readonly date: PlainDate | null;
  readonly amount: number;
  readonly unapplied: number;
  readonly appliesTo: string | null;
}

/** Makes payment records, from payments files and from the payment rows of ledgers. */
export class PaymentBuilder {
  readonly #cells: CellReader;
  readonly #negative: boolean;
  readonly #warnings: WarningCounts;
  readonly #occurrences = new Occurrences();

  constructor(cells: CellReader, paymentsAreNegative: boolean, warnings: WarningCounts) {
    this.#cells = cells;
    this.#negative = paymentsAreNegative;
    this.#warnings = warnings;
  }

  /**
   * A row of a payments file. What names an invoice is applied to it; what names none stands on the account, unless a
   * column says what is unapplied. Throws `RowProblem('reversed_payment')` for an amount of the other sign.
   */
  fromPayments(row: SourceRow, customer: CanonicalCustomer, money: RowMoney): CanonicalPayment {
    const cells = this.#cells;
    const signed = money.amount ?? money.open ?? 0;
    if (this.#negative ? signed > 0 : signed < 0) {
      const message = 'The amount has the other sign than the payments of this file: a refund or a reversal.';
      throw new RowProblem('reversed_payment', 'amount', message);
    }
    const appliesTo = cells.identifier(row, 'invoiceNumber') || null;
    const stated = money.unapplied ?? (money.amount === null ? null : money.open);
    const unapplied = stated ?? (appliesTo === null ? signed : 0);
    return this.#payment(row, customer, money, {
      number: cells.identifier(row, 'paymentReference') || cells.identifier(row, 'transactionNumber'),
      date: cells.date(row, 'paymentDate') ?? cells.date(row, 'invoiceDate') ?? cells.date(row, 'paidDate'),
      amount: Math.abs(signed),
      unapplied: Math.abs(unapplied),
      appliesTo,
    });
  }

  /** A payment row among the open items of a ledger: its open amount is what is not applied yet. */
  fromLedger(row: SourceRow, customer: CanonicalCustomer, money: RowMoney): CanonicalPayment {
    const cells = this.#cells;
    const unapplied = Math.abs(money.open ?? money.amount ?? 0);
    return this.#payment(row, customer, money, {
      number:
        cells.identifier(row, 'paymentReference') ||
        cells.identifier(row, 'invoiceNumber') ||
        cells.identifier(row, 'transactionNumber'),
      date: cells.date(row, 'paymentDate') ?? cells.date(row, 'invoiceDate'),
      amount: Math.abs(money.amount ?? money.open ?? 0),
      unapplied,
      appliesTo: null,
    });
  }

  #payment(
    row: SourceRow,
    customer: CanonicalCustomer,
    money: RowMoney,
    parts: PaymentParts,
  ): CanonicalPayment {
    if (parts.unapplied > parts.amount) this.#warnings.add('unapplied_more');
    const { number, date, amount, appliesTo } = parts;
    const identity = [customer.customerKey, number, date, money.currency, amount, appliesTo].join('\0');
    return {
      kind: 'payment',
      line: row.line,
      ...customer,
      number: number || null,
      reference: this.#cells.identifier(row, 'reference') || null,
      date,
      currency: money.currency,
      amountMinor: minorUnits(amount),
      unappliedMinor: minorUnits(Math.min(parts.unapplied, amount)),
      appliesTo,
      occurrence: this.#occurrences.next(identity),
    };
  }
}
