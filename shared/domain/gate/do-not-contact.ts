import { listOf } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck, GateContext } from './types.ts';

/**
 * Stops a message to an account that asked not to get mail, and one whose every recipient did. A recipient who did not
 * want mail among others who may be written to is named, and the message waits until the address is taken out.
 */
export const doNotContact: GateCheck = {
  code: 'do_not_contact',
  run: (context) => {
    const asked = askedFor(context);
    if (asked.length === 0) return [];
    const whole = context.closed.find((one) => one.email === null);
    if (whole !== undefined) {
      const text = `${context.account.name} asked not to get mail: ${endOf(whole.reason)}`;
      return [{ code: 'do_not_contact', decision: 'block', text, items: asked }];
    }
    const closed = closedRecipients(context);
    if (closed.length === 0) return [];
    const text = `${listOf(closed)} asked not to get mail. Take the address out, or write to somebody else.`;
    return [{ code: 'do_not_contact', decision: 'block', text, items: asked }];
  },
};

/** Recipients who asked not to get mail, as they are written in the message. */
export function closedRecipients(context: Pick<GateContext, 'recipients' | 'closed'>): readonly string[] {
  const closed = new Set(
    context.closed.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()])),
  );
  return context.recipients.filter((address) => closed.has(address.trim().toLowerCase()));
}

function endOf(reason: string): string {
  const text = reason.trim();
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
