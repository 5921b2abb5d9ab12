import { DISPUTE_REASON_LABELS } from '../disputes/reasons.ts';
import { formatDate } from '../format/dates.ts';
import { formatMoney } from '../format/money.ts';
import { listOf } from '../format/words.ts';
import { partsOfItem, restrained } from './restrained.ts';
import type { GateCheck, GateContext, GateItem } from './types.ts';

/**
 * Holds back what is disputed, with us or by a mark in the books. An invoice that is disputed whole is left out; of one
 * that is disputed in part the rest is asked for.
 */
export const disputed: GateCheck = {
  code: 'disputed',
  run: (context) => {
    const { whole, inPart } = restrained(context, 'disputed');
    return [
      ...whole.map((item) => ({
        code: 'disputed' as const,
        decision: 'block' as const,
        text: `${item.number} left out: ${whyOf(item, context)}.`,
        items: [item],
      })),
      ...inPart.map((item) => ({
        code: 'disputed' as const,
        decision: 'warn' as const,
        text: `${amountOf(item, context)} of ${item.number} held back: ${whyOf(item, context)}. The rest is asked for.`,
        items: [item],
      })),
    ];
  },
};

function amountOf(item: GateItem, context: GateContext): string {
  return formatMoney(partsOfItem(item).disputed, context.currency);
}

function whyOf(item: GateItem, context: GateContext): string {
  const reasons = (item.disputes ?? []).map(({ reason, since, owner }) => {
    const what = reason === null ? 'marked as disputed in the books' : `disputed (${labelOf(reason)})`;
    const when = since === null ? '' : ` since ${formatDate(since, context.today)}`;
    return `${what}${when}${owner === null ? '' : `, with ${owner}`}`;
  });
  return listOf([...new Set(reasons)]);
}

function labelOf(reason: keyof typeof DISPUTE_REASON_LABELS): string {
  const label = DISPUTE_REASON_LABELS[reason];
  return label.charAt(0).toLowerCase() + label.slice(1);
}
