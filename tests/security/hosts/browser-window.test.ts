import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { windowArguments } from '../../../electron/hosts/browser/open-window.ts';
import { startTestHost, type TestHost } from '../../support/browser-host.ts';
import { testBrowser } from '../../support/chromium.ts';

const PLANTED = 'Planted Customer Ltd 7788';

/** Comes in by the link, then leaves the planted name wherever a page can leave it, then opens its socket. */
const SCRIPT = `
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  history.replaceState(null, '', '/#/accounts/' + encodeURIComponent('${PLANTED}'));
  document.title = '${PLANTED}';
  document.body.innerHTML = '<form><input name="customer" autocomplete="on" value="${PLANTED}"></form>';
  localStorage.setItem('last', '${PLANTED}');
  sessionStorage.setItem('last', '${PLANTED}');
  const upload = { method: 'POST', headers: { 'x-file-name': 'a.csv' }, body: new File(['${PLANTED}'], 'a.csv') };
  await fetch('/session', { method: 'POST', body: JSON.stringify({ token }) });
  const { grant } = await (await fetch('/upload', upload)).json();
  const caches = await window.caches?.open('kept').catch(() => undefined);
  await caches?.put('/kept', new Response('${PLANTED}')).catch(() => undefined);
  if (grant) new WebSocket(location.origin.replace('http', 'ws') + '/rpc');`;

let test: TestHost;
let home: string;
let window: ChildProcess | undefined;
beforeEach(async () => {
  test = await startTestHost({ script: SCRIPT });
  home = await mkdtemp(join(tmpdir(), 'duebook-home-'));
});
afterEach(async () => {
  window?.kill('SIGKILL');
  await test.close();
  await rm(home, { recursive: true, force: true, maxRetries: 10 });
});

async function openWindow(): Promise<ChildProcess> {
  const browser = (await testBrowser()).executablePath;
  const launch = { browser, url: test.host.url, home, userHome: homedir(), isRoot: process.getuid?.() === 0 };
  const opened = spawn(browser, ['--headless=new', ...windowArguments(launch)], { stdio: 'ignore' });
  await expect.poll(() => test.windows.at(-1), { timeout: 30_000 }).toBe(1);
  return opened;
}

async function filesWith(text: string): Promise<readonly string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(encodeURIComponent(text))];
  const found = await Promise.all(
    files.map(async (file) => {
      const content = await contentOf(file);
      return forms.some((form) => content.includes(form)) ? file : undefined;
    }),
  );
  expect(files.length).toBeGreaterThan(0);
  return found.filter((file) => file !== undefined);
}

/** A process of the browser that outlives the killed one for a moment still renames its files. */
async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

describe('the window in the system’s browser', () => {
  it('comes in by the link and leaves nothing of what it showed on the disk', async () => {
    window = await openWindow();
    window.kill('SIGTERM');
    await once(window, 'exit');
    expect(await filesWith(PLANTED)).toEqual([]);
    expect(await filesWith(test.token)).toEqual([]);
  });

  it('leaves nothing either when it is killed', async () => {
    window = await openWindow();
    window.kill('SIGKILL');
    await once(window, 'exit');
    expect(await filesWith(PLANTED)).toEqual([]);
  });
});
