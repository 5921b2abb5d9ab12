import { formatDate } from '../format/dates.ts';
import { countOf } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/** Stops a message when mail to every recipient came back, and remarks on those to whom it did when others are left. */
export const undeliverable: GateCheck = {
  code: 'undeliverable',
  run: (context) => {
    const asked = askedFor(context);
    if (asked.length === 0 || context.recipients.length === 0) return [];
    const since = new Map(context.undeliverable.map((one) => [one.address.toLowerCase(), one.since]));
    const failed = context.recipients.flatMap((address) => {
      const date = since.get(address.trim().toLowerCase());
      return date === undefined ? [] : [`${address} (since ${formatDate(date, context.today)})`];
    });
    if (failed.length === 0) return [];
    const none = failed.length === context.recipients.length;
    const text = none
      ? `Mail to ${failed.join(', ')} came back. Find another address first.`
      : `Mail to ${failed.join(', ')} came back; ${countOf(context.recipients.length - failed.length, 'other address is', 'other addresses are')} left.`;
    return [{ code: 'undeliverable', decision: none ? 'block' : 'warn', text, items: none ? asked : [] }];
  },
};
