import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { HandoffId } from '../../../shared/domain/ids.ts';
import { manifestOf, packOf, SIGNED_FILES } from '../../support/handoff/pack-attacks.ts';
import {
  encryptFor,
  entriesOf,
  type PackBench,
  packBench,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

/** The zip inside a pack, as whoever received it can take it out. */
async function insideOf(pack: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(bench.backup.identity);
  return decrypter.decrypt(pack);
}

describe('for whom', () => {
  it('refuses everybody else, before a byte of it is read', async () => {
    const pack = await bench.seal(SOME_FILES);
    const error = await bench.refusal(pack, { with: { identity: bench.stranger.identity } });
    expect(error.code).toBe('wrong_recipient');
    expect(error.message).toContain('somebody else');
  });

  it('refuses a pack that its recipient encrypted anew for a third person', async () => {
    const inside = await insideOf(await bench.seal(SOME_FILES));
    const passedOn = await encryptFor(bench.stranger.card.ageRecipient, inside);
    const error = await bench.refusal(passedOn, { with: { identity: bench.stranger.identity } });
    expect(error.code).toBe('wrong_recipient');
    expect(error.message).toContain('for Emre Yildiz');
  });

  it('refuses keys that are none, without showing them', async () => {
    const pack = await bench.seal(SOME_FILES);
    const error = await bench.refusal(pack, { with: { identity: 'AGE-SECRET-KEY-1NOTAKEY' } });
    expect(error.code).toBe('bad_pack');
    expect(`${error.message} ${JSON.stringify(error.details)}`).not.toContain('SECRET');
  });

  it('opens when the file is encrypted for somebody more, as a person may do with age itself', async () => {
    const other = await identityToRecipient(await generateX25519Identity());

    const encrypter = new Encrypter();
    encrypter.addRecipient(other);
    encrypter.addRecipient(bench.backup.card.ageRecipient);
    const both = await encrypter.encrypt(await insideOf(await bench.seal(SOME_FILES)));
    expect((await bench.open(both)).has('log.jsonl')).toBe(true);
  });
});

describe('until when', () => {
  it('takes a handoff on its last day and refuses it on the next, with the day', async () => {
    const pack = await bench.seal(SOME_FILES);
    expect((await bench.open(pack, { today: '2026-12-06' as PlainDate })).manifest.expiresOn).toBe(
      '2026-12-06',
    );
    const error = await bench.refusal(pack, { today: '2026-12-07' as PlainDate });
    expect(error.code).toBe('bad_pack');
    expect(error.message).toContain('2026-12-06');
    expect(error.message).toContain('Rosa Lindner');
  });

  it('can be looked at later, when no day is given', async () => {
    expect((await bench.open(await bench.seal(SOME_FILES), { today: undefined })).has('log.jsonl')).toBe(
      true,
    );
  });

  it('lets a return be merged at any time', async () => {
    const back = await bench.seal(SOME_FILES, {
      kind: 'return',
      id: 'r-1' as HandoffId,
      handoff: 'h-1' as HandoffId,
      expiresOn: null,
    });
    expect((await bench.open(back, { today: '2031-01-01' as PlainDate })).manifest.kind).toBe('return');
  });

  it('cannot be lengthened by somebody else', async () => {
    const bytes = JSON.stringify(manifestOf(bench, SIGNED_FILES));
    const signature = await bench.sender.sign(Buffer.from(bytes));
    const longer = bytes.replace('"expiresOn":"2026-12-06"', '"expiresOn":"2036-12-06"');
    expect((await bench.refusal(await packOf(bench, SIGNED_FILES, longer, signature))).code).toBe('bad_pack');
  });
});

describe('the files that were signed', () => {
  const refusedFor = async (
    files: Readonly<Record<string, string>>,
    listed = SIGNED_FILES,
  ): Promise<string> => {
    const entries = [...entriesOf(files), ...(await bench.signed(listed))];
    const error = await bench.refusal(await bench.forge(entries));
    expect(error.code).toBe('bad_pack');
    return error.message;
  };

  it('refuses one file more, one less and one under another name', async () => {
    expect(await refusedFor({ ...SIGNED_FILES, 'records/extra.jsonl': '{}\n' })).toContain(
      'records/extra.jsonl',
    );
    expect(await refusedFor({ 'log.jsonl': SIGNED_FILES['log.jsonl'] })).toContain('records/notes.jsonl');
    const { 'log.jsonl': log, ...rest } = SIGNED_FILES;
    expect(await refusedFor({ 'log2.jsonl': log, ...rest })).toContain('log.jsonl');
  });

  it('refuses files that changed their places', async () => {
    const listed = { 'log.jsonl': '{"seq":1}\n', 'records/notes.jsonl': '{"seq":2}\n' };
    const swapped = { 'log.jsonl': '{"seq":2}\n', 'records/notes.jsonl': '{"seq":1}\n' };
    expect(await refusedFor(swapped, listed)).toContain('log.jsonl');
  });

  it('refuses a file of another size, and one byte that differs', async () => {
    expect(await refusedFor({ ...SIGNED_FILES, 'log.jsonl': '{"seq":10}\n' })).toContain('another size');
    expect(await refusedFor({ ...SIGNED_FILES, 'log.jsonl': '{"seq":7}\n' })).toContain(
      'not the one that was signed',
    );
  });

  it('refuses the files of one genuine pack under the manifest of another', async () => {
    expect(
      await refusedFor({ 'log.jsonl': '{"seq":8}\n', 'records/notes.jsonl': '{"id":"n-8"}\n' }),
    ).toContain('not the one that was signed');
  });

  it('never hands out a line of a pack that does not hold', async () => {
    const entries = [
      ...entriesOf({ ...SIGNED_FILES, 'records/notes.jsonl': '{"id":"n-9"}\n' }),
      ...(await bench.signed(SIGNED_FILES)),
    ];
    await expect(bench.open(await bench.forge(entries))).rejects.toThrow('not the one that was signed');
  });
});
