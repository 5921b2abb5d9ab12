import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/**
 * A letter without an address. It may be drafted (a person fills the address in, in the mailbox or on the account),
 * so this is a remark on the whole message; nothing is sent from here.
 */
export const noAddress: GateCheck = {
  code: 'no_address',
  run: (context) => {
    const asked = askedFor(context);
    if (asked.length === 0 || context.recipients.some((address) => address.trim() !== '')) return [];
    const text = `${context.account.name} has no e-mail address. Add a contact with one, or fill it in before it goes out.`;
    return [{ code: 'no_address', decision: 'warn', text, items: [] }];
  },
};
