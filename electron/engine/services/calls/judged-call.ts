import type { CallView } from '../../../../shared/contract/calls.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { attemptsInWeek, judgeCall, lastTalk } from '../../../../shared/domain/contact-rules/call-limits.ts';
import { clockText } from '../../../../shared/domain/contact-rules/local-time.ts';
import { type Instant, timeInZone } from '../../../../shared/domain/dates.ts';
import type { CallFactsOfAccount } from '../../db/queries/calls.ts';

/** Whether and whom to call now, as the contract has it. `zone`: the workspace's, for days where the customer's is not known. */
export function judgedCall(
  { accountId, subject, phones, calls }: CallFactsOfAccount,
  settings: Settings,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): CallView {
  const judgement = judgeCall({ subject, calls, closed: phones.closed, settings: settings.contact, at: now });
  const { timeZone } = subject.place;
  const until = judgement.until === null || timeZone === null ? null : timeInZone(judgement.until, timeZone);
  const talk = lastTalk(calls, now);
  return {
    accountId,
    debtorType: subject.debtorType,
    place: { ...subject.place },
    judgement: { ...judgement, reasons: judgement.reasons.map((reason) => ({ ...reason })) },
    untilText: until === null ? null : clockText(until),
    contacts: phones.contacts.map((contact) => ({ ...contact })),
    attemptsInWeek: attemptsInWeek(calls, now, timeZone ?? zone),
    lastTalk: talk === null ? null : { ...talk },
  };
}
