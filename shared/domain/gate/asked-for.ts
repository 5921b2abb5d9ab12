import type { GateContext, GateItem } from './types.ts';

/** The items that still have something to ask for; the others are the business of `paid`. */
export function askedFor(context: GateContext): readonly GateItem[] {
  return context.items.filter((item) => item.openMinor > 0);
}
