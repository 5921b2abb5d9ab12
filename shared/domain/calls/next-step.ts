import { addDays, type PlainDate } from '../dates.ts';
import type { CallOutcome } from '../touchpoint-kinds.ts';

/** What to do after a call: the kind of next action, and in how many days. */
export interface NextStep {
  readonly kind: 'call' | 'mail' | 'wait' | 'escalate' | 'review';
  readonly days: number;
  readonly note: string;
}

/**
 * What usually follows from the outcome of a call. A callback is on the next day unless the customer named another; a wrong
 * number has to be looked up before anybody calls again.
 */
export const NEXT_STEPS: Readonly<Record<CallOutcome, NextStep>> = {
  connected: { kind: 'mail', days: 0, note: 'Send what was spoken about' },
  right_party: { kind: 'wait', days: 7, note: 'Wait for what was agreed' },
  wrong_party: { kind: 'call', days: 1, note: 'Call again and ask for accounts payable' },
  voicemail: { kind: 'mail', days: 1, note: 'Write, since the voicemail was left unanswered' },
  no_answer: { kind: 'call', days: 1, note: 'Call again at another hour' },
  busy: { kind: 'call', days: 0, note: 'Call again later today' },
  wrong_number: { kind: 'review', days: 0, note: 'Find the right number' },
  callback: { kind: 'call', days: 1, note: 'Call back as agreed' },
  refused: { kind: 'escalate', days: 0, note: 'Refused to pay or to talk' },
};

/** An action as it is planned on an account. */
export interface ProposedAction {
  readonly kind: NextStep['kind'];
  readonly date: PlainDate;
  readonly note: string;
}

/**
 * The next action to propose after a call.
 *
 * @param promisedFor the day that a promise in the same call was made for: then that day is waited for.
 * @param disputed a dispute was raised in the same call: then it is looked at first.
 */
export function proposeNextStep(
  outcome: CallOutcome,
  today: PlainDate,
  { promisedFor, disputed }: { readonly promisedFor: PlainDate | null; readonly disputed: boolean },
): ProposedAction {
  if (promisedFor !== null) {
    return { kind: 'wait', date: addDays(promisedFor, 1), note: 'See whether the promise was kept' };
  }
  if (disputed) return { kind: 'review', date: addDays(today, 1), note: 'Take the dispute further' };
  const { kind, days, note } = NEXT_STEPS[outcome];
  return { kind, date: addDays(today, days), note };
}
