import { countOf, listOf } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/** Leaves out every open invoice that the books mark as disputed; the rest of the account is asked for as usual. */
export const disputed: GateCheck = {
  code: 'disputed',
  run: (context) => {
    const held = askedFor(context).filter((item) => item.disputed);
    if (held.length === 0) return [];
    const names = listOf(held.map((item) => item.number));
    const verb = held.length === 1 ? 'is' : 'are';
    const text = `${countOf(held.length, 'invoice', 'invoices')} left out: ${names} ${verb} marked as disputed in the books.`;
    return [{ code: 'disputed', decision: 'block', text, items: held }];
  },
};
