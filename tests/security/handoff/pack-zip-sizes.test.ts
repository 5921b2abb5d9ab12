import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  also,
  first,
  meddled,
  refused,
  refusedUnopened,
  SIGNED_FILES,
} from '../../support/handoff/pack-attacks.ts';
import { entriesOf, type PackBench, packBench } from '../../support/handoff/pack-bench.ts';
import { type RawEntry, rawZip, SIZES_FOLLOW } from '../../support/handoff/raw-zip.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

describe('sizes that lie', () => {
  it.each(['crc', 'packed', 'size'] as const)(
    'refuses another %s before the data than in the directory',
    async (field) => {
      await refusedUnopened(bench, await meddled(bench, first({ local: { [field]: 5 } })));
      await refusedUnopened(bench, await meddled(bench, first({ directory: { [field]: 5 } })));
      await refusedUnopened(
        bench,
        await meddled(bench, first({ flags: SIZES_FOLLOW, local: { [field]: 5 } })),
      );
      await refusedUnopened(
        bench,
        await meddled(bench, first({ flags: SIZES_FOLLOW, descriptor: { [field]: 5 } })),
      );
    },
  );

  it.each(['crc', 'size'] as const)(
    'refuses a %s that both places agree on and the data does not have',
    async (field) => {
      await refused(bench, await meddled(bench, first({ local: { [field]: 5 }, directory: { [field]: 5 } })));
      await refused(
        bench,
        await meddled(bench, first({ local: { [field]: 4_000 }, directory: { [field]: 4_000 } })),
      );
    },
  );

  it('refuses another day before the data, and sizes behind it that are not marked as such', async () => {
    await refusedUnopened(bench, await meddled(bench, first({ local: { date: 33 } })));
    await refusedUnopened(
      bench,
      await meddled(bench, first({ flags: SIZES_FOLLOW, descriptor: { signature: 1 } })),
    );
  });

  it('refuses other flags or another method before the data', async () => {
    await refusedUnopened(bench, await meddled(bench, first({ local: { flags: 0x0800 } })));
    await refusedUnopened(bench, await meddled(bench, first({ local: { method: 0 } })));
  });

  it('refuses a manifest that unpacks to less than it says', async () => {
    const pack = await meddled(bench, (entries) =>
      entries.map((entry) => {
        const sizes = { size: entry.data.length + 5 };
        return entry.name === 'manifest.json' ? { ...entry, local: sizes, directory: sizes } : entry;
      }),
    );
    expect(await refused(bench, pack)).toContain('manifest.json is not what it says');
  });

  it('refuses a manifest that unpacks to more than it says', async () => {
    const pack = await meddled(bench, (entries) =>
      entries.map((entry) => {
        if (entry.name !== 'manifest.json') return entry;
        const sizes = { size: entry.data.length, crc: 1 };
        return { ...entry, packed: deflateRawSync(Buffer.alloc(20_000_000)), local: sizes, directory: sizes };
      }),
    );
    expect(await refused(bench, pack)).toContain('manifest.json');
  });

  it('refuses bytes that lie hidden behind the deflated ones', async () => {
    const packed = Buffer.concat([
      deflateRawSync(Buffer.from(SIGNED_FILES['log.jsonl'])),
      Buffer.from('hidden'),
    ]);
    expect(await refused(bench, await meddled(bench, first({ packed })))).toContain('log.jsonl');
  });

  it('refuses data that is cut off, or not deflated at all', async () => {
    const packed = deflateRawSync(Buffer.from(SIGNED_FILES['log.jsonl']));
    await refused(bench, await meddled(bench, first({ packed: packed.subarray(0, packed.length - 3) })));
    await refused(bench, await meddled(bench, first({ packed: Buffer.alloc(0) })));
    await refused(
      bench,
      await meddled(bench, first({ packed: Buffer.from('no deflate at all, just words') })),
    );
  });
});

describe('bombs', () => {
  it('refuses 10,000 files by the count alone', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `f${index}`, data: Buffer.alloc(0) }));
    expect(await refusedUnopened(bench, await meddled(bench, also(...many)))).toContain('10004 files');
  });

  it('refuses a count that is smaller than the files there are, and one that is larger', async () => {
    for (const count of [0, 1, 3, 5, 60, 0xffff]) {
      await refusedUnopened(bench, await meddled(bench, (entries) => entries, { count }));
    }
  });

  it('refuses what says that it unpacks to far more than it has', async () => {
    const bomb = (size: number): RawEntry => ({
      name: 'bomb',
      data: Buffer.from('x'),
      local: { size },
      directory: { size },
    });
    expect(await refusedUnopened(bench, await meddled(bench, also(bomb(64 << 20))))).toContain('far more');
    expect(await refusedUnopened(bench, await meddled(bench, also(bomb(0xfffffffe))))).toContain('far more');
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
    expect(await refusedUnopened(bench, await meddled(bench, also(...many)))).toContain('far more');
  });

  it('refuses a real bomb in the place of a file that was signed', async () => {
    const packed = deflateRawSync(Buffer.alloc(200 << 20));
    const heap = process.memoryUsage().arrayBuffers;
    expect(await refused(bench, await meddled(bench, first({ packed })))).toContain('larger than it says');
    expect(process.memoryUsage().arrayBuffers - heap).toBeLessThan(100 << 20);
  });

  it('refuses files that share their bytes', async () => {
    const shared = {
      name: 'log2.jsonl',
      data: Buffer.from(SIGNED_FILES['log.jsonl']),
      directory: { offset: 0 },
    };
    await refusedUnopened(bench, await meddled(bench, (entries) => [...entries, shared]));
    const quoted = first({ directory: { offset: 40 } });
    await refusedUnopened(bench, await meddled(bench, quoted));
  });

  it('refuses a zip inside a file like any other bytes: it is never opened', async () => {
    const inner = rawZip([{ name: '../evil', data: Buffer.from('x') }]);
    const files = { 'inner.zip': inner };
    const pack = await bench.forge([...entriesOf(files), ...(await bench.signed(files))]);
    expect(Buffer.from(await (await bench.open(pack)).bytes('inner.zip')).equals(inner)).toBe(true);
  });
});
