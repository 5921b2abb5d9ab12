import fc from 'fast-check';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import type { FileOptions, FileRow } from './ledger-files.ts';

const DAY_ONE = plainDate('2026-01-01');
const day = (span: number) => fc.integer({ min: 0, max: span }).map((days) => addDays(DAY_ONE, days));
const money = (min: number, max: number) =>
  fc
    .integer({ min, max })
    .map(
      (minor) =>
        `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`,
    );
const few = (prefix: string, count: number) =>
  fc.integer({ min: 1, max: count }).map((number) => `${prefix}${number}`);

/** Few customers, numbers and amounts, so that rows of different files meet each other. */
const customer = fc.record({ customerNumber: few('C', 3) }).chain(({ customerNumber }) =>
  fc.record({
    customerNumber: fc.constant(customerNumber),
    customerName: fc.constantFrom(
      `${customerNumber} Ltd`,
      `${customerNumber.toLowerCase()} limited`,
      customerNumber,
    ),
    email: fc.constantFrom('', `ap@${customerNumber}.example`, `new@${customerNumber}.example`),
  }),
);

const currency = fc.constantFrom('USD', 'EUR');

const invoiceRow = fc
  .tuple(
    customer,
    fc.record({
      invoiceNumber: few('R', 5),
      invoiceDate: day(150),
      dueDate: day(200),
      amount: money(100, 30_000),
      currency,
    }),
    fc.boolean(),
  )
  .map(
    ([who, what, credit]): FileRow => ({ ...who, ...what, amount: credit ? `-${what.amount}` : what.amount }),
  );

const share = fc.constantFrom(0, 0.25, 0.5, 1);
const withOpen = fc.tuple(invoiceRow, share).map(([row, part]): FileRow => {
  const open = (Number(row.amount) * part).toFixed(2);
  return { ...row, openAmount: open };
});
const withPaidDate = fc
  .tuple(invoiceRow, fc.option(day(200), { nil: '' }))
  .map(([row, paidDate]): FileRow => ({ ...row, paidDate }));

const paymentRow = fc
  .tuple(
    customer,
    fc.record({ paymentDate: day(200), paymentReference: few('P', 4), amount: money(100, 20_000), currency }),
    fc.option(few('R', 6), { nil: '' }),
  )
  .map(([who, what, invoiceNumber]): FileRow => ({ ...who, ...what, invoiceNumber }));

export interface RandomFile {
  readonly rows: readonly FileRow[];
  readonly options: FileOptions;
}

const file = (row: fc.Arbitrary<FileRow>, options: FileOptions): fc.Arbitrary<RandomFile> =>
  fc
    .array(row, { minLength: 1, maxLength: 8 })
    .map((rows) => ({ rows: options.kind === 'payments' ? rows : readable(rows), options }));

/**
 * An invoice that stands twice with different figures is refused, and a file of nothing else is refused as a whole:
 * then each invoice is left once, so that every file has something to import.
 */
function readable(rows: readonly FileRow[]): readonly FileRow[] {
  const nameOf = (row: FileRow) => `${row.customerNumber} ${row.invoiceNumber}`;
  const times = (row: FileRow) => rows.filter((other) => nameOf(other) === nameOf(row)).length;
  if (rows.some((row) => times(row) === 1)) return rows;
  return rows.filter((row, index) => rows.findIndex((other) => nameOf(other) === nameOf(row)) === index);
}

/** A file of invoices with open amounts (perhaps a complete one), with paid dates, with totals only, or of payments. */
export const randomFile: fc.Arbitrary<RandomFile> = fc.oneof(
  file(withOpen, {}),
  day(200).chain((asOf) => file(withOpen, { complete: true, asOf })),
  file(withPaidDate, { columns: ['paidDate'] }),
  file(invoiceRow, {}),
  file(paymentRow, { kind: 'payments', columns: ['invoiceNumber'] }),
);
