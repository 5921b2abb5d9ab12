import { describe, expect, it } from 'vitest';
import { parseMailUrl } from '../../../electron/engine/mail/account/mail-endpoint.ts';
import { serverText } from '../../../electron/engine/mail/account/mail-failure.ts';
import { imapFailure } from '../../../electron/engine/mail/imap/imap-failure.ts';
import { smtpFailure } from '../../../electron/engine/mail/smtp/smtp-failure.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';

const IMAP = parseMailUrl('imaps://imap.halden.example', 'imap');
const SMTP = parseMailUrl('smtp+starttls://smtp.halden.example', 'smtp');
const thrown = (fields: object) => Object.assign(new Error('raw words of the library: secret'), fields);

type Case = readonly [fields: object, code: string, step: string, words: string];

const NETWORK_CODES: readonly Case[] = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EDNS'].map(
    (code): Case => [{ code }, 'network', 'dns', 'the name was not found. Check its spelling'],
  ),
  ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].map(
    (code): Case => [{ code }, 'network', 'connect', 'no connection could be made. Check the port'],
  ),
  ...[
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'CERT_REJECTED',
    'CERT_UNTRUSTED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HOSTNAME_MISMATCH',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ].map(
    (code): Case => [
      { code },
      'network',
      'tls',
      `cannot be trusted (${code.toLowerCase().replaceAll('_', ' ')}); no password was sent`,
    ],
  ),
  ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'EPROTO'].map(
    (code): Case => [
      { code },
      'network',
      'tls',
      'no encrypted connection could be agreed on; no password was sent',
    ],
  ),
];

const refused = { responseStatus: 'NO', responseText: 'over there' };
const login = { ...refused, authenticationFailed: true };

const IMAP_CASES: readonly Case[] = [
  ...NETWORK_CODES,
  ...['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT', 'ETIMEDOUT'].map(
    (code): Case => [{ code }, 'network', 'folder', 'it did not answer in time.'],
  ),
  ...['UNAVAILABLE', 'INUSE', 'limit', 'SERVERBUG', 'CONTACTADMIN'].map(
    (serverResponseCode): Case => [
      { ...login, serverResponseCode },
      'network',
      'login',
      'it cannot log in now ("over there"). Try later.',
    ],
  ),
  [login, 'auth', 'login', 'the login was refused. The server said: "over there". Check the user'],
  [{ ...login, responseText: undefined }, 'auth', 'login', 'the login was refused. Check the user'],
  [
    { ...login, serverResponseCode: 'AUTHENTICATIONFAILED' },
    'auth',
    'login',
    'many providers ask for an app password',
  ],
  [{ authenticationFailed: true }, 'auth', 'login', 'the login was refused. Check the user'],
  [
    { ...refused, serverResponseCode: 'OVERQUOTA' },
    'mail_rejected',
    'quota',
    'The mailbox is full: free some space',
  ],
  [{ ...refused, serverResponseCode: 'overquota' }, 'mail_rejected', 'quota', 'The mailbox is full'],
  [
    { serverResponseCode: 'APPENDLIMIT' },
    'mail_rejected',
    'folder',
    'it refused the request. Ask your mail provider',
  ],
  [
    refused,
    'mail_rejected',
    'folder',
    'it answered "over there". Ask your mail provider, or try again later.',
  ],
  [{ responseStatus: 'BAD', response: 'odd' }, 'mail_rejected', 'folder', 'it answered "odd".'],
  [
    { tlsFailed: true },
    'network',
    'tls',
    'it offers no encryption (STARTTLS) on this port; no password was sent. Use imaps:// (port 993)',
  ],
  [{ tlsFailed: true, code: 'odd' }, 'network', 'tls', 'no encrypted connection could be agreed on'],
  [
    { code: 'EConnectionClosed' },
    'network',
    'folder',
    'the connection was lost. Try again; nothing is saved twice.',
  ],
  [{}, 'network', 'folder', 'the connection was lost.'],
];

const SMTP_CASES: readonly Case[] = [
  ...NETWORK_CODES,
  ...NETWORK_CODES.map(([fields, ...rest]): Case => {
    const { code } = fields as { code: string };
    return [{ code: 'ESOCKET', originalCode: code }, ...rest];
  }),
  [
    { code: 'EAUTH', responseCode: 535, response: '535 no\r\nway' },
    'auth',
    'login',
    'the login was refused. The server said: "535 no way".',
  ],
  [{ code: 'EAUTH', responseCode: 454, response: 'later' }, 'network', 'connect', 'the connection was lost.'],
  [
    { code: 'ETLS', command: 'STARTTLS', responseCode: 502, response: '502 5.5.1 not implemented' },
    'network',
    'tls',
    'it offers no encryption (STARTTLS) on this port; no password was sent. Use smtps:// (port 465)',
  ],
  [{ code: 'ETLS' }, 'network', 'tls', 'no encrypted connection could be agreed on'],
  [{ code: 'ETIMEDOUT' }, 'network', 'connect', 'it did not answer in time.'],
  [{ code: 'ECONNECTION' }, 'network', 'connect', 'the connection was lost.'],
];

function expectCase(failure: EngineError, host: string, port: number, expected: Case): void {
  const [, code, step, words] = expected;
  expect(failure).toMatchObject({ code, details: { step, host, port } });
  expect(failure.message.startsWith(`Mail server ${host}:${port}: `)).toBe(true);
  expect(failure.message).toContain(words);
  expect(failure.message).not.toContain('raw words');
}

describe('what an IMAP server or the way to it does wrong is told apart:', () => {
  it.each(IMAP_CASES)('%j', (...expected) => {
    const error = thrown(expected[0]);
    const failure = imapFailure(error, IMAP, 'folder');
    expectCase(failure, 'imap.halden.example', 993, expected);
    expect(failure.cause).toBe(error);
  });

  it('anything else that is thrown is a lost connection at the step that was under way', () => {
    for (const odd of [null, undefined, 'text', 7, { code: 7, responseText: {}, serverResponseCode: null }]) {
      expect(imapFailure(odd, IMAP, 'login')).toMatchObject({ code: 'network', details: { step: 'login' } });
      expect(smtpFailure(odd, SMTP)).toMatchObject({ code: 'network', details: { step: 'connect' } });
    }
  });

  it('what is an error of ours already stays the same', () => {
    const ours = new EngineError('cancelled', 'Stopped.');
    expect(imapFailure(ours, IMAP, 'login')).toBe(ours);
    expect(smtpFailure(ours, SMTP)).toBe(ours);
  });
});

describe('what an SMTP server or the way to it does wrong is told apart:', () => {
  it.each(SMTP_CASES)('%j', (...expected) => {
    expectCase(smtpFailure(thrown(expected[0]), SMTP), 'smtp.halden.example', 587, expected);
  });
});

describe('the words of a server', () => {
  it('become one line of at most 200 characters', () => {
    expect(serverText('a\r\nb\tc\u0000d')).toBe('a b cd');
    expect(serverText('x'.repeat(500))).toBe('x'.repeat(200));
    expect(serverText(`${'x'.repeat(199)}😀`).isWellFormed()).toBe(true);
    for (const odd of [undefined, null, 7, Buffer.from('x')]) expect(serverText(odd)).toBe('');
  });
});
