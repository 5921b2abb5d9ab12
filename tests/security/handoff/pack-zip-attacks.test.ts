import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  encryptFor,
  entriesOf,
  type PackBench,
  packBench,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';
import {
  PLAIN_FILE,
  type RawEnd,
  type RawEntry,
  rawZip,
  SIZES_FOLLOW,
} from '../../support/handoff/raw-zip.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

const FILES = { 'log.jsonl': '{"seq":1}\n{"seq":2}\n', 'records/notes.jsonl': '{"id":"n-1"}\n'.repeat(20) };

/** A pack whose sender signed the files; its zip is then meddled with. */
async function packWith(
  change: (entries: RawEntry[]) => readonly RawEntry[],
  end: RawEnd = {},
): Promise<Uint8Array> {
  return bench.forge(change([...entriesOf(FILES), ...(await bench.signed(FILES))]), end);
}

const first =
  (change: Partial<RawEntry>) =>
  (entries: RawEntry[]): RawEntry[] =>
    entries.map((entry, index) => (index === 0 ? { ...entry, ...change } : entry));

const also =
  (...more: readonly RawEntry[]) =>
  (entries: RawEntry[]): RawEntry[] => [...more, ...entries];

async function refused(pack: Uint8Array): Promise<string> {
  const error = await bench.refusal(pack);
  expect(error.code).toBe('bad_pack');
  expect(error.message).toMatch(/^This pack .*\.$/su);
  return error.message;
}

/** Refused while only the list of files was read: the second half of the way is for unpacking. */
async function refusedUnopened(pack: Uint8Array): Promise<string> {
  const seen: number[] = [];
  const error = await bench.refusal(pack, { onProgress: (fraction) => seen.push(fraction) });
  expect(error.code).toBe('bad_pack');
  expect(Math.max(...seen)).toBeLessThanOrEqual(0.5);
  return error.message;
}

describe('the zip of the attacks, unmeddled', () => {
  it.each([
    ['with sizes before the data', 0],
    ['with sizes behind the data', SIZES_FOLLOW],
  ])('is opened %s', async (_where, flags) => {
    const opened = await bench.open(
      await packWith((entries) => entries.map((entry) => ({ ...entry, flags }))),
    );
    expect(Buffer.from(await opened.bytes('log.jsonl')).toString()).toBe(FILES['log.jsonl']);
  });

  it('is opened when its files are stored', async () => {
    const stored = await packWith((entries) => entries.map((entry) => ({ ...entry, method: 0 })));
    expect((await bench.open(stored)).has('log.jsonl')).toBe(true);
  });
});

describe('names', () => {
  it.each([
    '../evil.jsonl',
    'records/../../evil',
    '..',
    '.',
    './log2.jsonl',
    '/etc/passwd',
    '//server/share/x',
    'C:/windows/x',
    'c:evil',
    'records\\evil',
    '..\\evil',
    'records//evil',
    'records/',
    'evil ',
    'evil.',
    ' evil',
    '.hidden',
    'LOG.JSONL',
    'Records/notes.jsonl',
    'lög.jsonl',
    'lo\u0301g.jsonl',
    'ﬁle.jsonl',
    'evil\u0000.jsonl',
    'evil\n.jsonl',
    'evil:stream',
    'con',
    'nul.txt',
    'records/com1.jsonl',
    '~root',
    '$(id)',
    '',
    'x'.repeat(201),
    'a/b/c/d/e/f/g/h/i',
    'log.jsonl\u202ejs',
  ])('refuses %j before anything is unpacked', async (name) => {
    await refusedUnopened(await packWith(also({ name, data: Buffer.from('x') })));
  });

  it('refuses a name that is no valid UTF-8', async () => {
    await refusedUnopened(
      await packWith(also({ name: Uint8Array.of(0x61, 0xff, 0xfe), data: Buffer.from('x') })),
    );
  });

  it('refuses one name twice, whichever bytes come first', async () => {
    const twin = { name: 'log.jsonl', data: Buffer.from('{"seq":9}\n') };
    expect(await refusedUnopened(await packWith(also(twin)))).toContain('two files of one name');
    expect(await refusedUnopened(await packWith((entries) => [...entries, twin]))).toContain(
      'two files of one name',
    );
  });

  it('refuses a second manifest', async () => {
    const [manifest, signature] = await bench.signed({ ...FILES, 'records/more.jsonl': '' });
    if (manifest === undefined || signature === undefined) throw new Error('There are two.');
    await refusedUnopened(await packWith((entries) => [manifest, ...entries]));
    await refusedUnopened(await packWith((entries) => [...entries, signature]));
  });

  it('refuses names that differ only by case', async () => {
    await refusedUnopened(await packWith(also({ name: 'Log.jsonl', data: Buffer.from('x') })));
  });

  it('refuses a file that is also a folder', async () => {
    await refusedUnopened(await packWith(also({ name: 'records', data: Buffer.from('x') })));
    await refusedUnopened(await packWith(also({ name: 'log.jsonl/deeper', data: Buffer.from('x') })));
  });

  it('refuses another name before the data than in the directory', async () => {
    await refusedUnopened(await packWith(first({ local: { name: 'log.jsonx' } })));
    await refusedUnopened(await packWith(first({ local: { name: '../../evil' } })));
  });

  it('refuses another name in an extra field', async () => {
    const unicodePath = Buffer.from([0x75, 0x70, 10, 0, 1, 0, 0, 0, 0, 0x65, 0x76, 0x69, 0x6c, 0x2e]);
    await refusedUnopened(await packWith(first({ extra: unicodePath })));
    await refusedUnopened(await packWith(first({ localExtra: unicodePath })));
  });
});

