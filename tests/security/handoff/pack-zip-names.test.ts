import { beforeAll, describe, expect, it } from 'vitest';
import { also, first, meddled, refusedUnopened, SIGNED_FILES } from '../../support/handoff/pack-attacks.ts';
import { type PackBench, packBench } from '../../support/handoff/pack-bench.ts';
import { PLAIN_FILE, SIZES_FOLLOW } from '../../support/handoff/raw-zip.ts';

const NO_SUCH_NAME = 'a name that no handoff has';
const TWICE = 'two files of one name';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

describe('the zip of the attacks, unmeddled', () => {
  it.each([
    ['with sizes before the data', 0],
    ['with sizes behind the data', SIZES_FOLLOW],
  ])('is opened %s', async (_where, flags) => {
    const opened = await bench.open(
      await meddled(bench, (entries) => entries.map((entry) => ({ ...entry, flags }))),
    );
    expect(Buffer.from(await opened.bytes('log.jsonl')).toString()).toBe(SIGNED_FILES['log.jsonl']);
  });

  it('is opened when its files are stored', async () => {
    const stored = await meddled(bench, (entries) => entries.map((entry) => ({ ...entry, method: 0 })));
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
    'rec..ords',
    'log.jsonl\u202ejs',
  ])('refuses %j before anything is unpacked', async (name) => {
    await refusedUnopened(bench, await meddled(bench, also({ name, data: Buffer.from('x') })), NO_SUCH_NAME);
  });

  it('refuses a name that is no valid UTF-8', async () => {
    await refusedUnopened(
      bench,
      await meddled(bench, also({ name: Uint8Array.of(0x61, 0xff, 0xfe), data: Buffer.from('x') })),
      NO_SUCH_NAME,
    );
  });

  it('refuses one name twice, whichever bytes come first', async () => {
    const twin = { name: 'log.jsonl', data: Buffer.from('{"seq":9}\n') };
    await refusedUnopened(bench, await meddled(bench, also(twin)), TWICE);
    await refusedUnopened(bench, await meddled(bench, (entries) => [...entries, twin]), TWICE);
  });

  it('refuses a second manifest', async () => {
    const [manifest, signature] = await bench.signed({ ...SIGNED_FILES, 'records/more.jsonl': '' });
    if (manifest === undefined || signature === undefined) throw new Error('There are two.');
    await refusedUnopened(bench, await meddled(bench, (entries) => [manifest, ...entries]), TWICE);
    await refusedUnopened(bench, await meddled(bench, (entries) => [...entries, signature]), TWICE);
  });

  it('refuses names that differ only by case', async () => {
    await refusedUnopened(
      bench,
      await meddled(bench, also({ name: 'Log.jsonl', data: Buffer.from('x') })),
      NO_SUCH_NAME,
    );
  });

  it('refuses a file that is also a folder', async () => {
    await refusedUnopened(
      bench,
      await meddled(bench, also({ name: 'records', data: Buffer.from('x') })),
      TWICE,
    );
    await refusedUnopened(
      bench,
      await meddled(bench, also({ name: 'log.jsonl/deeper', data: Buffer.from('x') })),
      TWICE,
    );
  });

  it('refuses another name before the data than in the directory', async () => {
    await refusedUnopened(bench, await meddled(bench, first({ local: { name: 'log.jsonx' } })));
    await refusedUnopened(bench, await meddled(bench, first({ local: { name: '../../evil' } })));
  });

  it('refuses another name in an extra field', async () => {
    const unicodePath = Buffer.from([0x75, 0x70, 10, 0, 1, 0, 0, 0, 0, 0x65, 0x76, 0x69, 0x6c, 0x2e]);
    await refusedUnopened(bench, await meddled(bench, first({ extra: unicodePath })));
    await refusedUnopened(bench, await meddled(bench, first({ localExtra: unicodePath })));
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
    await refusedUnopened(bench, await meddled(bench, first({ external: external >>> 0 })), 'no plain file');
    await refusedUnopened(
      bench,
      await meddled(
        bench,
        also({ name: 'link', data: Buffer.from('/etc/passwd'), external: external >>> 0 }),
      ),
    );
  });

  it.each([
    ['encrypted', 0x0001],
    ['strongly encrypted', 0x0041],
    ['a patch', 0x0020],
    ['masked', 0x2000],
  ])('refuses a file that is %s', async (_what, flags) => {
    await refusedUnopened(bench, await meddled(bench, first({ flags })));
  });

  it.each([1, 6, 9, 12, 14, 93, 95, 97, 98, 99])('refuses compression method %s', async (method) => {
    await refusedUnopened(bench, await meddled(bench, first({ method, packed: Buffer.from('anything') })));
  });
});
