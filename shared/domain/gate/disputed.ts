import { listOf } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/** Remarks on open invoices that the books mark as disputed: whoever ticks one all the same should know. */
export const disputed: GateCheck = {
  code: 'disputed',
  run: (context) => {
    const held = askedFor(context).filter((item) => item.disputed);
    if (held.length === 0) return [];
    const verb = held.length === 1 ? 'is' : 'are';
    const text =
      `${listOf(held.map((item) => item.number))} ${verb} marked as disputed in the books. ` +
      'Have the dispute settled before you ask for it.';
    return [{ code: 'disputed', decision: 'warn', text, items: held }];
  },
};
