import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readArguments } from '../../../electron/hosts/browser/arguments.ts';
import { findBrowser } from '../../../electron/hosts/browser/find-browser.ts';
import { watchLastWindow } from '../../../electron/hosts/browser/last-window.ts';
import { hasDisplay, windowArguments } from '../../../electron/hosts/browser/open-window.ts';

describe('the arguments of the browser host', () => {
  it('name a demo, a file from where the person stands, and how long to stay', () => {
    expect(readArguments(['--demo', '--file', 'open.csv', '--stay', '--print-url'], '/home/ada')).toEqual({
      demo: true,
      file: '/home/ada/open.csv',
      stay: true,
      printUrl: true,
    });
    expect(readArguments([], '/')).toEqual({ demo: false, stay: false, printUrl: false });
  });

  it('that are not known are named, with those that are', () => {
    expect(() => readArguments(['--dmeo'], '/')).toThrow('--dmeo');
    expect(() => readArguments(['open.csv'], '/')).toThrow('open.csv');
    expect(() => readArguments(['--file'], '/')).toThrow(/--file.*\n.*npm start -- --file FILE/);
  });
});

describe('the search for a browser', () => {
  const having = (...paths: string[]) => ({ isExecutable: (path: string) => paths.includes(path) });

  it('goes through the PATH on Linux, Chrome before Chromium before Edge', () => {
    const env = { PATH: '/usr/local/bin::/usr/bin' };
    const search = (...paths: string[]) => findBrowser({ env, platform: 'linux', ...having(...paths) });
    expect(search('/usr/bin/microsoft-edge', '/usr/bin/chromium')).toBe('/usr/bin/chromium');
    expect(search('/usr/bin/chromium', '/usr/local/bin/google-chrome')).toBe('/usr/local/bin/google-chrome');
    expect(search('/opt/chromium')).toBeUndefined();
  });

  it('looks where macOS and Windows keep programs', () => {
    const chromeOnMac = '/Users/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser({ env: { HOME: '/Users/ada' }, platform: 'darwin', ...having(chromeOnMac) })).toBe(
      chromeOnMac,
    );
    const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(findBrowser({ env, platform: 'win32', ...having(edge) })).toBe(edge);
  });

  it('takes the browser that DUEBOOK_BROWSER names, or none', () => {
    const env = { DUEBOOK_BROWSER: '/opt/brave', PATH: '/usr/bin' };
    expect(findBrowser({ env, platform: 'linux', ...having('/opt/brave') })).toBe('/opt/brave');
    expect(findBrowser({ env, platform: 'linux', ...having('/usr/bin/chromium') })).toBeUndefined();
  });
});

describe('the window', () => {
  const launch = {
    browser: '/usr/bin/chromium',
    url: 'http://127.0.0.1:1/#token=x',
    home: '/home/ada/.local/share/duebook',
    userHome: '/home/ada',
    isRoot: false,
  };

  it('opens as an application, in private, with a profile of its own', () => {
    const args = windowArguments(launch);
    expect(args).toContain('--app=http://127.0.0.1:1/#token=x');
    expect(args).toContain('--incognito');
    expect(args).toContain('--user-data-dir=/home/ada/.local/share/duebook/window');
  });

  it('keeps the sandbox except for root, and never switches off web security', () => {
    expect(windowArguments(launch)).not.toContain('--no-sandbox');
    expect(windowArguments({ ...launch, isRoot: true })).toContain('--no-sandbox');
    for (const isRoot of [true, false]) {
      const line = windowArguments({ ...launch, isRoot }).join(' ');
      expect(line).not.toMatch(
        /disable-web-security|allow-running-insecure|disable-site-isolation|remote-debugging/,
      );
    }
  });

  it('knows how Edge calls a private window, and where a snap may write', () => {
    expect(windowArguments({ ...launch, browser: '/usr/bin/microsoft-edge' })).toContain('--inprivate');
    expect(windowArguments({ ...launch, browser: '/snap/bin/chromium' })).toContain(
      '--user-data-dir=/home/ada/snap/chromium/common/duebook-window',
    );
  });

  it('needs a display on Linux only', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });
});

describe('the last window', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const watched = () => {
    const onGone = vi.fn();
    return { onGone, windows: watchLastWindow({ graceMs: 10_000, onGone }) };
  };

  it('is gone when no window came back within the grace time', () => {
    const { onGone, windows } = watched();
    windows.report(1);
    windows.report(0);
    vi.advanceTimersByTime(9_999);
    expect(onGone).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onGone).toHaveBeenCalledTimes(1);
  });

  it('is not gone while it loads again, nor while another one is open', () => {
    const { onGone, windows } = watched();
    windows.report(1);
    windows.report(0);
    vi.advanceTimersByTime(5_000);
    windows.report(1);
    windows.report(2);
    windows.report(1);
    vi.advanceTimersByTime(100_000);
    expect(onGone).not.toHaveBeenCalled();
  });

  it('is waited for as long as none was open', () => {
    const { onGone, windows } = watched();
    windows.report(0);
    vi.advanceTimersByTime(1_000_000);
    expect(onGone).not.toHaveBeenCalled();
    expect(windows.wasOpen()).toBe(false);
  });
});
