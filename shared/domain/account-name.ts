/**
 * The form in which two spellings of a company name are compared: without case, accents, punctuation and runs of
 * spaces. "Müller & Söhne GmbH" and "MULLER & SOHNE  GMBH." are the same; another legal form is another company.
 */
export function accountNameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim();
}
