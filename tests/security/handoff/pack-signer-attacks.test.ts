import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PackManifest } from '../../../electron/engine/services/handoff/pack/manifest.ts';
import { sealPack } from '../../../electron/engine/services/handoff/pack/write-pack.ts';
import { fingerprintOfCard } from '../../../electron/engine/services/people/card.ts';
import type { Instant, PlainDate } from '../../../shared/domain/dates.ts';
import type { HandoffId, PersonId } from '../../../shared/domain/ids.ts';
import type { PublicCard } from '../../../shared/domain/people/types.ts';
import {
  encryptFor,
  entriesOf,
  listOf,
  type PackBench,
  packBench,
  partsOf,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';
import type { RawEntry } from '../../support/handoff/raw-zip.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

const FILES = { 'log.jsonl': '{"seq":1}\n', 'records/notes.jsonl': '{"id":"n-1"}\n' };

/** The zip inside a pack, as whoever received it can take it out. */
async function insideOf(pack: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(bench.backup.identity);
  return decrypter.decrypt(pack);
}

/** A pack with a manifest and a signature as an attacker wants them, for the backup. */
async function packOf(
  files: Readonly<Record<string, string>>,
  manifest: string | Uint8Array,
  signature?: Uint8Array,
) {
  const bytes = Buffer.from(manifest as string);
  const entries: RawEntry[] = [
    ...entriesOf(files),
    { name: 'manifest.json', data: bytes },
    { name: 'manifest.sig', data: signature ?? (await bench.sender.sign(bytes)) },
  ];
  return bench.forge(entries);
}

const manifestOf = (
  files: Readonly<Record<string, string>>,
  changes: Partial<PackManifest> = {},
): PackManifest => ({
  ...bench.draft(),
  files: listOf(files),
  ...changes,
});

describe('who made it', () => {
  it('refuses a stranger, and says whose card to ask for and what to compare', async () => {
    const sealed = await sealPack({
      manifest: bench.draft({ sender: bench.stranger.card }),
      files: partsOf(SOME_FILES),
      sign: bench.stranger.sign,
      to: { recipient: bench.backup.card.ageRecipient },
    });
    const error = await bench.refusal(sealed);
    expect(error.code).toBe('bad_pack');
    expect(error.message).toContain('Mallory Quist');
    expect(error.message).toContain(fingerprintOfCard(bench.stranger.card));
    expect(error.message).toContain('Ask that person for their card');
    expect(error.details).toMatchObject({ sender: { id: bench.stranger.card.id } });
  });

  it('refuses a stranger who says to be the sender and signs with other keys', async () => {
    const bytes = JSON.stringify(manifestOf(FILES));
    const signature = await bench.stranger.sign(Buffer.from(bytes));
    expect((await bench.refusal(await packOf(FILES, bytes, signature))).message).toContain('signature');
  });

  it('refuses a stranger who gives own keys under the id of the sender', async () => {
    const sender = { ...bench.stranger.card, id: bench.sender.card.id, name: bench.sender.card.name };
    const bytes = JSON.stringify(manifestOf(FILES, { sender }));
    const signature = await bench.stranger.sign(Buffer.from(bytes));
    const error = await bench.refusal(await packOf(FILES, bytes, signature));
    expect(error.code).toBe('bad_pack');
    expect(error.message).toContain('not that person’s'.replace('’', "'"));
  });

  it('refuses own signing keys beside the age recipient of the sender', async () => {
    const sender: PublicCard = { ...bench.sender.card, signingKey: bench.stranger.card.signingKey };
    const bytes = JSON.stringify(manifestOf(FILES, { sender }));
    const signature = await bench.stranger.sign(Buffer.from(bytes));
    expect((await bench.refusal(await packOf(FILES, bytes, signature))).code).toBe('bad_pack');
  });

  it('refuses a trusted card that has other keys than the pack, whatever the lookup finds', async () => {
    const pack = await bench.seal(SOME_FILES);
    const error = await bench.refusal(pack, { signer: () => bench.stranger.card });
    expect(error.code).toBe('bad_pack');
    expect(error.message).toContain('card of Mallory Quist');
  });

  it('refuses a recipient whose keys do not give its id', async () => {
    const recipient = { ...bench.backup.card, id: `p-${'0'.repeat(20)}` as PersonId };
    expect(
      (await bench.refusal(await packOf(FILES, JSON.stringify(manifestOf(FILES, { recipient }))))).code,
    ).toBe('bad_pack');
  });

  it('asks for trust only after the signature held: a name that nobody signed is not shown', async () => {
    const asked: PublicCard[] = [];
    const bytes = JSON.stringify(manifestOf(FILES));
    const pack = await packOf(FILES, bytes, Buffer.alloc(64));
    const signer = (card: PublicCard) => {
      asked.push(card);
      return card;
    };
    expect((await bench.refusal(pack, { signer })).code).toBe('bad_pack');
    expect(asked).toEqual([]);
  });
});

describe('the signature', () => {
  it.each([
    ['empty', new Uint8Array(0)],
    ['short', new Uint8Array(63)],
    ['of zeros', new Uint8Array(64)],
    ['long', new Uint8Array(65)],
    ['huge', new Uint8Array(100_000)],
  ])('refuses one that is %s', async (_what, signature) => {
    expect(
      (await bench.refusal(await packOf(FILES, JSON.stringify(manifestOf(FILES)), signature))).code,
    ).toBe('bad_pack');
  });

  it('refuses one over other bytes, such as the manifest of another pack', async () => {
    const other = JSON.stringify(manifestOf(FILES, { id: 'h-2' as HandoffId, handoff: 'h-2' as HandoffId }));
    const signature = await bench.sender.sign(Buffer.from(other));
    expect(
      (await bench.refusal(await packOf(FILES, JSON.stringify(manifestOf(FILES)), signature))).message,
    ).toContain('signature');
  });

  it('refuses any flipped bit of it', async () => {
    const bytes = JSON.stringify(manifestOf(FILES));
    const genuine = Buffer.from(await bench.sender.sign(Buffer.from(bytes)));
    for (let at = 0; at < genuine.length; at += 1) {
      const flipped = Buffer.from(genuine);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at);
      expect((await bench.refusal(await packOf(FILES, bytes, flipped))).code).toBe('bad_pack');
    }
  });

  it.each(['manifest.json', 'manifest.sig'])('refuses a pack without %s', async (name) => {
    const entries = [...entriesOf(FILES), ...(await bench.signed(FILES))].filter(
      (entry) => entry.name !== name,
    );
    expect((await bench.refusal(await bench.forge(entries))).message).toContain(name);
  });
});

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
    const { Encrypter } = await import('age-encryption');
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
    const bytes = JSON.stringify(manifestOf(FILES));
    const signature = await bench.sender.sign(Buffer.from(bytes));
    const longer = bytes.replace('"expiresOn":"2026-12-06"', '"expiresOn":"2036-12-06"');
    expect((await bench.refusal(await packOf(FILES, longer, signature))).code).toBe('bad_pack');
  });
});

