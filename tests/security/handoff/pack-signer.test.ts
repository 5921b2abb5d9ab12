import { beforeAll, describe, expect, it } from 'vitest';
import { sealPack } from '../../../electron/engine/services/handoff/pack/write-pack.ts';
import { fingerprintOfCard } from '../../../electron/engine/services/people/card.ts';
import type { HandoffId, PersonId } from '../../../shared/domain/ids.ts';
import type { PublicCard } from '../../../shared/domain/people/types.ts';
import { manifestOf, packOf, SIGNED_FILES } from '../../support/handoff/pack-attacks.ts';
import {
  entriesOf,
  type PackBench,
  packBench,
  partsOf,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
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
    const bytes = JSON.stringify(manifestOf(bench, SIGNED_FILES));
    const signature = await bench.stranger.sign(Buffer.from(bytes));
    expect((await bench.refusal(await packOf(bench, SIGNED_FILES, bytes, signature))).message).toContain(
      'signature',
    );
  });

  it('refuses a stranger who gives own keys under the id of the sender', async () => {
    const sender = { ...bench.stranger.card, id: bench.sender.card.id, name: bench.sender.card.name };
    const bytes = JSON.stringify(manifestOf(bench, SIGNED_FILES, { sender }));
    const signature = await bench.stranger.sign(Buffer.from(bytes));
    const error = await bench.refusal(await packOf(bench, SIGNED_FILES, bytes, signature));
    expect(error.code).toBe('bad_pack');
    expect(error.message).toContain("not that person's");
  });

  it('refuses own signing keys beside the age recipient of the sender', async () => {
    const sender: PublicCard = { ...bench.sender.card, signingKey: bench.stranger.card.signingKey };
    const bytes = JSON.stringify(manifestOf(bench, SIGNED_FILES, { sender }));
    const signature = await bench.stranger.sign(Buffer.from(bytes));
    expect((await bench.refusal(await packOf(bench, SIGNED_FILES, bytes, signature))).code).toBe('bad_pack');
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
      (
        await bench.refusal(
          await packOf(bench, SIGNED_FILES, JSON.stringify(manifestOf(bench, SIGNED_FILES, { recipient }))),
        )
      ).code,
    ).toBe('bad_pack');
  });

  it('asks for trust only after the signature held: a name that nobody signed is not shown', async () => {
    const asked: PublicCard[] = [];
    const bytes = JSON.stringify(manifestOf(bench, SIGNED_FILES));
    const pack = await packOf(bench, SIGNED_FILES, bytes, Buffer.alloc(64));
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
      (
        await bench.refusal(
          await packOf(bench, SIGNED_FILES, JSON.stringify(manifestOf(bench, SIGNED_FILES)), signature),
        )
      ).code,
    ).toBe('bad_pack');
  });

  it('refuses one over other bytes, such as the manifest of another pack', async () => {
    const other = JSON.stringify(
      manifestOf(bench, SIGNED_FILES, { id: 'h-2' as HandoffId, handoff: 'h-2' as HandoffId }),
    );
    const signature = await bench.sender.sign(Buffer.from(other));
    expect(
      (
        await bench.refusal(
          await packOf(bench, SIGNED_FILES, JSON.stringify(manifestOf(bench, SIGNED_FILES)), signature),
        )
      ).message,
    ).toContain('signature');
  });

  it('refuses any flipped bit of it', async () => {
    const bytes = JSON.stringify(manifestOf(bench, SIGNED_FILES));
    const genuine = Buffer.from(await bench.sender.sign(Buffer.from(bytes)));
    for (let at = 0; at < genuine.length; at += 1) {
      const flipped = Buffer.from(genuine);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at);
      expect((await bench.refusal(await packOf(bench, SIGNED_FILES, bytes, flipped))).code).toBe('bad_pack');
    }
  });

  it.each(['manifest.json', 'manifest.sig'])('refuses a pack without %s', async (name) => {
    const entries = [...entriesOf(SIGNED_FILES), ...(await bench.signed(SIGNED_FILES))].filter(
      (entry) => entry.name !== name,
    );
    expect((await bench.refusal(await bench.forge(entries))).message).toContain(name);
  });
});
