import { connect, type TLSSocket } from 'node:tls';

/** A message as it lies in the mailbox: its exact bytes and its flags in lower case. */
export interface StoredMessage {
  readonly bytes: Buffer;
  readonly flags: readonly string[];
}

export interface MailboxToRead {
  readonly imapsPort: number;
  readonly caPem: string;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
}

/**
 * Reads every message of a folder by speaking IMAP directly over TLS: a second opinion that shares no code with the
 * application.
 */
export async function readMailbox(mailbox: MailboxToRead): Promise<readonly StoredMessage[]> {
  const socket = connect({ host: 'localhost', port: mailbox.imapsPort, ca: mailbox.caPem });
  const incoming = new Incoming(socket);
  try {
    await incoming.until((text) => text.startsWith('* OK') && text.endsWith('\r\n'));
    await command(socket, incoming, 'a1', `LOGIN ${quoted(mailbox.user)} ${quoted(mailbox.password)}`);
    await command(socket, incoming, 'a2', `EXAMINE ${quoted(mailbox.folder)}`);
    const numbers = await command(socket, incoming, 'a3', 'SEARCH ALL');
    if (!/\* SEARCH \d/u.test(numbers)) return [];
    return messagesOf(await command(socket, incoming, 'a4', 'FETCH 1:* (FLAGS BODY.PEEK[])'));
  } finally {
    socket.destroy();
  }
}

/** Text of everything that arrived since the last question; latin1 keeps every byte. */
class Incoming {
  #text = '';
  #changed: () => void = () => undefined;
  #problem: Error | null = null;
  constructor(socket: TLSSocket) {
    socket.on('data', (part: Buffer) => {
      this.#text += part.toString('latin1');
      this.#changed();
    });
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The test server closed the connection.')));
  }
  async until(complete: (text: string) => boolean): Promise<string> {
    while (!complete(this.#text)) {
      if (this.#problem !== null) throw this.#problem;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
    const text = this.#text;
    this.#text = '';
    return text;
  }
  #fail(error: Error): void {
    this.#problem ??= error;
    this.#changed();
  }
}

async function command(socket: TLSSocket, incoming: Incoming, tag: string, text: string): Promise<string> {
  socket.write(`${tag} ${text}\r\n`);
  const answer = await incoming.until((all) => new RegExp(`(?:^|\r\n)${tag} [^\r\n]*\r\n$`, 'u').test(all));
  if (!answer.includes(`${tag} OK`)) throw new Error(`The test server refused ${text.split(' ')[0]}.`);
  return answer;
}

function messagesOf(answer: string): readonly StoredMessage[] {
  const messages: StoredMessage[] = [];
  const start = /\* \d+ FETCH \(FLAGS \((?<flags>[^)]*)\) BODY\[\] \{(?<size>\d+)\}\r\n/gu;
  for (let found = start.exec(answer); found !== null; found = start.exec(answer)) {
    const size = Number(found.groups?.size);
    const bytes = Buffer.from(answer.slice(start.lastIndex, start.lastIndex + size), 'latin1');
    messages.push({ bytes, flags: (found.groups?.flags ?? '').toLowerCase().split(' ').toSorted() });
    start.lastIndex += size;
  }
  return messages;
}

function quoted(text: string): string {
  return `"${text.replace(/(["\\])/gu, '\\$1')}"`;
}