describe('the files that were signed', () => {
  const refusedFor = async (files: Readonly<Record<string, string>>, listed = FILES): Promise<string> => {
    const entries = [...entriesOf(files), ...(await bench.signed(listed))];
    const error = await bench.refusal(await bench.forge(entries));
    expect(error.code).toBe('bad_pack');
    return error.message;
  };

  it('refuses one file more, one less and one under another name', async () => {
    expect(await refusedFor({ ...FILES, 'records/extra.jsonl': '{}\n' })).toContain('records/extra.jsonl');
    expect(await refusedFor({ 'log.jsonl': FILES['log.jsonl'] })).toContain('records/notes.jsonl');
    const { 'log.jsonl': log, ...rest } = FILES;
    expect(await refusedFor({ 'log2.jsonl': log, ...rest })).toContain('log.jsonl');
  });

  it('refuses files that changed their places', async () => {
    const listed = { 'log.jsonl': '{"seq":1}\n', 'records/notes.jsonl': '{"seq":2}\n' };
    const swapped = { 'log.jsonl': '{"seq":2}\n', 'records/notes.jsonl': '{"seq":1}\n' };
    expect(await refusedFor(swapped, listed)).toContain('log.jsonl');
  });

  it('refuses a file of another size, and one byte that differs', async () => {
    expect(await refusedFor({ ...FILES, 'log.jsonl': '{"seq":10}\n' })).toContain('another size');
    expect(await refusedFor({ ...FILES, 'log.jsonl': '{"seq":7}\n' })).toContain(
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
      ...entriesOf({ ...FILES, 'records/notes.jsonl': '{"id":"n-9"}\n' }),
      ...(await bench.signed(FILES)),
    ];
    await expect(bench.open(await bench.forge(entries))).rejects.toThrow('not the one that was signed');
  });
});

