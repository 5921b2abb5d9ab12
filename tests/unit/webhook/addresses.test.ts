import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKind } from '../../../electron/engine/services/webhook/reachable-address.ts';
import { mayReach, webhookUrl } from '../../../electron/engine/services/webhook/webhook-address.ts';

const CRM = new URL('https://crm.example/hook');
const LOCAL = new URL('http://localhost:8080/hook');

describe('the kind of an address', () => {
  it.each([
    ['loopback', ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']],
    [
      'private',
      ['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd00::1', '::ffff:10.0.0.1'],
    ],
    [
      'never',
      [
        '169.254.169.254',
        '0.0.0.0',
        '224.0.0.1',
        '255.255.255.255',
        '::',
        'fe80::1',
        'ff02::1',
        '64:ff9b::a9fe:a9fe',
        '2002:7f00:1::',
        '::ffff:169.254.169.254',
        'crm.example',
        '',
      ],
    ],
    [
      'public',
      ['93.184.215.14', '172.32.0.1', '172.15.0.1', '11.0.0.1', '2606:2800:21f::1', '::ffff:93.184.215.14'],
    ],
  ] as const)('%s', (kind, addresses) => {
    expect(addresses.map((address) => [address, addressKind(address)])).toEqual(
      addresses.map((address) => [address, kind]),
    );
  });

  it('is the same for an IPv4 address and its IPv6 spelling', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(addressKind(`::ffff:${address}`)).toBe(addressKind(address));
      }),
    );
  });
});

describe('where events may go', () => {
  it('is anybody by https, the own house only when allowed, and the metadata service of a cloud never', () => {
    expect(mayReach(CRM, 'public', false)).toBe(true);
    expect(mayReach(CRM, 'private', false)).toBe(false);
    expect(mayReach(CRM, 'private', true)).toBe(true);
    expect(mayReach(CRM, 'loopback', false)).toBe(false);
    expect(mayReach(CRM, 'loopback', true)).toBe(true);
    expect(mayReach(CRM, 'never', true)).toBe(false);
  });

  it('is this computer alone by http, whatever its name resolves to', () => {
    expect(mayReach(LOCAL, 'loopback', false)).toBe(true);
    for (const kind of ['public', 'private', 'never'] as const)
      expect(mayReach(LOCAL, kind, true)).toBe(false);
  });
});

describe('an address that a person names', () => {
  it('is https, or http to this computer', () => {
    for (const url of [
      'https://crm.example/hook?x=1',
      'http://localhost:8080/',
      'http://127.0.0.1/',
      'http://[::1]:9/',
    ])
      expect(webhookUrl(` ${url} `).href).toBe(url);
  });

  it.each([
    ['no web address', 'crm.example/hook'],
    ['http to anyone else', 'http://crm.example/hook'],
    ['http to a name that only looks local', 'http://localhost.crm.example/'],
    ['http to a private address', 'http://192.168.1.1/'],
    ['another scheme', 'ftp://crm.example/'],
    ['a file', 'file:///etc/passwd'],
    ['a password in it', 'https://user:pass@crm.example/'],
    ['nothing', ''],
  ])('is refused: %s', (_, url) => {
    expect(() => webhookUrl(url)).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  it('is not repeated in the refusal: its path may be a secret', () => {
    expect(() => webhookUrl('http://crm.example/s3cret')).toThrow(/^(?!.*s3cret)/);
  });
});
