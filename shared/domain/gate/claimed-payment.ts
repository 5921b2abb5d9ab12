import { countOf, listOf } from '../format/words.ts';
import { restrained } from './restrained.ts';
import type { GateCheck, GateFinding, GateItem } from './types.ts';

/**
 * Leaves out every invoice that a received payment was matched with and approved for, until the books show it; marks
 * those that it pays in part: the rest of them may be asked for.
 */
export const claimedPayment: GateCheck = {
  code: 'claimed_payment',
  run: (context) => {
    const { whole, inPart } = restrained(context, 'claimed');
    return [
      ...finding('block', whole, 'left out: a payment received is matched with'),
      ...finding('warn', inPart, 'paid in part: a payment received is matched with'),
    ];
  },
};

function finding(decision: 'block' | 'warn', items: readonly GateItem[], words: string): GateFinding[] {
  if (items.length === 0) return [];
  const names = listOf(items.map((item) => item.number));
  const count = countOf(items.length, 'invoice', 'invoices');
  return [
    { code: 'claimed_payment', decision, text: `${count} ${words} ${names} and not posted yet.`, items },
  ];
}
