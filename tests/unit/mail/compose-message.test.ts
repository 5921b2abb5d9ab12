import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import {
  composeMessage,
  type MessageInput,
  messageIdFor,
  toEml,
} from '../../../electron/engine/mail/compose/compose-message.ts';
import { mailAddress, parseMailAddress } from '../../../electron/engine/mail/compose/mail-address.ts';
import { instant } from '../../../shared/domain/dates.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';

const from = parseMailAddress('"Okafor, Ines" <ines@halden.example>');
const INPUT: MessageInput = {
  from,
  to: [mailAddress('ar@northwind.example', 'Zoë "AR" Ångström <x@evil.example>')],
  cc: [parseMailAddress('boss@northwind.example')],
  subject: 'Halden Instruments: €51,410.50 past due',
  text: 'Dear Zoë,\n\nFrom here on\n.\nBye',
  html: '<p>Dear Zoë &amp; co</p>\n',
  messageId: messageIdFor('0198-a1', from),
  date: instant('2026-11-21T08:12:00.000Z'),
  draftId: 'draft-7' as DraftId,
};
const headersOf = (bytes: Buffer) => bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';
const compose = (changes: Partial<MessageInput> = {}) => composeMessage({ ...INPUT, ...changes });

describe('composeMessage', () => {
  it('writes what an independent parser reads back', async () => {
    const mail = await PostalMime.parse(await compose());
    expect(mail.from).toMatchObject({ name: 'Okafor, Ines', address: 'ines@halden.example' });
    expect(mail.to).toMatchObject([
      { name: 'Zoë "AR" Ångström <x@evil.example>', address: 'ar@northwind.example' },
    ]);
    expect(mail.cc).toMatchObject([{ address: 'boss@northwind.example' }]);
    expect(mail.subject).toBe(INPUT.subject);
    expect(mail.messageId).toBe('<0198-a1@halden.example>');
    expect(mail.date).toBe('2026-11-21T08:12:00.000Z');
    expect(mail.text?.trim()).toBe(INPUT.text);
    expect(mail.html?.trim()).toBe(INPUT.html.trim());
    expect(mail.headers.find(({ key }) => key === 'x-duebook-ref')?.value).toBe('draft-7');
  });

  it('gives the same bytes for the same input, and others for another message', async () => {
    const [first, second, other] = [
      await compose(),
      await compose(),
      await compose({ messageId: 'b@halden.example' }),
    ];
    expect(first.equals(second)).toBe(true);
    expect(first.equals(other)).toBe(false);
  });

  it('carries files byte for byte, under their names', async () => {
    const pdf = Uint8Array.from({ length: 3_000 }, (_, index) => index % 256);
    const files = [
      { name: 'Rechnung 7 – Zoë.pdf', mime: 'application/pdf', bytes: pdf },
      { name: 'order.txt', mime: 'text/plain', bytes: Buffer.from('PO 7') },
    ];
    const message = await compose({ files });
    const mail = await PostalMime.parse(message);
    expect(
      mail.attachments.map(({ filename, mimeType, disposition }) => [filename, mimeType, disposition]),
    ).toEqual([
      ['Rechnung 7 – Zoë.pdf', 'application/pdf', 'attachment'],
      ['order.txt', 'text/plain', 'attachment'],
    ]);
    const [first] = mail.attachments;
    expect(Buffer.from(first?.content as ArrayBuffer).equals(Buffer.from(pdf))).toBe(true);
    expect(mail.text?.trim()).toBe(INPUT.text);
    expect((await compose({ files })).equals(message)).toBe(true);
    expect(message.toString('latin1')).not.toMatch(/[^\t\r\n -~]/u);
  });

  it.each(['a\r\nBcc: x@evil.example.pdf', 'a\u0000.pdf'])(
    'refuses a file by the name of %j',
    async (name) => {
      const files = [{ name, mime: 'application/pdf', bytes: Buffer.from('%PDF-') }];
      await expect(compose({ files })).rejects.toMatchObject({ code: 'validation' });
    },
  );

  it('refuses a type that could break out of its header', async () => {
    const files = [{ name: 'a.pdf', mime: 'text/plain\r\nBcc: x@evil.example', bytes: Buffer.from('a') }];
    await expect(compose({ files })).rejects.toMatchObject({ code: 'validation' });
  });

  it('is plain ASCII with CRLF line ends and no line above the limit of 998', async () => {
    const long = 'word '.repeat(2_000);
    const text = (
      await compose({ text: long, html: `<p>${long}é</p>`, subject: long.slice(0, 900) })
    ).toString('latin1');
    expect(text).not.toMatch(/[^\t\r\n -~]/u);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  });

  it('has each header once', async () => {
    const names = headersOf(await compose())
      .split('\r\n')
      .filter((line) => /^[A-Za-z]/u.test(line))
      .map((line) => line.split(':')[0]?.toLowerCase());
    expect(names.toSorted()).toEqual([
      'cc',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'references',
      'subject',
      'to',
      'x-duebook-ref',
    ]);
  });

  it.each([
    ['subject', { subject: 'Hello\r\nBcc: all@evil.example' }],
    ['subject with a lone carriage return', { subject: 'Hello\rBcc: all@evil.example' }],
    ['subject with NUL', { subject: 'Hello\u0000' }],
    ['recipient', { to: [{ name: null, address: 'a@b.example\r\nBcc: all@evil.example' }] }],
    ['two recipients in one', { to: [{ name: null, address: 'a@b.example, all@evil.example' }] }],
    ['address that was not parsed', { to: [{ name: null, address: 'Evil <all@evil.example>' }] }],
    ['name of a recipient', { to: [{ name: 'A\r\nBcc: all@evil.example', address: 'a@b.example' }] }],
    ['copy', { cc: [{ name: null, address: 'a@b.example\nX: y' }] }],
    ['sender', { from: { name: 'A\nB', address: 'a@b.example' } }],
    ['Message-ID', { messageId: 'a@b.example>\r\nBcc: all@evil.example' }],
    ['reference', { draftId: 'x\r\nBcc: all@evil.example' as DraftId }],
  ])('refuses an injection by: %s', async (_what, changes) => {
    await expect(compose(changes)).rejects.toMatchObject({ code: 'validation' });
  });

  it('reads no file and opens no URL that a text names', async () => {
    const texts = {
      text: 'file:///etc/passwd',
      html: '<img src="file:///etc/passwd"><img src="data:image/png;base64,AA">',
    };
    const mail = await PostalMime.parse(await compose(texts));
    expect(mail.attachments).toEqual([]);
    expect(mail.html?.trim()).toBe(texts.html);
  });

  it('takes the effect from text that imitates an encoded word, in the subject and in names', async () => {
    const evil = '=?utf-8?Q?Evil=0D=0ABcc:_x?=';
    const mail = await PostalMime.parse(
      await compose({ subject: `For ${evil} Ltd`, to: [{ name: evil, address: 'ar@northwind.example' }] }),
    );
    expect(mail.subject).toBe('For = ?utf-8?Q?Evil=0D=0ABcc:_x?= Ltd');
    expect(mail.to?.[0]?.name).toBe('= ?utf-8?Q?Evil=0D=0ABcc:_x?=');
  });
});

describe('toEml', () => {
  it('adds one header in front, so that Outlook opens the file as a message to be sent', async () => {
    const bytes = await compose();
    const eml = toEml(bytes);
    expect(eml.subarray(0, 13).toString()).toBe('X-Unsent: 1\r\n');
    expect(eml.subarray(13).equals(bytes)).toBe(true);
    expect((await PostalMime.parse(eml)).subject).toBe(INPUT.subject);
  });
});

describe('messageIdFor', () => {
  it('takes the domain of the sender', () => {
    expect(messageIdFor('0198-a1', parseMailAddress('x@bücher.example'))).toBe(
      '0198-a1@xn--bcher-kva.example',
    );
  });

  it('refuses an id that would need quoting', () => {
    expect(() => messageIdFor('a b', from)).toThrow(/Message-ID/u);
  });
});
