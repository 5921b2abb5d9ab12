import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExpiringStore } from '../../../electron/engine/platform/expiring-store.ts';
import { createFileExchange, MAX_FILE_BYTES } from '../../../electron/engine/platform/files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duebook-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (text: string) => Buffer.from(text);
const csv = (text: string) => ({ name: 'log.csv', mime: 'text/csv', bytes: bytes(text) });

describe('a picked file', () => {
  it('is read by its grant, again and again, from memory or from its path', async () => {
    const files = createFileExchange();
    await writeFile(join(folder, 'open.csv'), 'number,open');
    const grants = [
      files.offerBytes('open.csv', bytes('number,open')),
      files.offerOpenPath(join(folder, 'open.csv')),
    ];
    for (const grant of [...grants, ...grants]) {
      const read = await files.readGrant(grant);
      expect(read.name).toBe('open.csv');
      expect(Buffer.from(read.bytes).toString()).toBe('number,open');
    }
  });

  it('has a grant that nobody guesses and that says nothing about the path', () => {
    const files = createFileExchange();
    const grants = Array.from({ length: 100 }, () => files.offerOpenPath('/home/ada/clients/acme.csv'));
    expect(new Set(grants).size).toBe(100);
    for (const grant of grants) expect(grant).toMatch(/^[\w-]{32}$/);
  });

  it('is refused above 200 MB before it is read', async () => {
    const path = join(folder, 'huge.csv');
    await writeFile(path, '');
    await truncate(path, MAX_FILE_BYTES + 1);
    const files = createFileExchange();
    await expect(files.readGrant(files.offerOpenPath(path))).rejects.toMatchObject({
      code: 'bad_file',
      message: expect.stringContaining('up to 200 MB'),
    });
    expect(() => files.offerBytes('huge.csv', new Uint8Array(MAX_FILE_BYTES + 1))).toThrow('huge.csv');
  });

  it('that is gone, a folder, unknown or a place to save gives a clear error', async () => {
    const files = createFileExchange();
    const cases = [
      [files.offerOpenPath(join(folder, 'gone.csv')), 'gone.csv is no longer there'],
      [files.offerOpenPath(folder), 'is not a file'],
      ['unknown', 'Pick the file again'],
      [files.offerSavePath(join(folder, 'out.csv')), 'Pick the file again'],
      [files.putDownload(csv('rows')), 'Pick the file again'],
    ] as const;
    for (const [grant, message] of cases) {
      await expect(files.readGrant(grant)).rejects.toMatchObject({
        code: 'bad_file',
        message: expect.stringContaining(message),
      });
    }
  });

  it('expires', async () => {
    let now = 0;
    const files = createFileExchange({ lifetimeMs: 1000, now: () => now });
    const grant = files.offerBytes('a.csv', bytes('a'));
    now = 999;
    await expect(files.readGrant(grant)).resolves.toBeDefined();
    now = 1000;
    await expect(files.readGrant(grant)).rejects.toMatchObject({ code: 'bad_file' });
  });
});

describe('an export', () => {
  it('is taken once', () => {
    const files = createFileExchange();
    const id = files.putDownload(csv('rows'));
    expect(files.takeDownload(id)?.name).toBe('log.csv');
    expect(files.takeDownload(id)).toBeUndefined();
  });

  it('is saved once where the person chose, over an earlier file, and leaves nothing else there', async () => {
    const path = join(folder, 'log.csv');
    await writeFile(path, 'last month, much longer than the new one');
    const files = createFileExchange();
    const id = files.putDownload(csv('this month'));
    await files.saveDownloadTo(id, files.offerSavePath(path));
    expect(await readFile(path, 'utf8')).toBe('this month');
    expect(await readdir(folder)).toEqual(['log.csv']);
    await expect(files.saveDownloadTo(id, files.offerSavePath(path))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('says once that it has left: when it is taken or saved, not when it is only held or cannot be saved', async () => {
    const files = createFileExchange();
    const left: string[] = [];
    const held = (name: string) => files.putDownload({ ...csv('rows'), onHandedOut: () => left.push(name) });
    const [taken, saved, failed] = [held('taken'), held('saved'), held('failed')];
    expect(left).toEqual([]);
    files.takeDownload(taken);
    files.takeDownload(taken);
    await files.saveDownloadTo(saved, files.offerSavePath(join(folder, 'log.csv')));
    const nowhere = files.offerSavePath(join(folder, 'gone', 'log.csv'));
    await expect(files.saveDownloadTo(failed, nowhere)).rejects.toMatchObject({ code: 'bad_file' });
    expect(left).toEqual(['taken', 'saved']);
  });

  it('keeps the earlier file when it cannot be saved, and says what to do', async () => {
    const files = createFileExchange();
    const id = files.putDownload(csv('rows'));
    const nowhere = files.offerSavePath(join(folder, 'gone', 'log.csv'));
    await expect(files.saveDownloadTo(id, nowhere)).rejects.toMatchObject({
      code: 'bad_file',
      message: expect.stringContaining('Choose another folder'),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is the only one that its place to save is good for', async () => {
    const files = createFileExchange();
    const place = files.offerSavePath(join(folder, 'log.csv'));
    await files.saveDownloadTo(files.putDownload(csv('first')), place);
    await expect(files.saveDownloadTo(files.putDownload(csv('second')), place)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await readFile(join(folder, 'log.csv'), 'utf8')).toBe('first');
  });

  it('is not used up by a save grant that is none', async () => {
    const files = createFileExchange();
    const id = files.putDownload(csv('rows'));
    const open = files.offerOpenPath(join(folder, 'log.csv'));
    for (const wrong of ['unknown', open, id]) {
      await expect(files.saveDownloadTo(id, wrong)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(files.takeDownload(id)).toBeDefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it('pushes out the oldest when memory is used up, and is refused when it alone is too large', () => {
    const files = createFileExchange({ maxWaitingBytes: 10 });
    const first = files.putDownload(csv('12345'));
    const second = files.putDownload(csv('67890'));
    const third = files.putDownload(csv('x'));
    expect(files.takeDownload(first)).toBeUndefined();
    expect(files.takeDownload(second)).toBeDefined();
    expect(files.takeDownload(third)).toBeDefined();
    expect(() => files.putDownload(csv('12345678901'))).toThrow('Choose a shorter period');
  });
});

describe('the store behind both', () => {
  it('never holds more than allowed, whatever is put and taken', () => {
    const step = fc.oneof(
      fc.record({ put: fc.integer({ min: 0, max: 9 }), bytes: fc.integer({ min: 0, max: 50 }) }),
      fc.record({ take: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ wait: fc.integer({ min: 0, max: 60 }) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let now = 0;
        const store = createExpiringStore<number>({ maxBytes: 100, lifetimeMs: 100, now: () => now });
        let count = 0;
        const ids: string[] = [];
        for (const given of steps) {
          if ('put' in given) {
            count += 1;
            ids.push(`${count}`);
            store.put(`${count}`, given.bytes, given.bytes);
          } else if ('take' in given) store.take(ids[given.take] ?? '');
          else now += given.wait;
          const held = ids.map((id) => store.get(id) ?? 0).reduce((sum, size) => sum + size, 0);
          expect(held).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
