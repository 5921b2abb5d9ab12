import { formatDecimal } from '../../../../shared/domain/money.ts';
import type { TakenStatement } from '../../../engine/services/cash-application/take-bank-statement.ts';
import { oneLine } from '../output/terminal-text.ts';

type Taken = Extract<TakenStatement, { readonly state: 'taken' }>;

/** What came of a bank statement, with amounts as decimals. */
export function printedTaken({ state: _, aside, ...told }: Taken) {
  return {
    ...told,
    aside: aside.map(({ amountMinor, ...entry }) => ({
      ...entry,
      amount: formatDecimal(amountMinor, entry.currency),
    })),
  };
}

/** The same for people: a line of counts, then what they should look at. */
export function takenText(taken: Taken): string {
  const { statements, balanced, alike } = taken;
  const counts = [
    `${taken.taken} new lines`,
    `${taken.known} known already`,
    `${taken.outgoing} with money out`,
    `${taken.aside.length} left aside`,
    `${taken.rejected.length} not read`,
    ...(statements > 0 ? [`${balanced} of ${statements} statements add up`] : []),
  ];
  return [
    `${counts.join(', ')}.`,
    ...(alike > 0 ? [`  ${alike} have the day and the amount of a line of another file.`] : []),
    ...taken.warnings.map(({ message }) => `  ${oneLine(message)}`),
    ...printedTaken(taken).aside.map(
      ({ row, kind, date, amount, currency, text }) =>
        `  Row ${row}: ${kind === 'reversal' ? 'reversal' : 'not booked yet'}, ${date} ${amount} ${currency} ${oneLine(text)}`,
    ),
    ...taken.rejected.map(({ row, message }) => `  Row ${row}: ${oneLine(message)}`),
  ].join('\n');
}
