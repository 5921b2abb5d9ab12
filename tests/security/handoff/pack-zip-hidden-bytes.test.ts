import { beforeAll, describe, it } from 'vitest';
import { first, meddled, refusedUnopened, SIGNED_FILES } from '../../support/handoff/pack-attacks.ts';
import {
  encryptFor,
  entriesOf,
  type PackBench,
  packBench,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';
import { rawZip } from '../../support/handoff/raw-zip.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

describe('bytes that belong to no file', () => {
  const genuineZip = async () => rawZip([...entriesOf(SIGNED_FILES), ...(await bench.signed(SIGNED_FILES))]);
  const forBackup = (zip: Uint8Array) => encryptFor(bench.backup.card.ageRecipient, zip);

  it('refuses a prefix, which makes one file be two things', async () => {
    for (const prefix of ['#!/bin/sh\n', '%PDF-1.7\n', 'MZ', '\0', 'PK\u0003\u0004']) {
      await refusedUnopened(bench, await forBackup(Buffer.concat([Buffer.from(prefix), await genuineZip()])));
    }
  });

  it('refuses a prefix with all its offsets put right', async () => {
    await refusedUnopened(
      bench,
      await meddled(bench, (entries) =>
        entries.map((entry, index) => (index === 0 ? { ...entry, gap: Buffer.from('hidden') } : entry)),
      ),
    );
    const zip = await genuineZip();
    const shifted = Buffer.concat([Buffer.from('hidden!'), zip]);
    shifted.writeUInt32LE(zip.readUInt32LE(zip.length - 6) + 7, shifted.length - 6);
    await refusedUnopened(bench, await forBackup(shifted));
  });

  it('refuses a suffix and a comment', async () => {
    await refusedUnopened(bench, await forBackup(Buffer.concat([await genuineZip(), Buffer.from('\n')])));
    await refusedUnopened(bench, await forBackup(Buffer.concat([await genuineZip(), Buffer.alloc(22)])));
    await refusedUnopened(
      bench,
      await meddled(bench, (entries) => entries, { comment: Buffer.from('hello') }),
    );
    await refusedUnopened(bench, await meddled(bench, first({ comment: Buffer.from('hello') })));
  });

  it('refuses a second zip in the comment of the first, whichever end a reader takes', async () => {
    const other = { 'log.jsonl': '{"seq":666}\n' };
    const inner = rawZip([...entriesOf(other), ...(await bench.signed(other))]);
    await refusedUnopened(bench, await meddled(bench, (entries) => entries, { comment: inner }));
    await refusedUnopened(bench, await forBackup(Buffer.concat([await genuineZip(), inner])));
    await refusedUnopened(bench, await forBackup(Buffer.concat([inner, await genuineZip()])));
  });

  it('refuses bytes between the files, before the directory and before the end', async () => {
    await refusedUnopened(bench, await meddled(bench, first({ gap: Buffer.from('hidden') })));
    await refusedUnopened(
      bench,
      await meddled(bench, (entries) => entries, { before: Buffer.from('hidden') }),
    );
    await refusedUnopened(
      bench,
      await meddled(bench, (entries) =>
        entries.map((entry, index) =>
          index === entries.length - 1 ? { ...entry, gap: Buffer.from('x') } : entry,
        ),
      ),
    );
  });

  it('refuses the records of a zip of more than 4 GB, which could say everything a second time', async () => {
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    const zip = await genuineZip();
    const directorySize = zip.readUInt32LE(zip.length - 10) + locator.length;
    const both = await meddled(bench, (entries) => entries, { before: locator, directorySize });
    await refusedUnopened(bench, both, 'the end of its list');
    await refusedUnopened(bench, await meddled(bench, (entries) => entries, { directoryOffset: 0xffffffff }));
    await refusedUnopened(bench, await meddled(bench, (entries) => entries, { directorySize: 3 }));
    await refusedUnopened(bench, await meddled(bench, (entries) => entries, { disk: 1 }));
  });

  it('refuses what is no zip at all', async () => {
    for (const bytes of [
      '',
      'x',
      'just words that are longer than the end of a zip',
      JSON.stringify(SOME_FILES),
    ]) {
      await refusedUnopened(bench, await forBackup(Buffer.from(bytes)));
    }
    await refusedUnopened(bench, await forBackup(rawZip([])));
  });
});
