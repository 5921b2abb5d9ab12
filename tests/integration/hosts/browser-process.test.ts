import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send } from '../../support/browser-host.ts';
import { spawnBrowserHost } from '../../support/spawned-host.ts';

const ENTRY = fileURLToPath(new URL('../../../electron/hosts/browser.ts', import.meta.url));

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'duebook-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('the process of the browser host', () => {
  it('serves the built window, and closes cleanly when told to end', async () => {
    const host = await spawnBrowserHost({ home });
    const { port } = new URL(host.url);
    const page = await send(Number(port), { path: '/' });
    expect(page.text).toContain('<div id="root">');
    expect(page.text).not.toContain('__DUEBOOK_NONCE__');
    expect(await host.stop()).toBe(0);
    await expect(send(Number(port), { path: '/' })).rejects.toThrow('ECONNREFUSED');
    expect(host.messages()).toBe('');
  });

  it('listens on the loopback address only, and two of them keep apart', async () => {
    const hosts = await Promise.all([
      spawnBrowserHost({ home: join(home, 'one') }),
      spawnBrowserHost({ home: join(home, 'two') }),
    ]);
    const urls = hosts.map(({ url }) => new URL(url));
    expect(urls.map(({ hostname }) => hostname)).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(urls[0]?.port).not.toBe(urls[1]?.port);
    expect(urls[0]?.hash).not.toBe(urls[1]?.hash);
    await Promise.all(hosts.map((host) => host.stop()));
  });

  it('says in a sentence what is wrong with its arguments', async () => {
    const child = spawn(process.execPath, [ENTRY, '--dmeo'], { env: { ...process.env, DUEBOOK_HOME: home } });
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(said.join('')).toContain('--dmeo');
    expect(said.join('')).not.toContain('    at ');
  });
});
