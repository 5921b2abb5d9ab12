import { describe, expect, it } from 'vitest';
import type { MailSecret } from '../../../electron/engine/mail/account/mail-account.ts';
import type { Misbehaviour, SmtpStep } from '../../support/smtp/smtp-plan.ts';
import { USUAL_PLAN } from '../../support/smtp/smtp-plan.ts';
import { sendingTest, TIMEOUTS, TO } from './sending-test.ts';

const answer = (text: string) => ({ answer: text });

describe('a server that takes the message', () => {
  it.each([
    ['tls', ['PIPELINING', '8BITMIME', 'SIZE 35882577']],
    ['starttls', ['PIPELINING', '8BITMIME', 'SIZE 35882577']],
    ['tls', ['8BITMIME']],
    ['starttls', []],
  ] as const)('gets exactly the bytes for exactly the recipients (%s, %j)', async (security, extensions) => {
    const { server, send, bytes, begun } = await sendingTest({ security });
    server.change({ extensions });
    expect(await send()).toEqual({
      kind: 'accepted',
      code: 250,
      answer: '250 2.0.0 taken as 4711',
    });
    expect(server.taken).toHaveLength(1);
    expect(server.taken[0]).toMatchObject({ from: USUAL_PLAN.user, to: TO });
    expect(server.taken[0]?.bytes.equals(bytes)).toBe(true);
    expect(begun()).toBe(1);
  });

  it.each([
    ['lines that begin with dots', Buffer.from('Subject: x\r\n\r\n.\r\n..\r\n.a\r\nend\r\n')],
    ['8-bit text', Buffer.from('Subject: x\r\n\r\nZoë owes €4,821.00 to Söhne\r\n', 'utf8')],
  ])('gets %s unchanged', async (_what, given) => {
    const { server, send } = await sendingTest();
    expect(await send({ bytes: given })).toMatchObject({ kind: 'accepted' });
    expect(server.taken[0]?.bytes.equals(given)).toBe(true);
  });

  it('hears nothing of the message when there is to be no attempt', async () => {
    const { server, send } = await sendingTest();
    expect(await send({ begin: async () => false })).toBeNull();
    expect(server.commands.filter((line) => /^(MAIL|RCPT|DATA)/u.test(line))).toEqual([]);
    expect(server.taken).toEqual([]);
  });

  it('is asked for nothing before the login is done', async () => {
    const { server, send } = await sendingTest();
    const heard: string[] = [];
    await send({
      begin: async () => {
        heard.push(...server.commands);
        return true;
      },
    });
    expect(heard.at(-1)).toBe('AUTH PLAIN');
    expect(heard.join(' ')).not.toMatch(/MAIL|RCPT|DATA/u);
  });
});

describe('a server that breaks off', () => {
  const before: readonly SmtpStep[] = ['connect', 'greeting', 'ehlo', 'starttls', 'auth'];
  it.each(before.flatMap((at) => (['drop', 'hang'] as const).map((by) => [by, at] as const)))(
    'by a %s at %s has heard nothing of the message: a network error, no attempt',
    async (by, at) => {
      const { server, send, begun } = await sendingTest({ security: 'starttls' });
      server.misbehave({ at, by });
      const timeouts = { ...TIMEOUTS, connect: 700, greeting: 600 };
      await expect(send({ timeouts })).rejects.toMatchObject({ code: 'network' });
      expect(begun()).toBe(0);
      expect(server.taken).toEqual([]);
    },
  );

  it.each([
    ...(['mail', 'rcpt', 'data'] as const).map((at) => [at, 'envelope'] as const),
    ...(['body', 'dot'] as const).map((at) => [at, 'data'] as const),
  ])('at %s leaves it open from the phase "%s" on', async (at, phase) => {
    const { server, send } = await sendingTest();
    for (const by of ['drop', 'hang'] as const) {
      for (const extensions of [['PIPELINING'], []]) {
        server.change({ extensions });
        server.misbehave({ at, by });
        expect(await send()).toEqual({ kind: 'silent', phase });
      }
    }
    expect(server.taken).toHaveLength(at === 'dot' ? 4 : 0);
  });

  it('while it is being told to begin is noticed before anything is said', async () => {
    const { server, send } = await sendingTest();
    const begin = async () => {
      await server.stop();
      return true;
    };
    expect(await send({ begin })).toEqual({ kind: 'silent', phase: 'envelope' });
  });

  it('because the person ends it: what was under way is left open', async () => {
    const { server, send } = await sendingTest();
    const stop = new AbortController();
    server.misbehave({ at: 'dot', by: 'hang' });
    const seen = send({ signal: stop.signal, timeouts: { ...TIMEOUTS, silence: 6_000 } });
    while (server.taken.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await seen).toEqual({ kind: 'silent', phase: 'data' });
  });
});

