import type { PlainDate } from '../../../shared/domain/dates.ts';
import { addMinor, type MinorUnits, minorUnits, ZERO } from '../../../shared/domain/money.ts';
import type { SourceInstalment } from './source-records.ts';

/** A part of an invoice that is to be paid by a day of its own; the amount is positive. */
export interface PartToPay {
  readonly dueDate: PlainDate | null;
  readonly amount: MinorUnits;
  readonly settled: boolean;
}

/**
 * The parts of a document that fall due on several days, in the order of these days. A part is settled as a whole;
 * what was paid on account beside that is no part's, and is taken off the parts that are due first, so that their open
 * amounts add up to the document's own. Empty for a single part, and where the parts do not explain the open amount.
 */
export function instalmentsOf(parts: readonly PartToPay[], open: MinorUnits): readonly SourceInstalment[] {
  if (parts.length < 2) return [];
  const dated = parts.flatMap(({ dueDate, amount, settled }) =>
    dueDate === null || amount <= 0 ? [] : [{ dueDate, amount, settled }],
  );
  if (dated.length < parts.length) return [];
  const unsettled = addMinor(...dated.filter(({ settled }) => !settled).map(({ amount }) => amount));
  let onAccount = unsettled - open;
  if (onAccount < 0) return [];
  return dated
    .toSorted((one, other) => (one.dueDate < other.dueDate ? -1 : one.dueDate > other.dueDate ? 1 : 0))
    .map(({ dueDate, amount, settled }) => {
      if (settled) return { dueDate, amount, open: ZERO };
      const taken = Math.min(amount, onAccount);
      onAccount -= taken;
      return { dueDate, amount, open: minorUnits(amount - taken) };
    });
}

/** The day that counts for the document as a whole: that of the first part that is open, else of the last. */
export function dueDateOf(
  parts: readonly PartToPay[],
  instalments: readonly SourceInstalment[],
): PlainDate | null {
  if (instalments.length > 0) {
    return (instalments.find(({ open }) => open > 0) ?? instalments.at(-1))?.dueDate ?? null;
  }
  const days = parts.flatMap(({ dueDate }) => (dueDate === null ? [] : [dueDate])).toSorted();
  return days[0] ?? null;
}
