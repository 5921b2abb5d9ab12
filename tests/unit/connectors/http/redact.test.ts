import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from '../../../../electron/engine/connectors/http/redact.ts';

const SECRETS = [
  'Authorization: Bearer abcdefgh12345678',
  'Basic dXNlcjpwYXNzd29yZA==',
  'token eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl was refused',
  'Invalid API Key provided: rk_live_51HabcdefGHIJ',
  '{"refresh_token":"abcdefgh12345678","x":1}',
  'password=hunter22 is wrong',
  "client-secret: 'hunter22'",
  'GET /callback?code=abcdefgh12345678&state=1',
  'JSESSIONID: abcdefgh12345678; path=/',
  'grant_type=refresh_token&refresh_token=abcdefgh12345678',
  'see https://files.example.com/invoice/abcdefgh12345678.pdf?sig=zzz for more',
];
const KEPT_OUT = /abcdefgh12345678|dXNlcjpw|c2lnbmF0|51Habc|hunter22|zzz/;

test.each(SECRETS)('what opens something does not show: %s', (text) => {
  expect(redact(text)).not.toMatch(KEPT_OUT);
});

test('words that only look like a secret stay: people need them', () => {
  for (const text of [
    'code: 003001',
    'The design: blue',
    'Token expired',
    'Sessions: 4',
    'INV-00017 is locked',
  ]) {
    expect(redact(text)).toBe(text);
  }
});

test('of a web address the host remains, because people have to know who was asked', () => {
  expect(redact('GET https://api.example.com/v1/pdf/1 failed')).toBe('GET https://api.example.com/… failed');
});

test('the values that were sent never show, whatever stands around them', () => {
  const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => !'[hidden]'.includes(text));
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      const clean = redact(`${before}${value}${after}`, [value]);
      expect(clean.replaceAll('[hidden]', '').includes(value)).toBe(false);
    }),
  );
});

test('the result is one short line', () => {
  const clean = redact(`first\nsecond\u0000\u2028third ${'x'.repeat(500)}`);
  expect(clean).toMatch(/^first second third x+…$/);
  expect(clean.length).toBe(200);
});