describe('a server that answers', () => {
  const answers = [
    ['450 4.2.1 busy', 450, '4.2.1'],
    ['451 4.7.1 greylisted', 451, '4.7.1'],
    ['421 4.7.0 too many', 421, '4.7.0'],
    ['550 5.4.5 daily limit', 550, '5.4.5'],
    ['554 no', 554, null],
  ] as const;
  const phases: readonly (readonly [SmtpStep, string])[] = [
    ['mail', 'envelope'],
    ['rcpt', 'recipient'],
    ['data', 'envelope'],
    ['dot', 'data'],
  ];

  it.each(phases.flatMap(([at, phase]) => answers.map((row) => [row[0], at, phase, row] as const)))(
    '"%s" at %s has refused it, and is quoted',
    async (text, at, spoken, [, code, status]) => {
      // A 421 is about the connection, whatever it answers.
      const phase = code === 421 && spoken === 'recipient' ? 'envelope' : spoken;
      const { server, send } = await sendingTest();
      for (const extensions of [['PIPELINING'], []]) {
        server.change({ extensions });
        server.misbehave({ at, by: answer(text) });
        expect(await send()).toEqual({ kind: 'refused', phase, code, status, answer: text });
      }
      expect(server.taken).toEqual([]);
    },
  );

  it.each(['421 4.7.0 too many', '454 4.7.0 try later', '554 5.7.1 not from there'])(
    '"%s" before the message serves nobody now, and is quoted',
    async (text) => {
      const { server, send, begun } = await sendingTest();
      for (const at of ['greeting', 'ehlo'] as const) {
        server.misbehave({ at, by: answer(text) });
        await expect(send()).rejects.toMatchObject({
          code: 'network',
          message: expect.stringContaining(text),
          details: { answer: { code: Number(text.slice(0, 3)) } },
        });
      }
      expect(begun()).toBe(0);
    },
  );

  it('"454" to the login asks to wait; "535" is a refused login', async () => {
    const { server, send, begun } = await sendingTest();
    server.misbehave({ at: 'auth', by: answer('454 4.7.0 too many logins') });
    await expect(send()).rejects.toMatchObject({
      code: 'network',
      details: { step: 'login', answer: { code: 454, status: '4.7.0' } },
    });
    server.misbehave();
    const wrong: MailSecret = { kind: 'password', password: 'planted-wrong' };
    await expect(send({ secret: wrong })).rejects.toMatchObject({
      code: 'auth',
      message: expect.not.stringContaining('planted-wrong'),
    });
    expect(begun()).toBe(0);
  });

  it.each([
    ['the first', TO[0]],
    ['the last', TO[1]],
  ])('that refuses %s of two recipients gets the message for nobody', async (_which, recipient) => {
    const { server, send } = await sendingTest();
    for (const extensions of [['PIPELINING'], []]) {
      server.change({ extensions });
      server.misbehave({ at: 'rcpt', by: answer('550 5.1.1 no such user'), recipient } as Misbehaviour);
      expect(await send()).toMatchObject({ kind: 'refused', phase: 'recipient', code: 550, status: '5.1.1' });
    }
    expect(server.taken).toEqual([]);
  });

  it('that has no room for a message of that size has refused it', async () => {
    const { server, send } = await sendingTest();
    server.change({ extensions: ['SIZE 1000'] });
    expect(await send()).toMatchObject({ kind: 'refused', phase: 'envelope', code: 552, status: '5.3.4' });
    expect(server.taken).toEqual([]);
  });
});