describe('the manifest', () => {
  const refusedWith = async (manifest: string | Uint8Array) => bench.refusal(await packOf(FILES, manifest));
  const changed = (change: (manifest: Record<string, unknown>) => void): string => {
    const manifest: Record<string, unknown> = JSON.parse(JSON.stringify(manifestOf(FILES)));
    change(manifest);
    return JSON.stringify(manifest);
  };

  it('is taken as it is, unmeddled', async () => {
    const pack = await packOf(FILES, JSON.stringify(manifestOf(FILES)));
    expect((await bench.open(pack)).manifest.id).toBe('h-1');
  });

  it('of a newer format asks for a newer Duebook, whatever else it says', async () => {
    const error = await refusedWith('{"format":2,"kind":"swap","more":[1,2,3]}');
    expect(error.code).toBe('newer_version');
    expect(error.details).toEqual({ found: 2, known: 1 });
  });

  it.each<[string, (manifest: Record<string, unknown>) => void]>([
    ['an unknown field', (manifest) => Object.assign(manifest, { extra: 1 })],
    ['an unknown kind', (manifest) => Object.assign(manifest, { kind: 'gift' })],
    ['format 0', (manifest) => Object.assign(manifest, { format: 0 })],
    ['format "1"', (manifest) => Object.assign(manifest, { format: '1' })],
    ['no sender', (manifest) => Object.assign(manifest, { sender: null })],
    ['no recipient at all', (manifest) => delete manifest.recipient],
    ['a day that does not exist', (manifest) => Object.assign(manifest, { expiresOn: '2026-02-30' })],
    [
      'a window that ends before it begins',
      (manifest) => Object.assign(manifest, { window: { from: '2026-12-02', to: '2026-12-01' } }),
    ],
    ['a handoff that answers another', (manifest) => Object.assign(manifest, { handoff: 'h-9' })],
    [
      'a currency that is none',
      (manifest) =>
        Object.assign(manifest, { workspace: { id: 'w', name: 'n', currency: 'EURO', timeZone: 'UTC' } }),
    ],
    ['an id with a path in it', (manifest) => Object.assign(manifest, { id: '../h', handoff: '../h' })],
    ['a count below zero', (manifest) => Object.assign(manifest, { counts: { promises: -1 } })],
    ['a count of a strange name', (manifest) => Object.assign(manifest, { counts: { 'a b': 1 } })],
    [
      'a log that ends after its head',
      (manifest) =>
        Object.assign(manifest, { log: { id: 'w-1', fromSeq: 1, toSeq: 3, head: { seq: 2, hash: 'ab' } } }),
    ],
    [
      'too many handoffs above',
      (manifest) => Object.assign(manifest, { path: Array.from({ length: 17 }, (_, index) => `h-${index}`) }),
    ],
    [
      'a file outside',
      (manifest) => Object.assign(manifest, { files: [{ path: '../x', size: 1, sha256: 'a'.repeat(64) }] }),
    ],
    [
      'itself as a file',
      (manifest) =>
        Object.assign(manifest, { files: [{ path: 'manifest.json', size: 1, sha256: 'a'.repeat(64) }] }),
    ],
    [
      'a hash in capitals',
      (manifest) => Object.assign(manifest, { files: [{ path: 'x', size: 1, sha256: 'A'.repeat(64) }] }),
    ],
    ['a file twice', (manifest) => Object.assign(manifest, { files: [...listOf(FILES), ...listOf(FILES)] })],
  ])('with %s is refused', async (_what, change) => {
    expect((await refusedWith(changed(change))).code).toBe('bad_pack');
  });

  it('is refused when it could be read in two ways', async () => {
    const genuine = JSON.stringify(manifestOf(FILES));
    const doubled = genuine.replace(
      '"expiresOn":"2026-12-06"',
      '"expiresOn":"2036-12-06","expiresOn":"2026-12-06"',
    );
    const spelled = genuine.replace('"format":1', '"format":1.0');
    const spaced = `${genuine}\n`;
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(manifestOf(FILES)).reverse()));
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(genuine)]);
    const proto = genuine.replace('"counts":{', '"__proto__":{"kind":"return"},"counts":{');
    for (const manifest of [doubled, spelled, spaced, reordered, marked, proto]) {
      expect((await refusedWith(manifest)).code).toBe('bad_pack');
    }
  });

  it.each([
    ['nothing', ''],
    ['words', 'no JSON'],
    ['null', 'null'],
    ['a list', '[]'],
    ['half of it', '{"format":1,"kind":'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a million brackets', '['.repeat(1_000_000)],
    ['a million objects in each other', `${'{"format":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
  ])('of %s is refused', async (_what, manifest) => {
    expect((await refusedWith(manifest)).code).toBe('bad_pack');
  });

  it('larger than 8 MB is refused before it is read', async () => {
    const error = await refusedWith(
      changed((manifest) => Object.assign(manifest, { more: 'x'.repeat(9 << 20) })),
    );
    expect(error.message).toContain('too large');
  });

  it('with a time that no clock of ours writes is refused', async () => {
    for (const createdAt of [
      '2026-11-22',
      '2026-11-22T09:00:00Z',
      '2026-11-22T09:00:00.000+01:00',
      'now',
    ] as Instant[]) {
      expect((await refusedWith(changed((manifest) => Object.assign(manifest, { createdAt })))).code).toBe(
        'bad_pack',
      );
    }
  });
});
