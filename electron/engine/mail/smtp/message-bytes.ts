import { Readable } from 'node:stream';
import { smtpAnswer } from './smtp-answer.ts';

/** A recipient was refused: the message goes to all approved recipients or to none. */
export class RecipientRefused extends Error {}

/** The server answers something else than what it was asked: nothing that it says can be put to a command any more. */
export class OutOfStep extends Error {}

/** What the bytes ask about just before they go. */
export interface ReadyToSend {
  readonly refused: () => boolean;
  /** The server's answer to DATA. */
  readonly answer: () => unknown;
}

/**
 * The bytes of one message, handed over when the server has asked for them with a 354 and said nothing beyond that; not if
 * a recipient was refused.
 */
export class MessageBytes extends Readable {
  /** From here on the server has some of it. */
  begun = false;
  /** The end, too, was written: only an answer after that is one to the message. */
  complete = false;
  readonly #bytes: Uint8Array;
  readonly #ready: ReadyToSend;

  constructor(bytes: Uint8Array, ready: ReadyToSend) {
    super();
    this.#bytes = bytes;
    this.#ready = ready;
  }

  override pipe<T extends NodeJS.WritableStream>(
    destination: T,
    options?: { readonly end?: boolean | undefined },
  ): T {
    destination.once('end', () => {
      this.complete = true;
    });
    return super.pipe(destination, options);
  }

  override _read(): void {
    if (this.begun) return;
    if (this.#ready.refused()) {
      this.destroy(new RecipientRefused());
      return;
    }
    const { code, answer } = smtpAnswer(this.#ready.answer());
    if (code !== 354) {
      this.destroy(new OutOfStep(`The server answered "${answer}" instead of asking for the message.`));
      return;
    }
    // An answer that came along with the 354 is read in this turn of the loop, and ends the attempt.
    setImmediate(() => {
      if (this.destroyed) return;
      this.begun = true;
      this.push(this.#bytes);
      this.push(null);
    });
  }
}
