/** What a bank's text says of a payment. */
export interface OwnerText {
  readonly text: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
}

const LONGEST = 20_000;

/**
 * The text of a booking from what the payer and the bank wrote, one part a line, without what is blank or stands in an
 * earlier part. What is longer than 20,000 characters is cut, and says so.
 */
export function receiptText(parts: readonly (string | null)[]): string {
  const lines: string[] = [];
  for (const part of parts) {
    const line = (part ?? '')
      .replace(/\p{Cc}+/gu, (run) => (run.includes('\n') ? '\n' : ' '))
      .replace(/[^\S\n]+/gu, ' ')
      .trim();
    if (line !== '' && !lines.some((earlier) => hasWords(earlier, line))) lines.push(line);
  }
  const text = lines.join('\n');
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (cut)`;
}

function hasWords(text: string, words: string): boolean {
  const padded = (part: string) => ` ${part.replaceAll('\n', ' ')} `;
  return padded(text).includes(padded(words));
}

/** Null for what payers and banks write where there is no reference. */
export function realReference(reference: string | null): string | null {
  const trimmed = (reference ?? '').trim();
  return /^(?:|NON-?REF|NOREF|NOT ?PROVIDED|NICHT ANGEGEBEN|NONE|N\/A|[KE]REF\+?|0+)$/iu.test(trimmed)
    ? null
    : trimmed;
}
