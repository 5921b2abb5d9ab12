import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerAppRequest, assetAt } from '../../../electron/shell/app-protocol.ts';
import { NONCE_PLACEHOLDER } from '../../../shared/window/security-policy.ts';

describe('the address of a file of the window', () => {
  it('is its path inside the built folder', () => {
    expect(assetAt('app://duebook/')?.path).toBe('index.html');
    expect(assetAt('app://duebook/index.html#/worklist')?.path).toBe('index.html');
    expect(assetAt('app://duebook/assets/index-B_1.js?v=2')).toEqual({
      path: 'assets/index-B_1.js',
      contentType: 'text/javascript; charset=utf-8',
    });
  });

  it('leads nowhere else', () => {
    for (const address of [
      'app://duebook/..%2fsecret.js',
      'app://duebook/..%5csecret.js',
      'app://duebook/a//b.js',
      'app://duebook//etc/passwd.js',
      'app://duebook/.env.js',
      'app://duebook/a%00.js',
      'app://duebook/C:/a.js',
      'app://duebook/index.html/',
      'app://duebook/data.sqlite',
      'app://duebook/noextension',
      'app://elsewhere/index.html',
      'app://user:secret@duebook/index.html',
      'app://duebook:80/index.html',
      'https://duebook/index.html',
      'file:///index.html',
      'not an address',
    ]) {
      expect(assetAt(address), address).toBeUndefined();
    }
  });

  it('is inside the folder when dots climb above its root', () => {
    for (const address of [
      'app://duebook/../a.js',
      'app://duebook/%2e%2e/a.js',
      'app://duebook/b/../../../a.js',
    ]) {
      expect(assetAt(address)?.path).toBe('a.js');
    }
  });

  it('never holds a way out of the folder, whatever is asked for', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e', '%2f', '\\', '/', 'a', '.js', '%5c', '\0'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const path = assetAt(`app://duebook/${pieces.join('')}.js`)?.path;
        if (path === undefined) return;
        expect(path.split('/')).not.toContain('..');
        expect(path).not.toMatch(/[\\%\0:]|^\//);
      }),
    );
  });
});

describe('an answer to the window', () => {
  const files: Record<string, string> = {
    'index.html': `<meta nonce="${NONCE_PLACEHOLDER}">`,
    'assets/a.js': 'export {};',
  };
  const answers = {
    nonce: () => 'fresh',
    read: async (path: string) => {
      const text = files[path];
      if (text === undefined) throw new Error('ENOENT');
      return new TextEncoder().encode(text);
    },
  };

  it('carries the policy with the nonce that is in the page', async () => {
    const response = await answerAppRequest({ method: 'GET', url: 'app://duebook/' }, answers);
    expect(await response.text()).toBe('<meta nonce="fresh">');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("'nonce-fresh'");
    expect(policy).toMatch(/connect-src 'self';/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gives other files as they are', async () => {
    const response = await answerAppRequest({ method: 'GET', url: 'app://duebook/assets/a.js' }, answers);
    expect(await response.text()).toBe('export {};');
    expect(response.headers.get('content-type')).toContain('text/javascript');
  });

  it('is "not found" for what is not there and for anything but reading', async () => {
    const requests = [
      { method: 'GET', url: 'app://duebook/assets/b.js' },
      { method: 'POST', url: 'app://duebook/index.html' },
      { method: 'GET', url: 'app://elsewhere/index.html' },
    ];
    for (const request of requests) expect((await answerAppRequest(request, answers)).status).toBe(404);
  });
});
