import { constants, generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import {
  clientAssertion,
  tokenRefusal,
} from '../../../../electron/engine/connectors/netsuite/netsuite-tokens.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const proof = { clientId: 'client', certificateId: 'certificate', key };
const AUDIENCE = 'https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const NOW = Date.parse('2026-11-22T08:00:00.900Z');

function claimsIn(part: string | undefined): unknown {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
}

test('the assertion says who asks for what, for five minutes', () => {
  const [header, claims] = clientAssertion(proof, AUDIENCE, NOW).split('.');
  expect(claimsIn(header)).toEqual({ typ: 'JWT', alg: 'PS256', kid: 'certificate' });
  const seconds = Math.floor(NOW / 1_000);
  expect(claimsIn(claims)).toMatchObject({
    iss: 'client',
    scope: 'rest_webservices',
    aud: AUDIENCE,
    iat: seconds,
    exp: seconds + 300,
  });
});

test('it is signed with RSASSA-PSS over SHA-256, with a salt of the length of the digest', () => {
  const [header, claims, signature = ''] = clientAssertion(proof, AUDIENCE, NOW).split('.');
  const check = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  const signed = (text: string) =>
    verify('sha256', Buffer.from(text), check, Buffer.from(signature, 'base64url'));
  expect(signed(`${header}.${claims}`)).toBe(true);
  expect(signed(`${header}.${claims}x`)).toBe(false);
});

test.each(['', ' ', '\r\n'])('a key that lost its lines on the way is read (%j between them)', (between) => {
  const pasted = key.replaceAll('\n', between);
  expect(clientAssertion({ ...proof, key: pasted }, AUDIENCE, NOW).split('.')).toHaveLength(3);
});

test('each assertion is another', () => {
  expect(clientAssertion(proof, AUDIENCE, NOW)).not.toBe(clientAssertion(proof, AUDIENCE, NOW));
});

test('a key that is none of RSA is refused: PS256 needs one', () => {
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const other = curve.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(() => clientAssertion({ ...proof, key: other }, AUDIENCE, NOW)).toThrow('RSA');
});

test.each([
  [400, '{"error":"invalid_scope"}', 'forbidden'],
  [400, '{"error":"invalid_grant"}', 'auth_revoked'],
  [401, '{"error":"invalid_client"}', 'auth_revoked'],
  [401, '<html>', null],
  [503, '{"error":"invalid_client"}', null],
])('an answer of %d with %s is %s', (status, body, reason) => {
  const answer = { status, headers: new Headers(), bytes: new TextEncoder().encode(body) };
  const failure = tokenRefusal(answer);
  expect(failure === null ? null : failureReason(failure)).toBe(reason);
});
