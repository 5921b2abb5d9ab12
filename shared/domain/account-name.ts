/** Accents of Latin, Greek and Cyrillic letters. The vowel signs of other scripts are no accents: they stay. */
const ACCENTS = /[\u0300-\u036F]/gu;

/**
 * The form in which two spellings of a company name are compared: without case, accents, punctuation and runs of
 * spaces. "Müller & Söhne GmbH" and "MULLER & SOHNE  GMBH." are the same; another legal form is another company.
 * A name of signs alone ("***") is compared by its signs.
 */
export function accountNameKey(name: string): string {
  const letters = name.normalize('NFKD').replace(ACCENTS, '').toLowerCase().replaceAll('ß', 'ss');
  const key = letters.replace(/[^\p{L}\p{M}\p{N}&]+/gu, ' ').trim();
  return key === '' ? letters.replace(/\s+/gu, ' ').trim() : key;
}
