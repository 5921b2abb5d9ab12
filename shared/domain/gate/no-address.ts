import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/** A mail without an address goes nowhere: everything is left out until a contact has one. */
export const noAddress: GateCheck = {
  code: 'no_address',
  run: (context) => {
    const asked = askedFor(context);
    if (asked.length === 0 || context.recipients.some((address) => address.trim() !== '')) return [];
    const text = `${context.account.name} has no e-mail address. Add a contact with one.`;
    return [{ code: 'no_address', decision: 'block', text, items: asked }];
  },
};
