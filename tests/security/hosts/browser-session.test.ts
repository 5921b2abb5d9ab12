import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  clientOver,
  exchangeToken,
  openSession,
  openSocket,
  send,
  startTestHost,
  type TestHost,
} from '../../support/browser-host.ts';

let test: TestHost;
beforeEach(async () => {
  test = await startTestHost();
});
afterEach(() => test.close());

describe('the one-time link', () => {
  it('carries 256 random bits in the fragment, which no request sends', () => {
    const url = new URL(test.host.url);
    expect(url.search).toBe('');
    expect(Buffer.from(test.token, 'base64url')).toHaveLength(32);
  });

  it('is exchanged for a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await exchangeToken(test.host, test.token);
    expect(answer.status).toBe(200);
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain(test.token);
  });

  it('is refused the second time, says so at the terminal, and the first window keeps working', async () => {
    const cookie = await openSession(test);
    const replayed = await exchangeToken(test.host, test.token);
    expect(replayed.status).toBe(403);
    expect(replayed.headers['set-cookie']).toBeUndefined();
    expect(test.warnings).toHaveLength(1);
    const socket = await openSocket(test.host, { origin: test.host.origin, cookie });
    await expect(clientOver(socket).echo({ text: 'here' })).resolves.toEqual({ text: 'here' });
  });

  it('is refused when it is wrong, empty, shortened or not JSON, and still good afterwards', async () => {
    for (const wrong of ['', 'x', test.token.slice(0, -1), `${test.token}x`, test.token.toUpperCase()]) {
      expect((await exchangeToken(test.host, wrong)).status).toBe(403);
    }
    for (const body of ['', '{', '[]', 'null', '{"token":7}', '{"token":{"a":1}}']) {
      const answer = await send(test.host.port, {
        method: 'POST',
        path: '/session',
        headers: { origin: test.host.origin },
        body,
      });
      expect(answer.status).toBe(403);
    }
    expect((await exchangeToken(test.host, test.token)).status).toBe(200);
  });

  it('refuses a body that is far longer than a token', async () => {
    expect((await exchangeToken(test.host, 'x'.repeat(100_000))).status).toBe(413);
  });
});

describe('a request from elsewhere', () => {
  it('gets nothing under another host name, whatever it resolves to', async () => {
    for (const name of [
      'attacker.example',
      `localhost:${test.host.port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.attacker.example:${test.host.port}`,
    ]) {
      const answer = await send(test.host.port, { path: '/', headers: { host: name } });
      expect(answer.status, name).toBe(421);
      expect(answer.text).not.toContain('<!doctype');
      expect((await exchangeToken(test.host, test.token, { host: name })).status).toBe(421);
    }
    expect((await exchangeToken(test.host, test.token)).status).toBe(200);
  });

  it('cannot exchange even the right token from another origin', async () => {
    for (const origin of [
      'http://attacker.example',
      'null',
      'https://127.0.0.1',
      `http://localhost:${test.host.port}`,
      '',
    ]) {
      expect((await exchangeToken(test.host, test.token, { origin })).status, origin).toBe(403);
    }
    const noOrigin = await send(test.host.port, {
      method: 'POST',
      path: '/session',
      body: JSON.stringify({ token: test.token }),
    });
    expect(noOrigin.status).toBe(403);
    expect((await exchangeToken(test.host, test.token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('cannot open a WebSocket from another origin, even with the session', async () => {
    const cookie = await openSession(test);
    for (const origin of ['http://attacker.example', 'null', `http://localhost:${test.host.port}`]) {
      await expect(openSocket(test.host, { origin, cookie }), origin).rejects.toThrow('refused with 403');
    }
    await expect(openSocket(test.host, { cookie })).rejects.toThrow('refused with 403');
    const rebound = { origin: test.host.origin, cookie, host: `attacker.example:${test.host.port}` };
    await expect(openSocket(test.host, rebound)).rejects.toThrow('refused with 421');
  });

  it('cannot open a WebSocket without the session, with the token as one, or on another path', async () => {
    const cookie = await openSession(test);
    const [name] = cookie.split('=');
    const { origin } = test.host;
    await expect(openSocket(test.host, { origin })).rejects.toThrow('refused with 403');
    await expect(openSocket(test.host, { origin, cookie: `${name}=${test.token}` })).rejects.toThrow('403');
    await expect(openSocket(test.host, { origin, cookie: `${name}=; ${cookie}` })).rejects.toThrow('403');
    await expect(openSocket(test.host, { origin, cookie: `${cookie}; ${name}=x` })).rejects.toThrow('403');
    await expect(openSocket(test.host, { origin, cookie }, '/')).rejects.toThrow('refused with 404');
    await expect(openSocket(test.host, { origin, cookie }, '/rpc/')).rejects.toThrow('refused with 404');
  });

  it('gets no data without the session', async () => {
    const id = test.files.putDownload({ name: 'log.csv', mime: 'text/csv', bytes: Buffer.from('rows') });
    const { origin } = test.host;
    expect((await send(test.host.port, { path: `/download/${id}` })).status).toBe(403);
    const upload = await send(test.host.port, {
      method: 'POST',
      path: '/upload',
      headers: { origin },
      body: 'a',
    });
    expect(upload.status).toBe(403);
    expect(test.files.takeDownload(id)).toBeDefined();
  });
});

describe('every answer', () => {
  it('allows scripts from this host only, and may not be framed, stored or guessed at', async () => {
    const answer = await send(test.host.port, { path: '/' });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${test.host.port};`);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('gives each page a nonce of its own, the same in the page and in the policy', async () => {
    const pages = await Promise.all([
      send(test.host.port, { path: '/' }),
      send(test.host.port, { path: '/index.html' }),
    ]);
    const nonces = pages.map((page) => /nonce="([^"]+)"/.exec(page.text)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    pages.forEach((page, index) => {
      expect(page.headers['content-security-policy']).toContain(`'nonce-${nonces[index]}'`);
    });
  });
});
