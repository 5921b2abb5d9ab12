import { daysBetween } from '../dates.ts';
import { countDays } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/** Remarks on figures that are old, and stops the message when they are so old that much may have been paid. */
export const staleData: GateCheck = {
  code: 'stale_data',
  run: (context) => {
    const asked = askedFor(context);
    if (asked.length === 0) return [];
    const { staleWarnDays, staleBlockDays } = context.settings;
    if (context.figuresAsOf === null) {
      const text = 'Nobody said what date the figures are from. Import the books again with their date.';
      return [{ code: 'stale_data', decision: 'warn', text, items: [] }];
    }
    const age = daysBetween(context.figuresAsOf, context.today);
    const stopped = age > staleBlockDays;
    if (!stopped && age <= staleWarnDays) return [];
    const text = `The figures are ${countDays(age)} old: something may have been paid. Import the books again first.`;
    return [{ code: 'stale_data', decision: stopped ? 'block' : 'warn', text, items: stopped ? asked : [] }];
  },
};
