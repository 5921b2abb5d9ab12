import { describe, expect, it } from 'vitest';
import { sendingTest } from './sending-test.ts';

const answer = (text: string) => ({ answer: text });

describe('a server whose answers are out of step', () => {
  it('and that takes DATA with a 250 gets nothing of the message, and nobody believes it later', async () => {
    const { server, send } = await sendingTest();
    for (const extensions of [['PIPELINING'], []]) {
      server.change({ extensions });
      server.misbehave({ at: 'data', by: answer('250 2.0.0 ok') });
      expect(await send()).toMatchObject({
        kind: 'silent',
        phase: 'envelope',
        answer: expect.stringContaining('250 2.0.0 ok'),
      });
    }
    expect(server.commands.filter((line) => /^(From|To|Subject|MIME)/iu.test(line))).toEqual([]);
  });

  it('and that says "taken" before it has anything has not taken it', async () => {
    const { server, send } = await sendingTest();
    for (const extensions of [['PIPELINING'], []]) {
      server.change({ extensions });
      server.misbehave({ at: 'data', by: answer('354 go ahead\r\n250 2.0.0 taken') });
      expect(await send()).toMatchObject({ kind: 'silent', phase: 'envelope' });
    }
    expect(server.taken).toEqual([]);
  });

  it('and that says "taken" in the middle of the message leaves it open', async () => {
    const { server, send } = await sendingTest();
    const line = `${'a'.repeat(70)}\r\n`;
    const bytes = Buffer.from(`Subject: x\r\n\r\n${line.repeat(200_000)}`);
    server.change({ extensions: [] });
    server.misbehave({ at: 'body', by: answer('250 2.0.0 taken') });
    expect(await send({ bytes })).toMatchObject({ kind: 'silent', phase: 'data' });
    expect(server.taken).toEqual([]);
  });
});

describe('an answer after the final dot', () => {
  it.each([
    ['250', 250],
    ['250-2.0.0 thanks\r\n250-we keep it\r\n250 2.0.0 as 4711', 250],
    ['251 2.1.5 will forward', 251],
    ['250 2.0.0 ok\r\n421 4.3.0 closing', 250],
  ])('%j says that it was taken', async (text, code) => {
    const { server, send } = await sendingTest();
    server.misbehave({ at: 'dot', by: answer(text) });
    expect(await send()).toMatchObject({ kind: 'accepted', code });
  });

  it.each(['2500 taken', '25', ' 250 taken', '\u0000250 taken', 'OK 250', '354 go on', '199 hm'])(
    '%j says nothing that can be relied on',
    async (text) => {
      const { server, send } = await sendingTest();
      server.misbehave({ at: 'dot', by: answer(text) });
      const seen = await send();
      if (seen?.kind === 'accepted') expect(seen.code).toBe(0);
      else expect(seen).toEqual({ kind: 'silent', phase: 'data' });
    },
  );
});
