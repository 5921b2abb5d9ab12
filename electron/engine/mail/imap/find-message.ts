import type { ImapFlow } from 'imapflow';
import { REFERENCE_HEADER } from '../compose/compose-message.ts';

/** What a message can be recognised by, however a server rewrote it. */
export interface MessageMarks {
  /** Without angle brackets. */
  readonly messageId: string;
  /** The value of our own header, or null to look by the Message-ID alone. */
  readonly reference: string | null;
}

/** So many of the newest messages are read one by one, because some servers index a new message late. */
const NEWEST = 50;
/** Where Microsoft keeps the Message-ID that it replaced. */
const ORIGINAL_ID = 'X-Microsoft-Original-Message-ID';

/**
 * Finds a message in the open folder by its Message-ID, the one that Microsoft replaced, or our own header.
 *
 * @returns the UID of the oldest match, or null.
 */
export async function findMessage(client: ImapFlow, marks: MessageMarks): Promise<number | null> {
  await client.noop();
  const wanted = headersOf(marks);
  for (const [name, value] of wanted) {
    const found = await client.search({ header: { [name]: value } }, { uid: true });
    if (Array.isArray(found) && found[0] !== undefined) return found[0];
  }
  const exists = client.mailbox ? client.mailbox.exists : 0;
  if (exists === 0) return null;
  const newest = await client.fetchAll(`${Math.max(1, exists - NEWEST + 1)}:*`, {
    uid: true,
    headers: wanted.map(([name]) => name.toLowerCase()),
  });
  const match = newest.find(({ headers }) => {
    const text = headers?.toString('latin1').replace(/\r?\n[ \t]+/gu, ' ') ?? '';
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
