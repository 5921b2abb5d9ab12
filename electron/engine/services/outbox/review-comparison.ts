import type { OutboxReview } from '../../../../shared/contract/outbox.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import type { LetterProposal } from '../outreach/propose-letter.ts';
import { goneAddresses, recipientsOfToday } from './contact-addresses.ts';
import { ownWords, wordingIn, wordingOf } from './own-words.ts';

/** How the letter of today would differ from what was approved. */
export type Comparison = Pick<OutboxReview, 'now' | 'gone' | 'ownWords'>;

/** When nothing can be said about today's letter. */
export const NOTHING_TO_COMPARE: Comparison = { now: null, gone: [], ownWords: null };

/** Compares an approved message with the letter of today, exactly as rebuilding would write it. */
export function comparisonOf(
  message: OutboxRecord,
  draft: DraftRecord,
  { letter, to: proposed, facts, invoices, amount }: LetterProposal,
): Comparison {
  const gone = [...goneAddresses(JSON.parse(message.contactsJson) as readonly string[], facts.contacts)];
  if (letter === null) return { now: null, gone, ownWords: null };
  const { to, cc } = recipientsOfToday(draft, gone, proposed);
  return {
    now: {
      to: to.map((person) => ({ ...person })),
      cc: cc.map((person) => ({ ...person })),
      subject: letter.subject,
      text: letter.text,
      invoices: [...invoices],
      amount,
    },
    gone,
    ownWords: ownWords(wordingIn(message.wordingJson), wordingOf(draft), wordingOf(letter)),
  };
}
