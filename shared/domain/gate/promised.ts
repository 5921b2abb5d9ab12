import { formatDate } from '../format/dates.ts';
import { formatMoney } from '../format/money.ts';
import { partsOfItem, restrained } from './restrained.ts';
import type { GateCheck, GateContext, GateItem } from './types.ts';

/** Holds back what the customer has promised to pay, through the promise's date and its days of grace. */
export const promised: GateCheck = {
  code: 'promised',
  run: (context) => {
    const { whole, inPart } = restrained(context, 'promised');
    return [
      ...whole.map((item) => ({
        code: 'promised' as const,
        decision: 'block' as const,
        text: `${item.number} left out: promised for ${whenOf(item, context)}.`,
        items: [item],
      })),
      ...inPart.map((item) => ({
        code: 'promised' as const,
        decision: 'warn' as const,
        text:
          `${formatMoney(partsOfItem(item).promised, context.currency)} of ${item.number} held back: ` +
          `promised for ${whenOf(item, context)}. The rest is asked for.`,
        items: [item],
      })),
    ];
  },
};

/** The promise that is met last decides how long the invoice waits. */
function whenOf(item: GateItem, context: GateContext): string {
  const promises = [...(item.promises ?? [])].sort((left, right) => (left.lastDay < right.lastDay ? 1 : -1));
  const [last] = promises;
  if (last === undefined) return '';
  const date = formatDate(last.date, context.today);
  const waits =
    last.lastDay === last.date ? '' : `, waits through ${formatDate(last.lastDay, context.today)}`;
  const level = last.level > 1 ? ` (promise no. ${last.level})` : '';
  return `${date}${level}${waits}`;
}
