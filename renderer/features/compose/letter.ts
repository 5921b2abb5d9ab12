import type { z } from 'zod';
import type { DraftProposal, draftSchema } from '../../../shared/contract/drafts.ts';
import { missingFieldsIn } from '../../../shared/domain/letters/missing-marker.ts';
import { subjectProblem } from '../../../shared/domain/letters/subject-limit.ts';
import { addressProblem, type Recipient } from './recipients.ts';

/** The parts of a message that a person can change. */
export interface Letter {
  readonly to: readonly Recipient[];
  readonly cc: readonly Recipient[];
  readonly subject: string;
  readonly text: string;
}

/** What a person changed; an absent part is as it was proposed. */
export type LetterEdits = Partial<Letter>;

type Written = Pick<z.infer<typeof draftSchema>, 'to' | 'cc' | 'subject' | 'text'>;

export function letterOf(written: Written | NonNullable<DraftProposal['draft']>): Letter {
  const { to, cc, subject, text } = written;
  return { to, cc, subject, text };
}

export function edited(letter: Letter, edits: LetterEdits): Letter {
  return { ...letter, ...edits };
}

/** Only the parts that differ from what was proposed, so that a change taken back is none. */
export function editsBetween(proposed: Letter, letter: Letter): LetterEdits {
  return {
    ...(sameRecipients(proposed.to, letter.to) ? {} : { to: letter.to }),
    ...(sameRecipients(proposed.cc, letter.cc) ? {} : { cc: letter.cc }),
    ...(proposed.subject === letter.subject ? {} : { subject: letter.subject }),
    ...(proposed.text === letter.text ? {} : { text: letter.text }),
  };
}

export function isEdited(edits: LetterEdits): boolean {
  return Object.keys(edits).length > 0;
}

/** Fields that still stand open in subject or text, as the letter reads now. */
export function missingIn(letter: Letter): readonly string[] {
  return missingFieldsIn(letter.subject, letter.text);
}

/** Why the letter cannot be saved as it is, in words, each with what to do; empty when it can. */
export function problemsOf(letter: Letter): readonly string[] {
  const missing = missingIn(letter);
  const wrong = [...letter.to, ...letter.cc].filter(({ address }) => addressProblem(address) !== null);
  return [
    ...(letter.to.length === 0 ? ['Nobody stands in To. Add an address.'] : []),
    ...wrong.map(({ address }) => `“${address}” is no mail address. ${addressProblem(address)}`),
    ...(letter.subject.trim() === '' ? ['The subject is empty. Write one.'] : []),
    ...[subjectProblem(letter.subject)].filter((problem) => problem !== null),
    ...(letter.text.trim() === '' ? ['The letter is empty. Write it, or skip the message.'] : []),
    ...missing.map((field) => `${field} is missing. Fill it in the letter or take it out.`),
  ];
}

/** Edits as the contract takes them. */
export function editsInput(edits: LetterEdits) {
  return {
    ...(edits.to ? { to: edits.to.map((one) => ({ ...one })) } : {}),
    ...(edits.cc ? { cc: edits.cc.map((one) => ({ ...one })) } : {}),
    ...(edits.subject === undefined ? {} : { subject: edits.subject }),
    ...(edits.text === undefined ? {} : { text: edits.text }),
  };
}

function sameRecipients(left: readonly Recipient[], right: readonly Recipient[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ name, address }, index) => name === right[index]?.name && address === right[index].address)
  );
}
