import type { MarkEvidence } from '../../../../shared/domain/imports/amount-text.ts';
import { amountMarkEvidence } from '../../../../shared/domain/imports/amount-text.ts';
import { cellText } from '../../../../shared/domain/imports/blank.ts';
import type { DateOrder, OrderEvidence } from '../../../../shared/domain/imports/date-text.ts';
import { orderEvidence } from '../../../../shared/domain/imports/date-text.ts';
import { hasOtherFraction } from '../../../../shared/domain/imports/identifiers.ts';
import type { SourceRow } from './table.ts';
import { cellKind } from './table.ts';

/** How many cells of one column speak for what. */
export interface ColumnFacts {
  readonly dates: Record<OrderEvidence, number>;
  readonly amounts: Record<MarkEvidence, number>;
  otherFractions: number;
}

export function noFacts(): ColumnFacts {
  return {
    dates: { dmy: 0, mdy: 0, either: 0, none: 0 },
    amounts: { '.': 0, ',': 0, none: 0, either: 0, invalid: 0 },
    otherFractions: 0,
  };
}

/** Adds what one cell says about the order of its column's dates. */
export function noteDate(facts: ColumnFacts, row: SourceRow, index: number): void {
  if (cellKind(row, index) === 'text') facts.dates[orderEvidence(cellText(row.cells[index] ?? ''))] += 1;
}

/** Adds what one cell says about the decimal mark of its column. */
export function noteAmount(facts: ColumnFacts, row: SourceRow, index: number): void {
  if (cellKind(row, index) !== 'text') return;
  const text = cellText(row.cells[index] ?? '');
  const evidence = text === '' ? null : amountMarkEvidence(text);
  if (evidence !== null) facts.amounts[evidence] += 1;
}

/** Adds whether an identifier has decimals of its own, so that `.0` belongs to it. */
export function noteIdentifier(facts: ColumnFacts, row: SourceRow, index: number): void {
  if (hasOtherFraction(cellText(row.cells[index] ?? ''))) facts.otherFractions += 1;
}

/** One side must be this many times as frequent as the other, so that the other ones count as mistakes. */
const CLEAR_MAJORITY = 20;

/** The order that a column shows by itself; `unclear` when its dates can be read both ways, null without such dates. */
export function shownOrder(facts: ColumnFacts): DateOrder | 'unclear' | null {
  const { dmy, mdy, either } = facts.dates;
  if (dmy > mdy * CLEAR_MAJORITY) return 'dmy';
  if (mdy > dmy * CLEAR_MAJORITY) return 'mdy';
  return dmy + mdy + either > 0 ? 'unclear' : null;
}

/** The decimal mark that a column shows; `mixed` when both occur, `unclear` when every amount can be read both ways. */
export function shownMark(facts: ColumnFacts): '.' | ',' | 'mixed' | 'unclear' | null {
  const { amounts } = facts;
  if (amounts['.'] > 0 && amounts[','] > 0) return 'mixed';
  if (amounts['.'] > 0) return '.';
  if (amounts[','] > 0) return ',';
  return amounts.either > 0 ? 'unclear' : null;
}
