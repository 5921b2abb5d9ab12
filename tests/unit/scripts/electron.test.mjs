import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronBinary, findElectron } from '../../../scripts/lib/electron.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const INSTALLS =
  "const fs=require('fs');fs.mkdirSync('dist');fs.writeFileSync('dist/electron','');fs.writeFileSync('path.txt','electron');";
const FAILS = "require('fs').appendFileSync('tries.txt','x');process.exit(1);";
const HANGS = "require('fs').appendFileSync('tries.txt','x');setInterval(()=>{},1000);";
const COMES_SLOWLY = `
  const fs = require('fs');
  fs.writeFileSync(require('path').join(process.env.TMPDIR, 'electron.zip'), Buffer.alloc(2 * 1024 * 1024));
  const started = Date.now();
  const timer = setInterval(() => { if (Date.now() - started > 1500) { clearInterval(timer); ${INSTALLS} } }, 50);
`;

let folder;
let memory;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duebook-electron-test-'));
  memory = join(folder, 'cache', 'probe.json');
  writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const installer = (source) => writeFileSync(join(folder, 'install.js'), source);
const find = (options = {}) => findElectron({ folder, memory, probeMs: 700, say: () => {}, ...options });
const tries = () =>
  existsSync(join(folder, 'tries.txt')) ? readFileSync(join(folder, 'tries.txt'), 'utf8').length : 0;

describe('the search for Electron', () => {
  it('is over at once when the binary is there', async () => {
    installer(FAILS);
    writeFileSync(join(folder, 'path.txt'), 'package.json');
    expect(electronBinary(folder)).toBeUndefined();
    process.env.ELECTRON_OVERRIDE_DIST_PATH = folder;
    try {
      expect(electronBinary(folder)).toBe(join(folder, 'package.json'));
      expect(await find()).toEqual({ found: true });
    } finally {
      delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
    }
    expect(tries()).toBe(0);
  });

  it('lets its installer bring it', async () => {
    installer(INSTALLS);
    expect(await find()).toEqual({ found: true });
    expect(electronBinary(folder)).toBe(join(folder, 'dist', 'electron'));
  });

  it('remembers a failure for a day, and for that version only', async () => {
    installer(FAILS);
    const now = 1_000_000;
    expect(await find({ now })).toMatchObject({ found: false });
    expect(await find({ now: now + DAY_MS - 1 })).toMatchObject({
      found: false,
      obstacle: expect.stringContaining('day'),
    });
    expect(tries()).toBe(1);
    await find({ now: now + DAY_MS });
    expect(tries()).toBe(2);
    writeFileSync(join(folder, 'package.json'), '{"version":"45.4.2"}');
    await find({ now: now + DAY_MS + 1 });
    expect(tries()).toBe(3);
  });

  it('gives up on an installer from which nothing comes', async () => {
    installer(HANGS);
    expect(await find()).toMatchObject({ found: false });
    expect(tries()).toBe(1);
  });

  it('waits for a slow download once it is coming in', async () => {
    installer(COMES_SLOWLY);
    expect(await find()).toEqual({ found: true });
  });

  it('works where nothing can be remembered', async () => {
    installer(FAILS);
    writeFileSync(join(folder, 'blocked'), '');
    expect(await find({ memory: join(folder, 'blocked', 'probe.json') })).toMatchObject({ found: false });
  });
});
