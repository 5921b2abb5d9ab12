import { once } from 'node:events';
import { createConnection } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import {
  clientOver,
  openSession,
  openSocket,
  startTestHost,
  type TestHost,
} from '../../support/browser-host.ts';

const FUZZ_RUNS = Number(process.env.DUEBOOK_FUZZ ?? 300);

let test: TestHost;
let cookie: string;
beforeEach(async () => {
  test = await startTestHost();
  cookie = await openSession(test);
});
afterEach(() => test.close());

const connect = (): Promise<WebSocket> => openSocket(test.host, { origin: test.host.origin, cookie });

async function answersStill(): Promise<void> {
  const socket = await connect();
  await expect(clientOver(socket).echo({ text: 'alive' })).resolves.toEqual({ text: 'alive' });
  socket.terminate();
}

describe('the contract over the WebSocket', () => {
  it('answers, refuses bad input, keeps error codes and streams', async () => {
    const client = clientOver(await connect());
    await expect(client.echo({ text: 'Ü' })).resolves.toEqual({ text: 'Ü' });
    await expect(client.echo({ text: 'x'.repeat(1001) })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(client.refuse()).rejects.toMatchObject({ code: 'LOCKED', message: 'Open elsewhere' });
    const seen: number[] = [];
    for await (const number of await client.count()) seen.push(number);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('tells the host how many windows are open', async () => {
    const first = await connect();
    const second = await connect();
    expect(test.windows.at(-1)).toBe(2);
    first.close();
    second.close();
    await expect.poll(() => test.windows.at(-1)).toBe(0);
  });

  it('opens a bounded number of sockets', async () => {
    const sockets = await Promise.all(Array.from({ length: 16 }, connect));
    await expect(connect()).rejects.toThrow('refused with 503');
    for (const socket of sockets) socket.terminate();
  });
});

describe('hostile frames', () => {
  it('of random bytes and text leave the host alive', async () => {
    const frame = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ maxLength: 300, unit: 'binary' }),
    );
    let socket = await connect();
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 10 }), async (frames) => {
        if (socket.readyState !== socket.OPEN) socket = await connect();
        for (const content of frames) socket.send(content);
      }),
      { numRuns: FUZZ_RUNS },
    );
    socket.terminate();
    await answersStill();
  });

  it('that look like calls, with any JSON in any place, leave the host alive', async () => {
    const socket = await connect();
    const call = fc.record(
      {
        i: fc.oneof(fc.string(), fc.integer(), fc.constant('1')),
        t: fc.oneof(fc.integer({ min: -1, max: 10 }), fc.jsonValue()),
        p: fc.oneof(
          fc.jsonValue(),
          fc.record(
            {
              u: fc.oneof(
                fc.constantFrom(
                  '/echo',
                  '/refuse',
                  '/count',
                  '/__proto__',
                  '/constructor/name',
                  '/echo/~orpc',
                  '//',
                  '',
                ),
                fc.webUrl(),
                fc.jsonValue(),
              ),
              b: fc.jsonValue(),
              h: fc.jsonValue(),
              m: fc.oneof(fc.constantFrom('GET', 'POST', 'HEAD', '…'), fc.jsonValue()),
            },
            { requiredKeys: [] },
          ),
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(call, async (value) => {
        socket.send(JSON.stringify(value));
      }),
      { numRuns: FUZZ_RUNS },
    );
    socket.terminate();
    await answersStill();
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('cannot reach what is not in the contract through names of the language', async () => {
    const socket = await connect();
    for (const path of ['/__proto__/toString', '/constructor/call', '/echo/~orpc', '/toString', '/']) {
      const answered = once(socket, 'message');
      socket.send(JSON.stringify({ i: path, p: { u: path, b: {} } }));
      const answer = JSON.parse(String((await answered)[0]));
      expect(answer, path).toMatchObject({ i: path, p: { s: 404 } });
    }
    socket.terminate();
  });

  it('that are no call close their socket at once', async () => {
    for (const content of [
      'hello',
      '{}',
      '[]',
      '{"i":"1","p":{"u":"https://attacker.example/echo"}}',
      Buffer.from('{}'),
    ]) {
      const socket = await connect();
      const closed = once(socket, 'close');
      socket.send(content);
      expect((await closed)[0]).toBe(1007);
    }
  });

  it('of more than the largest message close that socket, and no other', async () => {
    const other = clientOver(await connect());
    const socket = await connect();
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    socket.send(Buffer.alloc(5 * 1024 * 1024));
    expect((await closed)[0]).toBe(1009);
    await expect(other.echo({ text: 'still here' })).resolves.toEqual({ text: 'still here' });
  });

  it('of a broken protocol or an upgrade that breaks off leave the host alive', async () => {
    const head = (extra: string) =>
      `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${test.host.port}\r\nOrigin: ${test.host.origin}\r\nCookie: ${cookie}\r\n` +
      `Connection: Upgrade\r\nUpgrade: websocket\r\n${extra}`;
    const whole = head('Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
    const attempts = [
      head(''),
      head('Sec-WebSocket-Version: 13\r\n\r\n'),
      whole,
      `${whole}${'\xff\xff\xff\xff'.repeat(100)}`,
      'GET / HTTP/9.9\r\n\r\n',
      '\0\0\0\0',
    ];
    for (const attempt of attempts) {
      await new Promise<void>((resolve) => {
        const stream = createConnection(test.host.port, '127.0.0.1', () => {
          stream.write(attempt, 'latin1', () => stream.destroy());
        });
        stream.on('error', () => undefined);
        stream.on('close', () => resolve());
      });
    }
    await answersStill();
  });
});
