const LONGEST = 60;

/** The longest text that can still be one amount or one date; longer cells are not looked at. */
export const LONGEST_VALUE = LONGEST;

/** A cell's text in quotation marks for a message, shortened when it is long. */
export function quoted(text: string): string {
  return text.length <= LONGEST ? `"${text}"` : `"${text.slice(0, LONGEST - 1)}…"`;
}
