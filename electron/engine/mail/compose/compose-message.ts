import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { DraftId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { hasControlCharacters } from '../../../../shared/domain/letters/safe-text.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { domainOf, type MailAddress, parseMailAddress } from './mail-address.ts';

/** A file that goes out with a message. */
export interface MessageFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Everything that decides the bytes of a message. */
export interface MessageInput {
  readonly from: MailAddress;
  /** May be empty in a draft: the person fills it in. */
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files?: readonly MessageFile[];
  /** Without angle brackets, from `messageIdFor`. */
  readonly messageId: string;
  readonly date: Instant;
  /** What our own header carries: the draft, or the message of the outbox that it became. */
  readonly draftId: DraftId | OutboxMessageId;
}

/** Header that carries the draft's id, so that the message is recognised where a server rewrites its Message-ID. */
export const REFERENCE_HEADER = 'X-Duebook-Ref';

const MESSAGE_ID = /^[A-Za-z0-9.-]{1,128}@[a-z0-9.-]{1,253}$/u;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/u;
const REFERENCE = /^[A-Za-z0-9_-]{1,128}$/u;

/** A Message-ID of the sender's domain, without angle brackets. `unique` comes from the engine's ids. */
export function messageIdFor(unique: string, from: MailAddress): string {
  return checkedMessageId(`${unique}@${domainOf(from)}`);
}

/** Lets only a Message-ID pass that needs no quoting anywhere. Throws `EngineError('validation')`. */
export function checkedMessageId(messageId: string): string {
  if (!MESSAGE_ID.test(messageId)) {
    throw new EngineError('validation', 'The Message-ID of the draft is not valid. Create the draft again.', {
      field: 'messageId',
    });
  }
  return messageId;
}

/**
 * Writes a message (RFC 5322, multipart/alternative of text and HTML, CRLF), its files behind that. The same input gives the same bytes,
 * so that a message which was fixed once can be written again. Reads no file and opens no URL.
 *
 * @throws EngineError `validation` when an address, the subject or an id could break out of its header.
 */
export async function composeMessage(input: MessageInput): Promise<Buffer> {
  const messageId = checkedMessageId(input.messageId);
  const composer = new MailComposer({
    from: headerAddress(input.from),
    to: input.to.map(headerAddress),
    cc: input.cc.map(headerAddress),
    subject: checkedSubject(input.subject),
    text: crlf(input.text),
    html: crlf(input.html),
    attachments: (input.files ?? []).map(attachment),
    messageId: `<${messageId}>`,
    // Answers carry it even where a server (Outlook, SES) replaces the Message-ID.
    references: `<${messageId}>`,
    date: new Date(input.date),
    headers: { [REFERENCE_HEADER]: checkedReference(input.draftId) },
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 32),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Bytes for an `.eml` file: Outlook opens them as a message to be sent, other clients ignore the extra header. */
export function toEml(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from('X-Unsent: 1\r\n', 'ascii'), message]);
}

function attachment({ name, mime, bytes }: MessageFile) {
  if (hasControlCharacters(name) || !MEDIA_TYPE.test(mime)) {
    throw new EngineError('validation', 'The name or type of an attached file is not valid. Take it off.', {
      field: 'files',
    });
  }
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { filename: name, contentType: mime, contentDisposition: 'attachment' as const, content };
}

/** Checks again what was parsed before: the address in the header is the one that was approved, and nothing else. */
function headerAddress(given: MailAddress): { name: string; address: string } {
  const { address } = parseMailAddress(given.address);
  if (address !== given.address || hasControlCharacters(given.name ?? '')) {
    throw new EngineError(
      'validation',
      'An address of the message is not valid. Choose the recipient again.',
      {
        field: 'address',
      },
    );
  }
  return { name: withoutEncodedWords(given.name ?? ''), address };
}

function checkedSubject(subject: string): string {
  if (hasControlCharacters(subject)) {
    throw new EngineError(
      'validation',
      'The subject has a line break or another control character. Retype it.',
      {
        field: 'subject',
      },
    );
  }
  return withoutEncodedWords(subject);
}

/** Text that imitates an encoded word (RFC 2047) would be decoded by the reader's program, line breaks included. */
function withoutEncodedWords(text: string): string {
  return text.replaceAll('=?', '= ?');
}

function checkedReference(draftId: MessageInput['draftId']): string {
  if (!REFERENCE.test(draftId)) {
    throw new EngineError('validation', 'The id of the draft is not valid. Create the draft again.', {
      field: 'draftId',
    });
  }
  return draftId;
}

function crlf(text: string): string {
  return text.replace(/\r\n?|\n/gu, '\r\n');
}