describe('kinds', () => {
  it.each([
    ['a symbolic link', 0o120777 << 16],
    ['a folder', 0o040755 << 16],
    ['a folder of DOS', 0x10],
    ['a device', 0o060600 << 16],
    ['a character device', 0o020600 << 16],
    ['a named pipe', 0o010600 << 16],
    ['a socket', 0o140600 << 16],
    ['a program that runs as its owner', 0o104755 << 16],
    ['a hidden file', PLAIN_FILE | 0x02],
    ['something of no kind', 0],
  ])('refuses %s', async (_what, external) => {
    await refusedUnopened(await packWith(first({ external: external >>> 0 })));
    await refusedUnopened(
      await packWith(also({ name: 'link', data: Buffer.from('/etc/passwd'), external: external >>> 0 })),
    );
  });

  it.each([
    ['encrypted', 0x0001],
    ['strongly encrypted', 0x0041],
    ['a patch', 0x0020],
    ['masked', 0x2000],
  ])('refuses a file that is %s', async (_what, flags) => {
    await refusedUnopened(await packWith(first({ flags })));
  });

  it.each([1, 6, 9, 12, 14, 93, 95, 97, 98, 99])('refuses compression method %s', async (method) => {
    await refusedUnopened(await packWith(first({ method, packed: Buffer.from('anything') })));
  });
});

describe('sizes that lie', () => {
  it.each(['crc', 'packed', 'size'] as const)(
    'refuses another %s before the data than in the directory',
    async (field) => {
      await refusedUnopened(await packWith(first({ local: { [field]: 5 } })));
      await refusedUnopened(await packWith(first({ directory: { [field]: 5 } })));
      await refusedUnopened(await packWith(first({ flags: SIZES_FOLLOW, local: { [field]: 5 } })));
      await refusedUnopened(await packWith(first({ flags: SIZES_FOLLOW, descriptor: { [field]: 5 } })));
    },
  );

  it.each(['crc', 'size'] as const)(
    'refuses a %s that both places agree on and the data does not have',
    async (field) => {
      await refused(await packWith(first({ local: { [field]: 5 }, directory: { [field]: 5 } })));
      await refused(await packWith(first({ local: { [field]: 4_000 }, directory: { [field]: 4_000 } })));
    },
  );

  it('refuses other flags or another method before the data', async () => {
    await refusedUnopened(await packWith(first({ local: { flags: 0x0800 } })));
    await refusedUnopened(await packWith(first({ local: { method: 0 } })));
  });

  it('refuses a manifest that unpacks to more than it says', async () => {
    const pack = await packWith((entries) =>
      entries.map((entry) => {
        if (entry.name !== 'manifest.json') return entry;
        const sizes = { size: entry.data.length, crc: 1 };
        return { ...entry, packed: deflateRawSync(Buffer.alloc(20_000_000)), local: sizes, directory: sizes };
      }),
    );
    expect(await refused(pack)).toContain('manifest.json');
  });

  it('refuses bytes that lie hidden behind the deflated ones', async () => {
    const packed = Buffer.concat([deflateRawSync(Buffer.from(FILES['log.jsonl'])), Buffer.from('hidden')]);
    expect(await refused(await packWith(first({ packed })))).toContain('log.jsonl');
  });

  it('refuses data that is cut off, or not deflated at all', async () => {
    const packed = deflateRawSync(Buffer.from(FILES['log.jsonl']));
    await refused(await packWith(first({ packed: packed.subarray(0, packed.length - 3) })));
    await refused(await packWith(first({ packed: Buffer.alloc(0) })));
    await refused(await packWith(first({ packed: Buffer.from('no deflate at all, just words') })));
  });
});

