import { describe, expect, it } from 'vitest';
import type { MailSecret } from '../../../electron/engine/mail/account/mail-account.ts';
import { USUAL_PLAN } from '../../support/smtp/smtp-plan.ts';
import { PASSWORD, sendingTest } from './sending-test.ts';

const answer = (text: string) => ({ answer: text });

describe('on a line where somebody takes STARTTLS out', () => {
  it.each([
    ['a password', PASSWORD],
    ['a token', { kind: 'token', accessToken: USUAL_PLAN.token }],
  ] as const)('not one byte of %s is sent', async (_what, secret) => {
    const { server, send, begun } = await sendingTest({ security: 'starttls' });
    server.change({ offersStarttls: false });
    server.misbehave({ at: 'starttls', by: answer('502 5.5.1 not here') });
    await expect(send({ secret })).rejects.toMatchObject({
      code: 'network',
      details: { step: 'tls' },
    });
    const wire = server.unencrypted().toString('latin1');
    expect(wire).toMatch(/^EHLO /u);
    expect(wire).not.toMatch(/AUTH|MAIL|RCPT/u);
    expect(wire).not.toContain(secret.kind === 'password' ? secret.password : secret.accessToken);
    expect(begun()).toBe(0);
  });
});

describe('a login by token', () => {
  const token = (accessToken: string): MailSecret => ({ kind: 'token', accessToken });
  const servers = [
    ['XOAUTH2', ['LOGIN', 'PLAIN', 'XOAUTH2']],
    ['OAUTHBEARER', ['LOGIN', 'PLAIN', 'XOAUTH2', 'OAUTHBEARER']],
    ['XOAUTH2', ['XOAUTH2']],
  ] as const;

  it.each(servers)('is made by %s where the server lists %j', async (mechanism, logins) => {
    const { server, send } = await sendingTest();
    server.change({ logins });
    expect(await send({ secret: token(USUAL_PLAN.token) })).toMatchObject({ kind: 'accepted' });
    expect(server.commands).toContain(`AUTH ${mechanism}`);
  });

  it.each(servers)(
    'that is refused (%s, %j) shows what the server says, and not the token',
    async (mechanism, logins) => {
      const { server, send, begun } = await sendingTest();
      server.change({ logins });
      const error = await send({ secret: token('planted-token') }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'auth', details: { step: 'login' } });
      expect(String(error)).toContain('"status":"invalid_token"');
      expect(String(error)).not.toContain('planted-token');
      expect(server.commands).toContain(mechanism === 'XOAUTH2' ? '(answer) ' : '(answer) AQ==');
      expect(begun()).toBe(0);
    },
  );
});
