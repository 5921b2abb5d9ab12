import type { QuarterEvent } from './events.ts';
import type { Verdict } from './oracle.ts';

/** The figures of a quarter in one line each, for whoever reads the output of the tests. */
export function figuresOf(events: readonly QuarterEvent[], verdict: Verdict): string {
  const count = (kind: QuarterEvent['kind']) => events.filter((event) => event.kind === kind).length;
  return [
    `${count('invoiced')} invoices, ${count('paid')} payments posted, ${count('cash_received')} without a word`,
    `${count('promised')} promises, ${verdict.brokenPromises} of them not kept; ${count('disputed')} disputes, ${count('held')} holds`,
    `${verdict.messages} messages sent, ${verdict.keptBack} approved ones stopped at the moment of sending`,
    `wrongly chased: ${verdict.wronglyChased.length}; two messages on a day: ${verdict.doubled.length}`,
    `overdue without a next action or an owner: ${verdict.withoutNextAction.length}`,
    `broken promises not seen the same day: ${verdict.brokenUnseen.length}; messages that asked for too little: ${verdict.tooLittle.length}`,
  ].join('\n');
}
