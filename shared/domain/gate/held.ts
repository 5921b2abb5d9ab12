import { assertNever } from '../brand.ts';
import { formatDate } from '../format/dates.ts';
import { listOf } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck, GateContext, GateFinding, GateHold, GateItem } from './types.ts';

/** Leaves out every invoice that a hold rests on: its own, its account's or the workspace's. */
export const held: GateCheck = {
  code: 'held',
  run: (context) => {
    const byHold = new Map<string, { readonly hold: GateHold; readonly items: readonly GateItem[] }>();
    for (const item of askedFor(context)) {
      for (const hold of item.holds ?? []) {
        const key = JSON.stringify(hold);
        byHold.set(key, { hold, items: [...(byHold.get(key)?.items ?? []), item] });
      }
    }
    return [...byHold.values()].map(({ hold, items }): GateFinding => {
      const until =
        hold.until === null ? 'until it is lifted' : `until ${formatDate(hold.until, context.today)}`;
      const text = `${whatOf(hold, items, context)} on hold ${until}: ${endOf(hold.reason)} Set by ${hold.setBy}.`;
      return { code: 'held', decision: 'block', text, items };
    });
  },
};

function whatOf(hold: GateHold, items: readonly GateItem[], context: GateContext): string {
  switch (hold.scope) {
    case 'workspace':
      return 'Everything is';
    case 'account':
      return `${context.account.name} is`;
    case 'invoice':
      return `${listOf(items.map((item) => item.number))} ${items.length === 1 ? 'is' : 'are'}`;
    default:
      return assertNever(hold.scope);
  }
}

function endOf(reason: string): string {
  const text = reason.trim();
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
