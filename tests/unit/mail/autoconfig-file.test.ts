import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAutoconfig } from '../../../electron/engine/mail/presets/autoconfig-file.ts';

const ADDRESS = 'ines@halden.example';

const server = (kind: 'incoming' | 'outgoing', type: string, fields: Readonly<Record<string, string>>) =>
  `<${kind}Server type="${type}">${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</${kind}Server>`;
const file = (...servers: readonly string[]) =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="halden.example">${servers.join('\n')}</emailProvider></clientConfig>`;

const IMAP = { hostname: 'mail.halden.example', port: '993', socketType: 'SSL' };
const SMTP = { hostname: 'smtp.halden.example', port: '587', socketType: 'STARTTLS' };

describe('the file that a domain publishes for mail programs', () => {
  it('names both servers and the user', () => {
    const text = file(
      server('incoming', 'pop3', { ...IMAP, port: '995' }),
      server('incoming', 'imap', { ...IMAP, username: '%EMAILLOCALPART%' }),
      server('outgoing', 'smtp', SMTP),
    );
    expect(readAutoconfig(text, ADDRESS)).toEqual({
      imap: { protocol: 'imap', host: 'mail.halden.example', port: 993, security: 'tls' },
      smtp: { protocol: 'smtp', host: 'smtp.halden.example', port: 587, security: 'starttls' },
      user: 'ines',
    });
  });

  it('takes the whole address for the user where nothing else is said', () => {
    for (const username of ['%EMAILADDRESS%', '']) {
      const text = file(server('incoming', 'imap', { ...IMAP, username }));
      expect(readAutoconfig(text, ADDRESS)?.user).toBe(ADDRESS);
    }
  });

  it('passes over servers without encryption', () => {
    const plain = server('incoming', 'imap', { ...IMAP, socketType: 'plain', port: '143' });
    expect(readAutoconfig(file(plain), ADDRESS)).toBeNull();
    const both = file(plain, server('incoming', 'imap', IMAP));
    expect(readAutoconfig(both, ADDRESS)?.imap).toMatchObject({ port: 993, security: 'tls' });
  });

  it.each([
    ['a host that is none', { ...IMAP, hostname: 'mail.halden.example/x' }],
    ['a host with a user', { ...IMAP, hostname: 'ines@mail.halden.example' }],
    ['a port that is none', { ...IMAP, port: '70000' }],
    ['no port', { hostname: IMAP.hostname, socketType: 'SSL' }],
  ])('does not take %s', (_what, fields) => {
    expect(readAutoconfig(file(server('incoming', 'imap', fields)), ADDRESS)).toBeNull();
  });

  it.each([
    ['a page', '<html><body>Not found</body></html>'],
    ['half a file', file(server('incoming', 'imap', IMAP)).slice(0, -20)],
    [
      'an entity of its own',
      `<!DOCTYPE x [<!ENTITY a "b">]>${file(server('incoming', 'imap', { ...IMAP, hostname: '&a;' }))}`,
    ],
    ['nothing', ''],
  ])('does not take %s', (_what, text) => {
    expect(readAutoconfig(text, ADDRESS)).toBeNull();
  });

  it('never throws, and never proposes a server without encryption', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => file(text)),
        ),
        (text) => {
          const found = readAutoconfig(text, ADDRESS);
          expect(['tls', 'starttls', undefined]).toContain(found?.imap?.security);
        },
      ),
    );
  });
});
