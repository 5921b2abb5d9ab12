import { Decrypter, Encrypter } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { isForPassphrase } from '../../../electron/engine/services/handoff/pack/envelope.ts';
import { sealPack } from '../../../electron/engine/services/handoff/pack/write-pack.ts';
import type { PublicCard } from '../../../shared/domain/people/types.ts';
import {
  encryptFor,
  entriesOf,
  linesOf,
  type PackBench,
  packBench,
  partsOf,
  refusalOf,
  SOME_FILES,
} from '../../support/handoff/pack-bench.ts';
import { rawZip } from '../../support/handoff/raw-zip.ts';

const PASSPHRASE = 'café — seven brown geese';
let bench: PackBench;
let pack: Uint8Array;
beforeAll(async () => {
  bench = await packBench();
  pack = await sealPack({
    manifest: bench.draft({ recipient: null }),
    files: partsOf(SOME_FILES),
    sign: bench.sender.sign,
    to: { passphrase: PASSPHRASE },
  });
});

/** As age makes it, with little work: not every test has to wait for a second. */
const quickly = async (recipient: PublicCard | null): Promise<Uint8Array> => {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(10);
  encrypter.setPassphrase('geese');
  return encrypter.encrypt(
    rawZip([...entriesOf(SOME_FILES), ...(await bench.signed(SOME_FILES, { recipient }))]),
  );
};

const header = () => {
  const text = Buffer.from(pack).toString('latin1', 0, 400);
  return text.slice(0, text.indexOf('\n--- '));
};

/** The same file with another line of scrypt. */
const withStanza = (line: string) =>
  Buffer.from(
    Buffer.from(pack)
      .toString('latin1')
      .replace(/-> scrypt .*/u, line),
    'latin1',
  );

describe('a pack for a passphrase', () => {
  it('opens with it, however the keyboard writes its letters', async () => {
    for (const passphrase of [PASSPHRASE, PASSPHRASE.normalize('NFD')]) {
      const opened = await bench.open(pack, { with: { passphrase } });
      expect(await linesOf(opened, 'log.jsonl')).toEqual(['{"seq":1}', '{"seq":2}']);
    }
  });

  it('is what age itself takes for one, with the work of 2^18', async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(PASSPHRASE.normalize('NFKC'));
    expect(Buffer.from(await decrypter.decrypt(pack)).toString('latin1')).toContain('manifest.json');
    expect(header()).toMatch(/\n-> scrypt [A-Za-z0-9+/]{22} 18\n/u);
  });

  it('can be made by age itself', async () => {
    const opened = await bench.open(await quickly(null), { with: { passphrase: 'geese' } });
    expect(opened.manifest.recipient).toBeNull();
  });

  it('says that another passphrase does not open it', async () => {
    const error = await bench.refusal(await quickly(null), { with: { passphrase: 'brown geese' } });
    expect(error.code).toBe('wrong_recipient');
    expect(error.message).toContain('passphrase does not open');
    expect(error.message).not.toContain('geese');
  });

  it('still has to come from a person who is trusted', async () => {
    const error = await bench.refusal(await quickly(null), {
      with: { passphrase: 'geese' },
      signer: () => null,
    });
    expect(error.code).toBe('bad_pack');
    expect(error.message).toContain('Rosa Lindner');
  });

  it('is told from one for a person, so that the right question can be asked', async () => {
    const forPerson = await bench.seal(SOME_FILES);
    expect(isForPassphrase(pack)).toBe(true);
    expect(isForPassphrase(forPerson)).toBe(false);
    expect((await bench.refusal(pack)).message).toContain('opens with a passphrase');
    const error = await bench.refusal(forPerson, { with: { passphrase: PASSPHRASE } });
    expect(error.code).toBe('wrong_recipient');
    expect(error.message).toContain('for a person');
  });

  it('cannot be a pack for a person that was encrypted anew, nor the other way round', async () => {
    const passedOn = await bench.refusal(await quickly(bench.backup.card), { with: { passphrase: 'geese' } });
    expect(passedOn.code).toBe('wrong_recipient');
    const forAll = rawZip([
      ...entriesOf(SOME_FILES),
      ...(await bench.signed(SOME_FILES, { recipient: null })),
    ]);
    const narrowed = await bench.refusal(await encryptFor(bench.backup.card.ageRecipient, forAll));
    expect(narrowed.code).toBe('wrong_recipient');
  });
});

describe('the work that a file asks for', () => {
  it.each(['19', '20', '22', '30', '63', '99', '100', '999999999', '0', '-1', '018', '1e1'])(
    'is refused at 2^%s before any of it is done',
    async (work) => {
      const salt = header().match(/-> scrypt (\S+)/u)?.[1] ?? '';
      const meddled = withStanza(`-> scrypt ${salt} ${work}`);
      const error = await bench.refusal(meddled, { with: { passphrase: PASSPHRASE } });
      expect(error.code).toBe('bad_pack');
      expect(String(error.cause)).toContain('too much work');
    },
  );

  it.each([
    ['a short salt', '-> scrypt AAAA 10'],
    ['a salt that is no base64', '-> scrypt !!!!!!!!!!!!!!!!!!!!!! 10'],
    ['one word more', `-> scrypt ${'A'.repeat(22)} 10 more`],
    ['one word less', `-> scrypt ${'A'.repeat(22)}`],
    ['no number', `-> scrypt ${'A'.repeat(22)} `],
  ])('is not begun with %s', async (_what, line) => {
    expect((await bench.refusal(withStanza(line), { with: { passphrase: PASSPHRASE } })).code).toBe(
      'bad_pack',
    );
  });

  it('is done for one passphrase only: a file with two of them is refused', async () => {
    const [, stanza = ''] = /(-> scrypt .*\n.*)/u.exec(header()) ?? [];
    const twice = Buffer.from(
      Buffer.from(pack).toString('latin1').replace(stanza, `${stanza}\n${stanza}`),
      'latin1',
    );
    const error = await bench.refusal(twice, { with: { passphrase: PASSPHRASE } });
    expect(error.code).toBe('bad_pack');
    expect(String(error.cause)).toContain('does not have its form');
  });

  it('is not done for an empty passphrase when a pack is made', async () => {
    const error = await refusalOf(
      sealPack({
        manifest: bench.draft({ recipient: null }),
        files: [],
        sign: bench.sender.sign,
        to: { passphrase: ' ' },
      }),
    );
    expect(error.code).toBe('validation');
  });
});
