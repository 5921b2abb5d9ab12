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
  let text = '';
  /** The words so far, a blank around each: what is added must not stand there as a whole. */
  let words = ' ';
  for (const part of parts) {
    const line = (part ?? '')
      .replace(/\p{Cc}+/gu, (run) => (run.includes('\n') ? '\n' : ' '))
      .replace(/[^\S\n]+/gu, ' ')
      .trim();
    const added = line.replaceAll('\n', ' ');
    if (line === '' || words.includes(` ${added} `)) continue;
    text += text === '' ? line : `\n${line}`;
    words += `${added} `;
    if (text.length > LONGEST) return `${text.slice(0, LONGEST)}… (cut)`;
  }
  return text;
}

/** Null for what payers and banks write where there is no reference. */
export function realReference(reference: string | null): string | null {
  const trimmed = (reference ?? '').trim();
  return /^(?:|NON-?REF|NOREF|NOT ?PROVIDED|NICHT ANGEGEBEN|NONE|N\/A|[KE]REF\+?|0+)$/iu.test(trimmed)
    ? null
    : trimmed;
}
