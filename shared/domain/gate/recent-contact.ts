import { daysBetween } from '../dates.ts';
import { formatRelativeDate } from '../format/dates.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck, GateContact } from './types.ts';

const WHAT: Readonly<Record<Exclude<GateContact['kind'], 'handed'>, string>> = {
  mail: 'wrote a mail',
  letter: 'sent a letter',
  call: 'called',
  sms: 'sent a text message',
  meeting: 'met them',
};

/** Remarks when anyone, a colleague too, was in touch with the account a few days ago. */
export const recentContact: GateCheck = {
  code: 'recent_contact',
  run: (context) => {
    if (askedFor(context).length === 0) return [];
    const last = context.contacts
      .filter((contact) => contact.date <= context.today)
      .reduce<GateContact | null>((best, one) => (best && best.date >= one.date ? best : one), null);
    if (last === null) return [];
    if (daysBetween(last.date, context.today) > context.settings.recentContactDays) return [];
    const when = formatRelativeDate(last.date, context.today);
    const text =
      last.kind === 'handed'
        ? `${last.actor} had this account until ${when} and did not return it yet: they may have written. Merge the return first.`
        : `${last.actor} ${WHAT[last.kind]} ${when}. Consider waiting for the answer.`;
    return [{ code: 'recent_contact', decision: 'warn', text, items: [] }];
  },
};
