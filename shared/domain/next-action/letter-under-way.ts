import { addDays } from '../dates.ts';
import { formatDate } from '../format/dates.ts';
import type { LetterPlace, NextActionFacts } from './facts.ts';
import { isCallDue, type NextActionRule, waitUntil } from './rule.ts';

const WORDS: Readonly<Record<LetterPlace, string>> = {
  outbox: 'A letter waits in the outbox',
  review: 'A letter in the outbox has to be looked at before another one is written',
  unknown: 'A letter was perhaps sent: settle it in the outbox first',
  drafts_folder: 'A letter is on its way to the drafts folder',
};

/** No second letter, and no call about the same, while the first one is not out. A planned call is made all the same. */
export const letterUnderWay: NextActionRule = {
  code: 'letter_under_way',
  propose: (facts) => {
    const letter = facts.letterUnderWay;
    if (letter === null || isCallDue(facts)) return null;
    const text = `${WORDS[letter.place]}${approvedWhen(letter.approved, facts)}`;
    return waitUntil(facts, addDays(facts.today, 1), text);
  },
};

function approvedWhen(
  approved: { readonly on: NextActionFacts['today']; readonly time: string } | null,
  { today }: NextActionFacts,
): string {
  if (approved === null) return '';
  return `, approved ${approved.on === today ? approved.time : formatDate(approved.on, today)}`;
}
