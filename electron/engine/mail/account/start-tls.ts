import type { Socket } from 'node:net';
import type { MailProtocol } from './mail-endpoint.ts';

const LONGEST_TALK = 64 * 1024;

/**
 * Speaks just enough of IMAP or SMTP to ask for encryption. True when the server agreed and said nothing beyond that; a
 * server that says more before the encryption begins is not to be trusted with what follows (injection into STARTTLS).
 */
export async function askForStartTls(socket: Socket, protocol: MailProtocol): Promise<boolean> {
  const talk = new Talk(socket);
  try {
    return protocol === 'imap' ? await askImap(talk) : await askSmtp(talk);
  } finally {
    talk.end();
  }
}

async function askImap(talk: Talk): Promise<boolean> {
  await talk.line((line) => line.startsWith('* '));
  talk.say('a1 STARTTLS');
  const answer = await talk.line((line) => line.startsWith('a1 '));
  return answer.startsWith('a1 OK') && talk.isEmpty();
}

async function askSmtp(talk: Talk): Promise<boolean> {
  if (!(await talk.line(isLast)).startsWith('220')) return false;
  talk.say('EHLO [127.0.0.1]');
  if (!(await talk.line(isLast)).startsWith('250')) return false;
  talk.say('STARTTLS');
  return (await talk.line(isLast)).startsWith('220') && talk.isEmpty();
}

/** The last line of an answer has a blank after its code. */
function isLast(line: string): boolean {
  return /^\d{3}(?: |$)/u.test(line);
}

class Talk {
  readonly #socket: Socket;
  #text = '';
  #problem: Error | null = null;
  #changed: () => void = () => undefined;

  readonly #onData = (part: Buffer) => {
    this.#text += part.toString('latin1');
    if (this.#text.length > LONGEST_TALK) this.#onError(new Error('The server talks without end.'));
    this.#changed();
  };
  readonly #onError = (error: Error) => {
    this.#problem ??= error;
    this.#changed();
  };
  readonly #onClose = () => this.#onError(new Error('The connection ended.'));

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#onData).on('error', this.#onError).on('close', this.#onClose);
  }

  say(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  /** The next line that is wanted; the ones before it are passed over. */
  async line(wanted: (line: string) => boolean): Promise<string> {
    for (;;) {
      for (let end = this.#text.indexOf('\n'); end >= 0; end = this.#text.indexOf('\n')) {
        const line = this.#text.slice(0, end).replace(/\r$/u, '');
        this.#text = this.#text.slice(end + 1);
        if (wanted(line)) return line;
      }
      if (this.#problem !== null) throw this.#problem;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  isEmpty(): boolean {
    return this.#text === '';
  }

  /** Stops reading, so that what comes next belongs to the encryption. */
  end(): void {
    this.#socket.pause();
    this.#socket.off('data', this.#onData).off('error', this.#onError).off('close', this.#onClose);
    // An error before the next listener is there must not end the process.
    this.#socket.on('error', () => undefined);
  }
}
