import { describe, expect, it } from 'vitest';
import { mailUrl, parseMailUrl } from '../../../electron/engine/mail/account/mail-endpoint.ts';

describe('parseMailUrl', () => {
  it.each([
    ['imaps://imap.halden.example:993', 'imap', { host: 'imap.halden.example', port: 993, security: 'tls' }],
    ['imaps://imap.halden.example', 'imap', { host: 'imap.halden.example', port: 993, security: 'tls' }],
    [
      'imap+starttls://imap.halden.example',
      'imap',
      { host: 'imap.halden.example', port: 143, security: 'starttls' },
    ],
    ['smtps://smtp.halden.example/', 'smtp', { host: 'smtp.halden.example', port: 465, security: 'tls' }],
    [
      'SMTP+STARTTLS://SMTP.Halden.Example:2525',
      'smtp',
      { host: 'smtp.halden.example', port: 2525, security: 'starttls' },
    ],
    ['imaps://bücher.example', 'imap', { host: 'xn--bcher-kva.example', port: 993, security: 'tls' }],
    ['imaps://[::1]:9993', 'imap', { host: '::1', port: 9993, security: 'tls' }],
  ] as const)('reads %s', (text, protocol, endpoint) => {
    expect(parseMailUrl(text, protocol)).toEqual({ protocol, ...endpoint });
  });

  it.each(['imap', 'smtp'] as const)(
    'refuses %s:// because it would send the password unencrypted',
    (protocol) => {
      expect(() => parseMailUrl(`${protocol}://mail.halden.example`, protocol)).toThrow(
        expect.objectContaining({ code: 'validation', message: expect.stringMatching(/unencrypted\. Use/u) }),
      );
    },
  );

  it.each([
    'smtps://mail.halden.example',
    'https://mail.halden.example',
    'imaps://user:secret@mail.halden.example',
    'imaps://mail.halden.example:0',
    'imaps://mail.halden.example:70000',
    'imaps://mail.halden.example/INBOX',
    'imaps://mail.halden.example?tls=no',
    'imaps://',
    'imaps://a b',
    'imaps://[1:2]',
    'mail.halden.example:993',
    '',
  ])('refuses %j for IMAP', (text) => {
    expect(() => parseMailUrl(text, 'imap')).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  it('does not repeat a password that someone put into the URL', () => {
    expect(() => parseMailUrl('imaps://user:hunter2@mail.example', 'imap')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });

  it.each(['imaps://imap.halden.example:993', 'smtp+starttls://[::1]:587'])(
    'writes back what it read: %s',
    (text) => {
      const protocol = text.startsWith('imap') ? 'imap' : 'smtp';
      expect(mailUrl(parseMailUrl(text, protocol))).toBe(text);
    },
  );
});
