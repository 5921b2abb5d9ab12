import { beforeAll, describe, expect, it } from 'vitest';
import { decryptPack } from '../../../electron/engine/services/handoff/pack/envelope.ts';
import { sealPack } from '../../../electron/engine/services/handoff/pack/write-pack.ts';
import { zipOf } from '../../../electron/engine/services/handoff/pack/write-zip.ts';
import type { HandoffId } from '../../../shared/domain/ids.ts';
import {
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

describe('the work on a pack', () => {
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

  it('lets the engine answer while a large one is decrypted', async () => {
    const noise = Buffer.alloc(6_000_000);
    for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
    const sealed = await bench.seal({ 'ledger/documents.jsonl': noise });
    let turns = 0;
    let ended = false;
    const turn = () => {
      turns += 1;
      if (!ended) setImmediate(turn);
    };
    setImmediate(turn);
    await decryptPack(sealed, { identity: bench.backup.identity }, {});
    ended = true;
    expect(turns).toBeGreaterThan(sealed.length / 1_000_000);
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

  it('lets go of what it reads from when nobody wants the zip any more', async () => {
    let letGo = () => {};
    const closed = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const endless = async function* () {
      try {
        for (;;) yield Buffer.from(crypto.randomUUID().repeat(1_000));
      } finally {
        letGo();
      }
    };
    const parts = async function* () {
      yield { path: 'log.jsonl', bytes: endless() };
    };
    const zip = zipOf(parts());
    expect((await zip.next()).done).toBe(false);
    await zip.return(undefined);
    await closed;
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
