import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { manifestBytes } from '../../../electron/engine/services/handoff/pack/manifest.ts';
import { sealPack } from '../../../electron/engine/services/handoff/pack/write-pack.ts';
import { isSignedBy } from '../../../electron/engine/services/people/person-keys.ts';
import type { HandoffId } from '../../../shared/domain/ids.ts';
import {
  bytesOf,
  linesOf,
  listOf,
  type PackBench,
  packBench,
  partsOf,
  refusalOf,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

const segment = fc.stringMatching(/^[a-z0-9]{1,12}$/u).map((text) => `x${text}`);
const path = fc
  .tuple(segment, segment, fc.constantFrom('jsonl', 'html', 'pdf'))
  .map(([folder, name, kind]) => `${folder}/${name}.${kind}`);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc.string({ maxLength: 500, unit: 'binary' }).map((text) => new Uint8Array(Buffer.from(text))),
  fc.integer({ min: 60_000, max: 200_000 }).map((size) => new Uint8Array(size).fill(65)),
);

describe('a pack', () => {
  it('gives back its manifest, every byte of its files and their lines', async () => {
    const pack = await bench.open(await bench.seal(SOME_FILES));
    expect(pack.manifest).toEqual({ ...bench.draft(), files: listOf(SOME_FILES) });
    for (const [name, text] of Object.entries(SOME_FILES)) {
      expect(Buffer.from(await pack.bytes(name)).equals(Buffer.from(bytesOf(text)))).toBe(true);
    }
    expect(await linesOf(pack, 'records/accounts.jsonl')).toEqual([
      '{"id":"a-1","name":"Böhm & Söhne"}',
      '{"id":"a-2","name":"Kaiser"}',
    ]);
    expect(await linesOf(pack, 'ledger/documents.jsonl')).toHaveLength(400);
    expect(pack.has('log.jsonl')).toBe(true);
    expect(pack.has('manifest.json')).toBe(false);
  });

  it('keeps what proves who made it', async () => {
    const pack = await bench.open(await bench.seal(SOME_FILES));
    expect(Buffer.from(pack.manifestBytes).equals(manifestBytes(pack.manifest))).toBe(true);
    expect(isSignedBy(bench.sender.card.signingKey, pack.manifestBytes, pack.signature)).toBe(true);
  });

  it('gives back whatever was put in, of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, content, { maxKeys: 12 }), async (files) => {
        const pack = await bench.open(await bench.seal(files));
        expect(pack.manifest.files.map((file) => file.path)).toEqual(Object.keys(files));
        for (const [name, bytes] of Object.entries(files)) {
          expect(Buffer.from(await pack.bytes(name)).equals(Buffer.from(bytes))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives back the lines of a text as they were, wherever its pieces end', async () => {
    const line = fc.string({ maxLength: 40, unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        const long = lines.map((text) => `${text}${'·'.repeat(3_000)}`);
        const pack = await bench.open(await bench.seal({ 'records/notes.jsonl': long.join('\n') }));
        expect(await linesOf(pack, 'records/notes.jsonl')).toEqual(long);
      }),
      { numRuns: 30 },
    );
  });

  it('takes files as they come, in pieces', async () => {
    const pieces = async function* () {
      yield Buffer.from('{"seq":1}\n{"se');
      yield Buffer.from('q":2}');
    };
    const sealed = await sealPack({
      manifest: bench.draft(),
      files: [{ path: 'log.jsonl', bytes: pieces() }],
      sign: bench.sender.sign,
      to: { recipient: bench.backup.card.ageRecipient },
    });
    expect(await linesOf(await bench.open(sealed), 'log.jsonl')).toEqual(['{"seq":1}', '{"seq":2}']);
  });

  it('may be empty, and may hold empty files', async () => {
    expect((await bench.open(await bench.seal({}))).manifest.files).toEqual([]);
    const pack = await bench.open(await bench.seal({ 'records/holds.jsonl': '' }));
    expect(await linesOf(pack, 'records/holds.jsonl')).toEqual([]);
    expect(await pack.bytes('records/holds.jsonl')).toHaveLength(0);
  });

  it('says which file is missing when one is asked for that it does not hold', async () => {
    const pack = await bench.open(await bench.seal(SOME_FILES));
    const error = await refusalOf(pack.bytes('records/holds.jsonl'));
    expect(error.code).toBe('bad_pack');
    expect(error.message).toContain('records/holds.jsonl');
  });

  it('never gives half a character: what is no text is refused as text', async () => {
    const pack = await bench.open(
      await bench.seal({ 'brief/brief.pdf': Uint8Array.of(0x61, 0x0a, 0xc3, 0x28) }),
    );
    expect((await refusalOf(linesOf(pack, 'brief/brief.pdf'))).code).toBe('bad_pack');
    expect(await pack.bytes('brief/brief.pdf')).toHaveLength(4);
  });

  it('shows nothing of what it holds to whoever finds the file', async () => {
    const sealed = Buffer.from(await bench.seal(SOME_FILES)).toString('latin1');
    for (const word of ['Nordwerk', 'Lindner', 'Yildiz', 'manifest', 'jsonl', bench.sender.card.id]) {
      expect(sealed).not.toContain(word);
    }
  });

  it('reports how far it is, and never goes back', async () => {
    const seen: number[] = [];
    const files = { 'ledger/documents.jsonl': Buffer.alloc(3_000_000, 'abc\n'), ...SOME_FILES };
    const sealed = await sealPack({
      manifest: bench.draft(),
      files: partsOf(files),
      sign: bench.sender.sign,
      to: { recipient: bench.backup.card.ageRecipient },
      onProgress: (fraction) => seen.push(fraction),
    });
    await bench.open(sealed, { onProgress: (fraction) => seen.push(fraction + 1) });
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen).toContain(1);
    expect(seen.at(-1)).toBe(2);
  });

  it('lets the engine answer while a large one is made and opened', async () => {
    const noise = Buffer.alloc(12_000_000);
    for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
    const turns: number[] = [];
    const counter = setInterval(() => turns.push(1), 1);
    await bench.open(await bench.seal({ 'ledger/documents.jsonl': noise }));
    clearInterval(counter);
    expect(turns.length).toBeGreaterThan(24);
  });
});

