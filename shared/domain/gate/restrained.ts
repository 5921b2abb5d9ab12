import { disputedAmount } from '../disputes/disputed-amount.ts';
import { type InvoiceParts, partsOf } from '../hold-fire/parts.ts';
import { addMinor, type MinorUnits, ZERO } from '../money.ts';
import { askedFor } from './asked-for.ts';
import type { GateContext, GateItem } from './types.ts';

/** The parts of an invoice that comes to the gate: what is paid, disputed, held, promised, and may be asked for. */
export function partsOfItem(item: GateItem): InvoiceParts {
  return partsOf({
    openMinor: item.openMinor,
    claimedMinor: item.claimedMinor ?? ZERO,
    disputedMinor: disputedAmount(item.openMinor, item.disputes ?? []),
    held: (item.holds ?? []).length > 0,
    promisedMinor: addMinor(...(item.promises ?? []).map((promise) => promise.coveredMinor)),
  });
}

/** What of an invoice may be asked for now. */
export function freeOf(item: GateItem): MinorUnits {
  return partsOfItem(item).free;
}

/** Invoices with something of one part: those of which nothing is left to ask for, and the others. */
export interface Restrained {
  readonly whole: readonly GateItem[];
  readonly inPart: readonly GateItem[];
}

/** Sorts the open invoices that have something of a part by whether anything of them may still be asked for. */
export function restrained(context: GateContext, part: Exclude<keyof InvoiceParts, 'free'>): Restrained {
  const parted = askedFor(context)
    .map((item) => ({ item, parts: partsOfItem(item) }))
    .filter(({ parts }) => parts[part] > 0);
  return {
    whole: parted.filter(({ parts }) => parts.free === 0).map(({ item }) => item),
    inPart: parted.filter(({ parts }) => parts.free > 0).map(({ item }) => item),
  };
}
