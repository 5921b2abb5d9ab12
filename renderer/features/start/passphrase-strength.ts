/** Fewest characters of a passphrase. The engine refuses fewer. */
export const MIN_PASSPHRASE = 10;

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

export interface PassphraseHint {
  readonly strength: Strength;
  readonly text: string;
}

const FAIR_BITS = 50;
const STRONG_BITS = 70;
const BITS_PER_WORD = 12;
const COMMON =
  /pass(word|phrase)?|qwert[yz]|asdf|letmein|welcome|duebook|admin|(?:0123|1234|2345|3456|4567|5678|6789)\d*/gi;

/**
 * A rough guess at how many tries a passphrase stands, to help to choose one; it refuses nothing by itself. Unrelated
 * words count 12 bits each, other text by its kinds of characters; runs and well-known pieces count little.
 */
export function passphraseHint(passphrase: string): PassphraseHint {
  const missing = MIN_PASSPHRASE - [...passphrase].length;
  if (missing > 0) {
    return { strength: 'short', text: `At least ${MIN_PASSPHRASE} characters; ${missing} more to go.` };
  }
  const bits = guessBits(passphrase);
  if (bits < FAIR_BITS) {
    return { strength: 'weak', text: 'Weak: easy to guess. Four or five unrelated words are easy to keep.' };
  }
  if (bits < STRONG_BITS) return { strength: 'fair', text: 'Fair. One more word makes it strong.' };
  return { strength: 'strong', text: 'Strong.' };
}

function guessBits(passphrase: string): number {
  const words = new Set(passphrase.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const uncommon = passphrase.replace(COMMON, '*').replace(/(.)\1{2,}/gu, '$1');
  const byCharacter = [...uncommon].length * Math.log2(alphabetOf(uncommon)) * uniqueShare(uncommon);
  return words.size >= 3
    ? Math.min(byCharacter, words.size * BITS_PER_WORD + extras(passphrase))
    : byCharacter;
}

/** Digits and marks between words add a little. */
function extras(passphrase: string): number {
  return Math.min(14, (passphrase.match(/[^\p{L}\s]/gu)?.length ?? 0) * 3);
}

function alphabetOf(text: string): number {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\d/, 10],
    [/[^\p{L}\d]/u, 20],
  ];
  return Math.max(
    2,
    kinds.reduce((sum, [kind, size]) => (kind.test(text) ? sum + size : sum), 0),
  );
}

/** 1 for text whose characters hardly repeat, less for `abababab`. */
function uniqueShare(text: string): number {
  const characters = [...text];
  return Math.min(1, (new Set(characters).size * 1.6) / Math.max(1, characters.length));
}