describe('work that is stopped', () => {
  const LARGE = { 'ledger/documents.jsonl': Buffer.alloc(8_000_000, 'abcdefg\n') };

  it('stops sealing, and lets go of what it read from', async () => {
    const stop = new AbortController();
    let closed = false;
    const source = async function* () {
      try {
        for (;;) {
          stop.abort();
          yield Buffer.alloc(1_000_000);
        }
      } finally {
        closed = true;
      }
    };
    const error = await refusalOf(
      sealPack({
        manifest: bench.draft(),
        files: [{ path: 'log.jsonl', bytes: source() }],
        sign: bench.sender.sign,
        to: { recipient: bench.backup.card.ageRecipient },
        signal: stop.signal,
      }),
    );
    expect(error.code).toBe('cancelled');
    expect(closed).toBe(true);
  });

  it.each([0.1, 0.4, 0.6, 0.9])('stops opening at %s of the way', async (at) => {
    const sealed = await bench.seal(LARGE);
    const stop = new AbortController();
    const onProgress = (fraction: number) => {
      if (fraction >= at) stop.abort();
    };
    expect((await refusalOf(bench.open(sealed, { signal: stop.signal, onProgress }))).code).toBe('cancelled');
  });
});

describe('what cannot be sealed', () => {
  it('passes on why a file could not be read', async () => {
    const broken = async function* () {
      yield Buffer.from('{"seq":1}\n');
      throw new Error('The reader was closed.');
    };
    const work = sealPack({
      manifest: bench.draft(),
      files: [{ path: 'log.jsonl', bytes: broken() }, ...partsOf(SOME_FILES).slice(0, 1)],
      sign: bench.sender.sign,
      to: { recipient: bench.backup.card.ageRecipient },
    });
    await expect(work).rejects.toThrow('The reader was closed.');
  });

  it.each(['manifest.json', 'manifest.sig', '../log.jsonl', 'Log.jsonl', 'brief/'])(
    'refuses a file that is named %s',
    async (name) => {
      await expect(bench.seal({ [name]: '{}' })).rejects.toThrow();
    },
  );

  it('refuses to encrypt for somebody whom the manifest does not name', async () => {
    const to = { recipient: bench.stranger.card.ageRecipient };
    const work = sealPack({ manifest: bench.draft(), files: [], sign: bench.sender.sign, to });
    await expect(work).rejects.toThrow('another recipient');
  });

  it.each([
    ['a handoff that says it answers another', { handoff: 'h-2' as HandoffId }],
    ['a return that runs out', { kind: 'return' as const, handoff: 'h-2' as HandoffId }],
  ])('refuses %s', async (_what, changes) => {
    await expect(bench.seal({}, changes)).rejects.toThrow();
  });
});

describe('another program', () => {
  it('reads a pack with age and unzip', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duebook-pack-'));
    try {
      const decrypter = new Decrypter();
      decrypter.addIdentity(bench.backup.identity);
      writeFileSync(join(folder, 'pack.zip'), await decrypter.decrypt(await bench.seal(SOME_FILES)));
      const unzip = (...args: string[]) =>
        execFileSync('unzip', [...args], { cwd: folder, encoding: 'utf8' });
      expect(unzip('-t', 'pack.zip')).toContain('No errors detected');
      expect(unzip('-p', 'pack.zip', 'log.jsonl')).toBe(SOME_FILES['log.jsonl']);
      expect(JSON.parse(unzip('-p', 'pack.zip', 'manifest.json'))).toMatchObject({
        format: 1,
        kind: 'handoff',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
