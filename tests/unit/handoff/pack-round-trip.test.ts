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
import {
  bytesOf,
  linesOf,
  listOf,
  type PackBench,
  packBench,
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
