import type { PlainDate } from '../dates.ts';
import { STAGE_LABELS } from '../dunning/stages.ts';
import type { TemplateStage } from '../letters/stages.ts';

/** What a letter is kept as: the message as it left, with its headers and its own attachments. */
export const LETTER_TYPE = 'message/rfc822';
/** A larger letter stays here: ERPNext takes no more by itself, and people open these files in a browser. */
export const LARGEST_LETTER = 10_000_000;

const LONGEST_NUMBERS = 60;
const MARKER_DIGITS = 12;

/** What the file of a letter is named after. */
export interface LetterFacts {
  /** The day on which it was sent, in the workspace's time zone. */
  readonly date: PlainDate;
  readonly stage: TemplateStage;
  /** Numbers of the invoices that it asks for. */
  readonly numbers: readonly string[];
}

/**
 * The short id by which a file is found again at the source: the last digits of the id of its log entry, so that it is
 * another than that of the note of the same entry, and the same for ever.
 */
export function fileMarker(touchpointId: string): string {
  return touchpointId.replaceAll('-', '').slice(-MARKER_DIGITS);
}

/**
 * The name of a letter in the books, `2026-11-22 friendly reminder INV-1, INV-2 [Duebook 4f1c09be27d5].eml`. Holds
 * nothing that a file system, an address or a list of names would take for something else.
 */
export function letterFileName({ date, stage, numbers }: LetterFacts, marker: string): string {
  const about = [date, STAGE_LABELS[stage].toLowerCase(), listed(numbers)].filter((part) => part !== '');
  return `${about.join(' ')} [Duebook ${marker}].eml`;
}

/** As many numbers as there is room for, and how many more there are. */
function listed(numbers: readonly string[]): string {
  const plain = numbers.map(safe).filter((number) => number !== '');
  let shown = plain.length;
  while (shown > 1 && plain.slice(0, shown).join(', ').length > LONGEST_NUMBERS) shown -= 1;
  const [first = ''] = plain;
  const text =
    shown > 1 ? plain.slice(0, shown).join(', ') : [...first].slice(0, LONGEST_NUMBERS).join('').trim();
  return plain.length > shown ? `${text} and ${plain.length - shown} more` : text;
}

/** A number without what is a folder, a pattern, a mark-up or invisible somewhere. */
function safe(number: string): string {
  return number
    .replaceAll(/[^\p{L}\p{N}\p{M} ._()-]+/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[ .-]+|[ .-]+$/g, '');
}

/** An example, so that a person sees what would be attached before approving it. */
export function exampleLetter(date: PlainDate): string {
  return letterFileName({ date, stage: 'friendly', numbers: ['INV-1', 'INV-2'] }, '4f1c09be27d5');
}