describe('bombs', () => {
  it('refuses 10,000 files by the count alone', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `f${index}`, data: Buffer.alloc(0) }));
    expect(await refusedUnopened(await packWith(also(...many)))).toContain('10004 files');
  });

  it('refuses a count that is smaller than the files there are, and one that is larger', async () => {
    for (const count of [0, 1, 3, 5, 60, 0xffff]) {
      await refusedUnopened(await packWith((entries) => entries, { count }));
    }
  });

  it('refuses what says that it unpacks to far more than it has', async () => {
    const bomb = (size: number): RawEntry => ({
      name: 'bomb',
      data: Buffer.from('x'),
      local: { size },
      directory: { size },
    });
    expect(await refusedUnopened(await packWith(also(bomb(64 << 20))))).toContain('far more');
    expect(await refusedUnopened(await packWith(also(bomb(0xfffffffe))))).toContain('far more');
  });

  it('refuses many files that are modest alone and gigabytes together', async () => {
    const packed = deflateRawSync(Buffer.alloc(30 << 20));
    const sizes = { size: 30 << 20, crc: 1 };
    const many = Array.from({ length: 80 }, (_, index) => ({
      name: `b${index}`,
      data: Buffer.alloc(0),
      packed,
      local: sizes,
      directory: sizes,
    }));
    expect(await refusedUnopened(await packWith(also(...many)))).toContain('far more');
  });

  it('refuses a real bomb in the place of a file that was signed', async () => {
    const packed = deflateRawSync(Buffer.alloc(200 << 20));
    const heap = process.memoryUsage().arrayBuffers;
    await refused(await packWith(first({ packed })));
    expect(process.memoryUsage().arrayBuffers - heap).toBeLessThan(100 << 20);
  });

  it('refuses files that share their bytes', async () => {
    const shared = { name: 'log2.jsonl', data: Buffer.from(FILES['log.jsonl']), directory: { offset: 0 } };
    await refusedUnopened(await packWith((entries) => [...entries, shared]));
    const quoted = first({ directory: { offset: 40 } });
    await refusedUnopened(await packWith(quoted));
  });

  it('refuses a zip inside a file like any other bytes: it is never opened', async () => {
    const inner = rawZip([{ name: '../evil', data: Buffer.from('x') }]);
    const files = { 'inner.zip': inner };
    const pack = await bench.forge([...entriesOf(files), ...(await bench.signed(files))]);
    expect(Buffer.from(await (await bench.open(pack)).bytes('inner.zip')).equals(inner)).toBe(true);
  });
});

describe('bytes that belong to no file', () => {
  const genuineZip = async () => rawZip([...entriesOf(FILES), ...(await bench.signed(FILES))]);
  const forBackup = (zip: Uint8Array) => encryptFor(bench.backup.card.ageRecipient, zip);

  it('refuses a prefix, which makes one file be two things', async () => {
    for (const prefix of ['#!/bin/sh\n', '%PDF-1.7\n', 'MZ', '\0', 'PK\u0003\u0004']) {
      await refusedUnopened(await forBackup(Buffer.concat([Buffer.from(prefix), await genuineZip()])));
    }
  });

  it('refuses a prefix with all its offsets put right', async () => {
    await refusedUnopened(
      await packWith((entries) =>
        entries.map((entry, index) => (index === 0 ? { ...entry, gap: Buffer.from('hidden') } : entry)),
      ),
    );
    const zip = await genuineZip();
    const shifted = Buffer.concat([Buffer.from('hidden!'), zip]);
    shifted.writeUInt32LE(zip.readUInt32LE(zip.length - 6) + 7, shifted.length - 6);
    await refusedUnopened(await forBackup(shifted));
  });

  it('refuses a suffix and a comment', async () => {
    await refusedUnopened(await forBackup(Buffer.concat([await genuineZip(), Buffer.from('\n')])));
    await refusedUnopened(await forBackup(Buffer.concat([await genuineZip(), Buffer.alloc(22)])));
    await refusedUnopened(await packWith((entries) => entries, { comment: Buffer.from('hello') }));
    await refusedUnopened(await packWith(first({ comment: Buffer.from('hello') })));
  });

  it('refuses a second zip in the comment of the first, whichever end a reader takes', async () => {
    const other = { 'log.jsonl': '{"seq":666}\n' };
    const inner = rawZip([...entriesOf(other), ...(await bench.signed(other))]);
    await refusedUnopened(await packWith((entries) => entries, { comment: inner }));
    await refusedUnopened(await forBackup(Buffer.concat([await genuineZip(), inner])));
    await refusedUnopened(await forBackup(Buffer.concat([inner, await genuineZip()])));
  });

  it('refuses bytes between the files, before the directory and before the end', async () => {
    await refusedUnopened(await packWith(first({ gap: Buffer.from('hidden') })));
    await refusedUnopened(await packWith((entries) => entries, { before: Buffer.from('hidden') }));
    await refusedUnopened(
      await packWith((entries) =>
        entries.map((entry, index) =>
          index === entries.length - 1 ? { ...entry, gap: Buffer.from('x') } : entry,
        ),
      ),
    );
  });

  it('refuses the records of a zip of more than 4 GB, which could say everything a second time', async () => {
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    await refusedUnopened(await packWith((entries) => entries, { before: locator }));
    await refusedUnopened(await packWith((entries) => entries, { directoryOffset: 0xffffffff }));
    await refusedUnopened(await packWith((entries) => entries, { directorySize: 3 }));
    await refusedUnopened(await packWith((entries) => entries, { disk: 1 }));
  });

  it('refuses what is no zip at all', async () => {
    for (const bytes of [
      '',
      'x',
      'just words that are longer than the end of a zip',
      JSON.stringify(SOME_FILES),
    ]) {
      await refusedUnopened(await forBackup(Buffer.from(bytes)));
    }
    await refusedUnopened(await forBackup(rawZip([])));
  });
});
