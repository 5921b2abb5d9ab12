import { countOf, listOf } from '../format/words.ts';
import type { GateCheck } from './types.ts';

/** Leaves out every invoice with nothing left to pay: chasing someone who has paid is the worst failure. */
export const paid: GateCheck = {
  code: 'paid',
  run: (context) => {
    const settled = context.items.filter((item) => item.openMinor <= 0);
    if (settled.length === 0) return [];
    const names = listOf(settled.map((item) => item.number));
    const verb = settled.length === 1 ? 'is' : 'are';
    const text = `${countOf(settled.length, 'invoice', 'invoices')} left out: ${names} ${verb} paid.`;
    return [{ code: 'paid', decision: 'block', text, items: settled }];
  },
};
