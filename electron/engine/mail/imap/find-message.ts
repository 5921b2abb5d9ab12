import type { ImapFlow } from 'imapflow';
import { REFERENCE_HEADER } from '../compose/compose-message.ts';

/** What a message can be recognised by, however a server rewrote it. */
export interface MessageMarks {
  /** Without angle brackets. */
  readonly messageId: string;
  /** The value of our own header, or null to look by the Message-ID alone. */
  readonly reference: string | null;
}

/** So many of the newest messages are read one by one, where a search finds them or because it finds new ones late. */
const NEWEST = 50;
/** Where Microsoft keeps the Message-ID that it replaced. */
const ORIGINAL_ID = 'X-Microsoft-Original-Message-ID';

/**
 * Finds a message in the open folder by its Message-ID, the one that Microsoft replaced, or our own header. What a server
 * says that it found is read and compared: some search carelessly, and a wrong find would pass for the proof of a sending.
 *
 * @returns the UID of the oldest match, or null.
 */
export async function findMessage(client: ImapFlow, marks: MessageMarks): Promise<number | null> {
  await client.noop();
  const wanted = headersOf(marks);
  for (const [name, value] of wanted) {
    const found = await client.search({ header: { [name]: value } }, { uid: true });
    if (!Array.isArray(found) || found.length === 0) continue;
    const match = await firstMatch(client, wanted, found.slice(-NEWEST).join(','), true);
    if (match !== null) return match;
  }
  const exists = client.mailbox ? client.mailbox.exists : 0;
  return exists === 0 ? null : firstMatch(client, wanted, `${Math.max(1, exists - NEWEST + 1)}:*`, false);
}

/** @param range of UIDs where `uid` is true, else of places in the folder. */
async function firstMatch(
  client: ImapFlow,
  wanted: readonly (readonly [string, string])[],
  range: string,
  uid: boolean,
): Promise<number | null> {
  const headers = wanted.map(([name]) => name.toLowerCase());
  const messages = await client.fetchAll(range, { uid: true, headers }, { uid });
  const match = messages.find((message) => {
    const text = message.headers?.toString('latin1').replace(/\r?\n[ \t]+/gu, ' ') ?? '';
    return wanted.some(([name, value]) => hasHeader(text, name, value));
  });
  return match?.uid ?? null;
}

function headersOf({ messageId, reference }: MessageMarks): readonly (readonly [string, string])[] {
  const id = `<${messageId}>`;
  const ids = [
    ['Message-ID', id],
    [ORIGINAL_ID, id],
  ] as const;
  return reference === null ? ids : [...ids, [REFERENCE_HEADER, reference]];
}

function hasHeader(text: string, name: string, value: string): boolean {
  return text
    .split(/\r?\n/u)
    .some((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`) && line.includes(value));
}
