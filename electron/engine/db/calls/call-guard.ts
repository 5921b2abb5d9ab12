import { judgeCall } from '../../../../shared/domain/contact-rules/call-limits.ts';
import { contactSettings } from '../../../../shared/domain/contact-rules/settings.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, ContactId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { rawSettings } from '../queries/workspace.ts';
import { debtorOf } from './debtor-of.ts';
import { pastCallsOf } from './past-calls.ts';
import { phonesOf } from './phone-numbers.ts';

/**
 * Refuses a call that the rules of contact, or a wish not to be called, forbid at its moment.
 *
 * @param contactId who is called; null: it is not known who.
 * @returns what speaks against the call without forbidding it, in words.
 * @throws EngineError `policy_blocked` with the reasons, and the next moment where there is one.
 */
export function requireCallAllowed(
  db: Connection,
  {
    accountId,
    contactId,
    at,
  }: { readonly accountId: AccountId; readonly contactId: ContactId | null; readonly at: Instant },
): readonly string[] {
  const phones = phonesOf(db, [accountId]).get(accountId);
  const own = phones?.contacts.find(({ id }) => id === contactId)?.closed ?? null;
  const { decision, reasons, nextText, nextAt } = judgeCall({
    subject: debtorOf(db, accountId),
    calls: pastCallsOf(db, [accountId]).get(accountId) ?? [],
    closed: phones?.closed ?? own,
    settings: contactSettings(rawSettings(db).contact),
    at,
  });
  const blocks = reasons.filter((reason) => reason.decision === 'block').map(({ text }) => `${text}.`);
  if (decision === 'block') {
    const then = nextText === null ? '' : ` The next time is ${nextText}, their time.`;
    throw new EngineError('policy_blocked', `This call is not allowed. ${blocks.join(' ')}${then}`, {
      reasons: blocks,
      nextAt,
    });
  }
  return reasons.map(({ text }) => `${text}.`);
}
