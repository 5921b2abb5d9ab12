import { createConnection } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSession, send, startTestHost, type TestHost } from '../../support/browser-host.ts';

const LIMIT = 1024 * 1024;

let test: TestHost;
let cookie: string;
beforeEach(async () => {
  test = await startTestHost({ maxUploadBytes: LIMIT });
  cookie = await openSession(test);
});
afterEach(() => test.close());

const upload = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
  send(test.host.port, {
    method: 'POST',
    path: '/upload',
    headers: { origin: test.host.origin, cookie, ...headers },
    body,
  });

describe('the files of the window', () => {
  it('are served with their type', async () => {
    expect((await send(test.host.port, { path: '/' })).headers['content-type']).toContain('text/html');
    const script = await send(test.host.port, { path: '/assets/main.js' });
    expect(script.text).toBe('export {};');
    expect(script.headers['content-type']).toContain('text/javascript');
  });

  it('are the only files: no path leads out of the folder', async () => {
    for (const path of [
      '/../outside.js',
      '/assets/../../outside.js',
      '/%2e%2e/outside.js',
      '/..%2foutside.js',
      '/assets/..%5c..%5coutside.js',
      '//outside.js',
      '/assets/main.js%00.html',
      '/assets',
      '/assets/notes.txt',
      '/etc/passwd',
      '/constructor',
      '/__proto__',
      '/download/../assets/main.js',
    ]) {
      const answer = await send(test.host.port, { path, headers: { cookie } });
      expect(answer.status, path).toBe(404);
      expect(answer.text).not.toContain('outside');
    }
  });

  it('are also not reached by an absolute form or an asterisk', async () => {
    for (const path of ['*', `http://127.0.0.1:${test.host.port}/assets/main.js`, 'file:///etc/passwd']) {
      expect((await send(test.host.port, { path })).status, path).toBe(404);
    }
  });
});

describe('methods', () => {
  it('are exactly those that a path is for', async () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['GET', '/session'],
      ['PUT', '/session'],
      ['GET', '/upload'],
      ['PUT', '/upload'],
      ['DELETE', '/download/x'],
      ['POST', '/download/x'],
      ['HEAD', '/download/x'],
      ['OPTIONS', '/upload'],
      ['POST', '/'],
      ['TRACE', '/'],
    ];
    for (const [method, path] of wrong) {
      const answer = await send(test.host.port, {
        method,
        path,
        headers: { origin: test.host.origin, cookie },
      });
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.headers.allow).toBeDefined();
    }
  });

  it('cannot be disguised by a header', async () => {
    const answer = await send(test.host.port, {
      path: '/upload',
      headers: { cookie, 'x-http-method-override': 'POST' },
    });
    expect(answer.status).toBe(405);
  });
});

describe('an upload', () => {
  it('becomes an opaque grant with the bytes and the name of the picked file', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const answer = await upload(bytes, { 'x-file-name': encodeURIComponent('offene Posten März.csv') });
    const { grant } = JSON.parse(answer.text);
    const read = await test.files.readGrant(grant);
    expect(read.name).toBe('offene Posten März.csv');
    expect(Buffer.from(read.bytes)).toEqual(Buffer.from(bytes));
  });

  it('never takes a path from the name', async () => {
    const names = new Map([
      ['../../etc/passwd', 'passwd'],
      ['C:\\books\\open.csv', 'open.csv'],
      ['%zz', 'file'],
      ['', 'file'],
      [encodeURIComponent('a\r\nb\0.csv'), 'ab.csv'],
    ]);
    for (const [sent, expected] of names) {
      const { grant } = JSON.parse((await upload('x', { 'x-file-name': sent })).text);
      expect((await test.files.readGrant(grant)).name).toBe(expected);
    }
  });

  it('over the limit is refused, whether its length is announced or not', async () => {
    const announced = await upload(Buffer.alloc(LIMIT + 1));
    expect(announced.status).toBe(413);
    const chunked = await upload(Buffer.alloc(LIMIT * 3), { 'transfer-encoding': 'chunked' });
    expect(chunked.status).toBe(413);
    expect((await upload(Buffer.alloc(LIMIT))).status).toBe(200);
  });

  it('from another origin is refused, even with the session', async () => {
    for (const origin of ['http://attacker.example', 'null']) {
      expect((await upload('x', { origin })).status).toBe(403);
    }
    expect((await upload('x', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
  });

  it('that breaks off leaves the host alive', async () => {
    await new Promise<void>((resolve) => {
      const socket = createConnection(test.host.port, '127.0.0.1', () => {
        socket.write(
          `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${test.host.port}\r\nOrigin: ${test.host.origin}\r\n` +
            `Cookie: ${cookie}\r\nContent-Length: 1000\r\n\r\npartial`,
          () => socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect((await upload('whole')).status).toBe(200);
  });
});

describe('a download', () => {
  const offer = (name: string, mime = 'text/csv') =>
    test.files.putDownload({ name, mime, bytes: Buffer.from('number,open\n1,10.00\n') });
  const fetchDownload = (id: string, headers: Record<string, string> = {}) =>
    send(test.host.port, { path: `/download/${id}`, headers: { cookie, ...headers } });

  it('is handed out once, as an attachment', async () => {
    const id = offer('log.csv');
    const first = await fetchDownload(id);
    expect(first.text).toBe('number,open\n1,10.00\n');
    expect(first.headers['content-disposition']).toContain('attachment; filename="log.csv"');
    const second = await fetchDownload(id);
    expect(second.status).toBe(404);
    expect(second.text).not.toContain('10.00');
  });

  it('is not handed out to a page elsewhere that sends the browser there', async () => {
    const id = offer('log.csv');
    expect((await fetchDownload(id, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await fetchDownload(id, { origin: 'http://attacker.example' })).status).toBe(403);
    expect((await fetchDownload(id, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('keeps any name inside its header', async () => {
    const id = offer('Müller "GmbH"\r\nSet-Cookie: a=b; ’s\ud800.csv', 'text/csv\r\nX-Evil: 1');
    const answer = await fetchDownload(id);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-evil']).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['content-disposition']).toContain(
      "filename*=UTF-8''M%C3%BCller%20%22GmbH%22%0D%0A",
    );
  });

  it('of an unknown id is not there', async () => {
    for (const id of ['', 'x', '..', '%2e%2e', 'a'.repeat(5000)]) {
      expect((await fetchDownload(id)).status).toBe(404);
    }
  });
});
