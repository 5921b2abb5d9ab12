import { z } from 'zod';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import {
  type CurrencyCode,
  type MinorUnits,
  type Money,
  minorUnits,
} from '../../../../shared/domain/money.ts';
import { exactMinor } from '../http/json.ts';
import type { SourceTime } from '../source-records.ts';
import type { CurrencyNames } from './currencies.ts';
import {
  changedAt,
  decimalTag,
  stamps,
  trytonDate,
  trytonDecimal,
  trytonId,
  trytonText,
} from './tagged-values.ts';
import type { Condition } from './tryton-reader.ts';

/** A line of a move on the receivable account: what a customer owes more or less. */
export interface LedgerLine {
  readonly id: number;
  readonly moveId: number;
  readonly partyId: number;
  /** In the currency of the line; positive is owed by the customer. */
  readonly amount: Money;
  /** The same in the currency of the books. */
  readonly base: MinorUnits;
  readonly date: PlainDate;
  readonly dueDate: PlainDate | null;
  /** Lines with the same number settle each other; null: open. */
  readonly reconciliation: number | null;
  /** Tryton's name for what the move comes from, such as `account.invoice,12`. */
  readonly origin: string | null;
  readonly moveName: string;
  readonly journal: string;
  readonly journalType: string;
  readonly text: string | null;
  readonly updatedAt: SourceTime | null;
}

export const LINES = 'account.move.line';

export const LINE_FIELDS = [
  'party',
  'debit',
  'credit',
  'second_currency',
  'amount_second_currency',
  'maturity_date',
  'reconciliation',
  'description',
  // The line's own `date` is worked out for each line and costs three times as much.
  'move.date',
  'move.origin',
  'move.rec_name',
  'move.description',
  'move.journal.type',
  'move.journal.rec_name',
  'create_date',
  'write_date',
];

const form = z.object({
  id: trytonId,
  party: trytonId,
  debit: trytonDecimal,
  credit: trytonDecimal,
  second_currency: trytonId.nullable(),
  amount_second_currency: trytonDecimal.nullable(),
  maturity_date: trytonDate.nullable(),
  reconciliation: trytonId.nullable(),
  description: trytonText,
  'move.': z.object({
    id: trytonId,
    date: trytonDate,
    origin: z.string().nullable(),
    rec_name: z.string(),
    description: trytonText,
    'journal.': z.object({ type: z.string(), rec_name: z.string() }),
  }),
  ...stamps,
});

/** Lines that count for a customer: posted, on a receivable account of the company. */
export function receivableLines(company: number): Condition {
  return [
    ['account.type.receivable', '=', true],
    ['account.company', '=', company],
    ['move.state', '=', 'posted'],
    ['party', '!=', null],
  ];
}

/** All of them but those that an invoice or a credit note itself has written. */
export function linesBesideInvoices(company: number, side: 'debit' | 'credit'): Condition {
  return [
    ...receivableLines(company),
    [side, '>', decimalTag('0')],
    [
      'OR',
      ['move.origin', '=', null],
      ['move.origin', 'not like', 'account.invoice,%'],
      ['move.journal.type', '!=', 'revenue'],
    ],
  ];
}

/** Reads a row with `LINE_FIELDS`. Throws `ZodError`, `MoneyError`, `DateError` or `RecordProblem`. */
export function ledgerLine(row: unknown, currencies: CurrencyNames, baseCurrency: CurrencyCode): LedgerLine {
  const line = form.parse(row);
  const move = line['move.'];
  const base = minorUnits(exactMinor(line.debit, baseCurrency) - exactMinor(line.credit, baseCurrency));
  return {
    id: line.id,
    moveId: move.id,
    partyId: line.party,
    amount: lineAmount(line, base, currencies, baseCurrency),
    base,
    date: move.date,
    dueDate: line.maturity_date,
    reconciliation: line.reconciliation,
    origin: move.origin,
    moveName: move.rec_name,
    journal: move['journal.'].rec_name,
    journalType: move['journal.'].type,
    text: line.description ?? move.description,
    updatedAt: changedAt(line),
  };
}

/** A line in another currency carries its amount there beside the amount in the currency of the books. */
function lineAmount(
  line: { readonly second_currency: number | null; readonly amount_second_currency: string | null },
  base: MinorUnits,
  currencies: CurrencyNames,
  baseCurrency: CurrencyCode,
): Money {
  if (line.second_currency === null || line.amount_second_currency === null) {
    return { minor: base, currency: baseCurrency };
  }
  const currency = currencies.codeOf(line.second_currency);
  return { minor: exactMinor(line.amount_second_currency, currency), currency };
}
