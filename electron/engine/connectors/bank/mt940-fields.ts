/** One field of a SWIFT message with the lines that it goes over. */
export interface SwiftField {
  readonly tag: string;
  /** Line of the file, from 1. */
  readonly row: number;
  readonly lines: readonly string[];
}

const FIELD = /^:(20|21|25P?|28C?|60[FM]|61|86|62[FM]|64|65|13D?|34F|90[CD]|940|942|NS):(.*)$/u;
/** Some banks name the message itself in a field before it. */
const HEADS: ReadonlySet<string> = new Set(['940', '942']);
const END = /^-\}?$/u;
/** Basic, application and user header of a message that went through SWIFT; the text block begins behind them. */
const ENVELOPE = /^.*\{4:\s*/u;

/**
 * The messages of an MT940 file, each as its fields in order. A message begins with `:20:`; `-` ends its text. What banks
 * write around it (SWIFT headers, names of banks) is passed over, no field is. A line that begins with no known tag goes
 * on with the field above: free text may look like a tag.
 */
export function swiftMessages(text: string): readonly (readonly SwiftField[])[] {
  const messages: SwiftField[][] = [];
  let message: SwiftField[] | null = null;
  let lines: string[] | null = null;
  for (const [index, raw] of text.split(/\r\n|\n|\r/u).entries()) {
    const line = raw.replace(ENVELOPE, '');
    const found = FIELD.exec(line);
    if (found !== null) {
      const tag = found[1] ?? '';
      lines = [found[2] ?? ''];
      if (HEADS.has(tag)) continue;
      if (tag === '20' || message === null) {
        message = [];
        messages.push(message);
      }
      message.push({ tag, row: index + 1, lines });
    } else if (END.test(line.trim())) lines = null;
    else if (line.trim() !== '') lines?.push(line);
  }
  return messages;
}
