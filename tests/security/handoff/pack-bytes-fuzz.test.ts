import { beforeAll, describe, expect, it } from 'vitest';
import { type EngineError, isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import {
  encryptFor,
  entriesOf,
  type PackBench,
  packBench,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';
import { rawZip } from '../../support/handoff/raw-zip.ts';

const rounds = Number(process.env.DUEBOOK_FUZZ ?? 0) || 300;
/** For the ten thousand rounds of the long run, on a busy computer. */
const PATIENCE = 1_500_000;
const CHUNK = 64 * 1024 + 16;

let bench: PackBench;
/** Several of age's chunks long: most of it cannot be deflated. */
let pack: Buffer;
let bodyStart: number;
beforeAll(async () => {
  bench = await packBench();
  const noise = new Uint8Array(230_000);
  crypto.getRandomValues(noise.subarray(0, 65_536));
  for (let at = 65_536; at < noise.length; at += 1) noise[at] = ((noise[at - 65_536] ?? 0) * 31 + at) & 0xff;
  pack = Buffer.from(await bench.seal({ ...SOME_FILES, 'brief/brief.pdf': noise }));
  bodyStart = pack.indexOf('\n', pack.indexOf('\n--- ') + 1) + 1 + 16;
});

/** A generator that a failing run can be repeated with. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** How a meddled pack ended: refused in words, or opened because nothing that matters had changed. */
async function endOf(bytes: Uint8Array): Promise<EngineError | null> {
  try {
    const opened = await bench.open(bytes);
    for (const { path } of opened.manifest.files) await opened.bytes(path);
    return null;
  } catch (error) {
    if (isEngineError(error)) return error;
    throw error;
  }
}

const REFUSED = ['bad_pack', 'wrong_recipient'];

describe('a pack that is not whole', () => {
  it('is refused when it ends at, before or after any chunk of its encryption', async () => {
    for (let end = bodyStart; end < pack.length; end += CHUNK) {
      for (const at of [end - 1, end, end + 1]) {
        expect((await endOf(pack.subarray(0, at)))?.code, `${at} bytes`).toBe('bad_pack');
      }
    }
    expect((await endOf(pack.subarray(0, pack.length - 1)))?.code).toBe('bad_pack');
  });

  it('is refused when it ends anywhere in its first lines', async () => {
    for (let at = 0; at <= bodyStart; at += 1) {
      expect(REFUSED, `${at} bytes`).toContain((await endOf(pack.subarray(0, at)))?.code);
    }
  });

  it('is refused when something stands before or behind it', async () => {
    for (const more of ['\n', 'x', '\0'.repeat(CHUNK), pack.toString('latin1')]) {
      expect((await endOf(Buffer.concat([pack, Buffer.from(more, 'latin1')])))?.code).toBe('bad_pack');
      expect((await endOf(Buffer.concat([Buffer.from(more, 'latin1'), pack])))?.code).toBe('bad_pack');
    }
  });

  it('is refused when chunks of it changed places, or one is missing or there twice', async () => {
    const chunk = (index: number) =>
      pack.subarray(bodyStart + index * CHUNK, bodyStart + (index + 1) * CHUNK);
    const start = pack.subarray(0, bodyStart);
    const rest = pack.subarray(bodyStart + 2 * CHUNK);
    for (const chunks of [
      [chunk(1), chunk(0)],
      [chunk(0)],
      [chunk(1)],
      [chunk(0), chunk(0)],
      [chunk(0), chunk(1), chunk(1)],
    ]) {
      expect((await endOf(Buffer.concat([start, ...chunks, rest])))?.code).toBe('bad_pack');
    }
  });

  it('is refused when it is another kind of file', async () => {
    for (const text of [
      '',
      'PK\u0003\u0004',
      '%PDF-1.7',
      '-----BEGIN AGE ENCRYPTED FILE-----\n',
      'age-encryption.org/v2\n',
      'age-encryption.org/v1',
    ]) {
      expect((await endOf(Buffer.from(text)))?.code).toBe('bad_pack');
    }
    const endless = Buffer.concat([Buffer.from('age-encryption.org/v1\n'), Buffer.alloc(2_000_000, 'a')]);
    expect((await endOf(endless))?.message).toContain('is none');
  });
});

describe('a pack with wrong bytes', () => {
  it(
    `is refused in words, ${rounds} times, wherever they are`,
    async () => {
      const seed = Date.now() % 1_000_000;
      const random = randomFrom(seed);
      const before = process.memoryUsage().arrayBuffers;
      for (let round = 0; round < rounds; round += 1) {
        const meddled = Buffer.from(pack);
        // Every other time in the first lines, where age and its parser decide.
        const reach = round % 2 === 0 ? bodyStart : meddled.length;
        for (let flips = random(3); flips >= 0; flips -= 1) {
          const at = random(reach);
          meddled.writeUInt8(meddled.readUInt8(at) ^ (1 << random(8)), at);
        }
        const end = random(4) === 0 ? random(meddled.length) : meddled.length;
        if (meddled.subarray(0, end).equals(pack)) continue;
        const error = await endOf(meddled.subarray(0, end));
        expect(REFUSED, `seed ${seed}, round ${round}`).toContain(error?.code);
      }
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(256 << 20);
    },
    PATIENCE,
  );

  it(
    `inside its encryption opens as it was signed or is refused in words, ${rounds} times`,
    async () => {
      const seed = Date.now() % 1_000_000;
      const random = randomFrom(seed + 1);
      const zip = rawZip([...entriesOf(SOME_FILES), ...(await bench.signed(SOME_FILES))]);
      for (let round = 0; round < rounds; round += 1) {
        const meddled = Buffer.from(zip);
        for (let changes = random(3); changes >= 0; changes -= 1) {
          // Directory and end of the zip lie in its last part: half of the changes go there.
          const at = random(2) === 0 ? random(meddled.length) : meddled.length - 1 - random(600);
          meddled.writeUInt8(random(2) === 0 ? random(256) : meddled.readUInt8(at) ^ (1 << random(8)), at);
        }
        const cut = random(6) === 0 ? meddled.subarray(0, random(meddled.length)) : meddled;
        const error = await endOf(await encryptFor(bench.backup.card.ageRecipient, cut));
        if (error !== null)
          expect(['bad_pack', 'newer_version'], `seed ${seed}, round ${round}`).toContain(error.code);
      }
    },
    PATIENCE,
  );
});
