import type { OutboxReview } from '../../../../shared/contract/outbox.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import { changedSentences } from '../outreach/letter-gate.ts';

/** Subject and text of a letter. */
export interface Wording {
  readonly subject: string;
  readonly text: string;
}

/**
 * What a person changed in a letter and today's letter of the template would not have: sentences that they wrote, and
 * sentences of the template that they took out and that would be back.
 *
 * @param template the template's letter as the person found it; null when nobody changed it.
 * @returns null when nothing of a person's is lost.
 */
export function ownWords(
  template: Wording | null,
  approved: Wording,
  today: Wording,
): OutboxReview['ownWords'] {
  if (template === null) return null;
  const [before, kept, now] = [template, approved, today].map(
    ({ subject, text }) => `${subject}\n${text}`,
  ) as [string, string, string];
  const written = [...changedSentences(`${before}\n${now}`, kept)];
  const gone = new Set(changedSentences(now, before));
  const takenOut = changedSentences(kept, before).filter((sentence) => !gone.has(sentence));
  return written.length + takenOut.length === 0 ? null : { written, takenOut };
}

/** The template's letter that a message was approved against; null when it stands as the template wrote it. */
export function wordingIn(json: string | null): Wording | null {
  return json === null ? null : (JSON.parse(json) as Wording);
}

/** The wording of a draft. */
export function wordingOf({ subject, text }: Pick<DraftRecord, 'subject' | 'text'>): Wording {
  return { subject, text };
}
