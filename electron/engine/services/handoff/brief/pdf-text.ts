import type { Coverage } from './pdf-fonts.ts';
import { breakable, hasLongWord } from './safe-words.ts';

/** Stands where a character has no shape in the fonts of the PDF. */
export const NO_SHAPE = '\uFFFD';

const BREAK_HERE = '\u200B';
/** They only steer the direction of text, which a PDF does not have. */
const ISOLATES = /[\u2066-\u2069]/gu;
const NARROW_SPACES = /[\u2009\u202F]/gu;
const NEVER_SHAPED: ReadonlySet<string> = new Set(['\n', BREAK_HERE]);

/** Makes texts fit for the fonts of a PDF, and remembers whether one of them lost a character. */
export interface PdfText {
  fitted(text: string): string;
  /** Whether a text since the last question held a character that no font has. */
  lostSome(): boolean;
}

export function pdfText(covers: Coverage): PdfText {
  let lost = false;
  const shaped = (character: string): string => {
    if (NEVER_SHAPED.has(character) || covers(character.codePointAt(0) ?? 0)) return character;
    lost = true;
    return NO_SHAPE;
  };
  return {
    fitted(text) {
      const composed = text.normalize('NFC').replace(ISOLATES, '').replace(NARROW_SPACES, '\u00A0');
      const fitting = [...composed].map(shaped).join('');
      return hasLongWord(fitting) ? breakable(fitting).join(BREAK_HERE) : fitting;
    },
    lostSome() {
      const some = lost;
      lost = false;
      return some;
    },
  };
}
