import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import type { SecretStore } from '../../../electron/engine/secrets/secret-store.ts';
import { cardText } from '../../../electron/engine/services/people/card.ts';
import { verifySignature } from '../../../electron/engine/services/people/people.ts';
import { madePerson } from '../../support/people/made-person.ts';
import { testProfile } from '../../support/people/test-profile.ts';

const ADA = { name: 'Ada Brandt', role: 'specialist' } as const;
const BYTES = Buffer.from('{"manifest":1}');
const PASSPHRASE = { kind: 'passphrase', passphrase: 'rain on the old harbour wall' } as const;

describe('the own person', () => {
  it('is made once: a second one is a conflict and leaves the first', async () => {
    const { people } = testProfile();
    const own = await people.create(ADA);
    await expect(people.create({ name: 'Eve', role: 'auditor' })).rejects.toMatchObject({ code: 'conflict' });
    expect(people.own()).toEqual(own);
    expect(people.list()).toMatchObject([{ ...ADA, own: true }]);
  });

  it('is made once by two processes at a time', async () => {
    const profile = testProfile();
    const made = await Promise.allSettled([profile.people.create(ADA), profile.again().create(ADA)]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(profile.again().sign(BYTES)).resolves.toHaveLength(64);
  });

  it('signs what its card verifies, and nothing else', async () => {
    const { people } = testProfile();
    const own = await people.create(ADA);
    const signature = await people.sign(BYTES);
    expect(verifySignature(own, BYTES, signature)).toBe(true);
    expect(verifySignature(own, Buffer.from('{"manifest":2}'), signature)).toBe(false);
    expect(verifySignature((await madePerson()).card, BYTES, signature)).toBe(false);
    expect(verifySignature({ signingKey: 'none' }, BYTES, signature)).toBe(false);
  });

  it('has the identity that belongs to the recipient of its card, also after a restart', async () => {
    const profile = testProfile();
    const own = await profile.people.create(ADA);
    const { Decrypter, Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    encrypter.addRecipient(own.ageRecipient);
    const decrypter = new Decrypter();
    decrypter.addIdentity(await profile.again().ageIdentity());
    expect(await decrypter.decrypt(await encrypter.encrypt('for Ada'), 'text')).toBe('for Ada');
  });

  it('keeps its private keys in the keyring and out of the profile folder', async () => {
    const profile = testProfile();
    const own = await profile.people.create(ADA);
    const kept = JSON.parse((await profile.keyring.get(`person:${own.id}`)) ?? '') as Record<string, string>;
    const file = readFileSync(profile.file, 'utf8');
    expect(kept.signingSeed).toMatch(/^[\w-]{43}$/u);
    expect(file).not.toContain(kept.signingSeed);
    expect(file).not.toContain('SECRET');
    expect(statSync(profile.file).mode & 0o077).toBe(0);
  });

  it.each(['', '  ', 'Ada\nBrandt', 'x'.repeat(121), 'Ada\u202E'])(
    'needs a name that can be shown: %j',
    async (name) => {
      const { people, file } = testProfile();
      await expect(people.create({ ...ADA, name })).rejects.toMatchObject({ code: 'validation' });
      expect(existsSync(file)).toBe(false);
    },
  );

  it('without one nothing is signed, and there is no card to give', async () => {
    const { people } = testProfile();
    expect(people.own()).toBeNull();
    expect(people.keys()).toBe('none');
    await expect(people.sign(BYTES)).rejects.toMatchObject({ code: 'no_key' });
    await expect(people.ageIdentity()).rejects.toMatchObject({ code: 'no_key' });
    expect(() => people.card()).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('says so when the keyring has lost its keys, or holds those of another', async () => {
    const profile = testProfile();
    const { id } = await profile.people.create(ADA);
    const other = testProfile();
    const { id: otherId } = await other.people.create(ADA);
    await profile.keyring.set(`person:${id}`, (await other.keyring.get(`person:${otherId}`)) ?? '');
    await expect(profile.people.sign(BYTES)).rejects.toMatchObject({ code: 'damaged' });
    await profile.keyring.delete(`person:${id}`);
    await expect(profile.people.sign(BYTES)).rejects.toMatchObject({ code: 'no_key' });
  });

  it('is not made where the keyring is out of reach, and is made later', async () => {
    const out: SecretStore = {
      get: () => Promise.reject(new EngineError('no_key', 'No keyring.')),
      set: () => Promise.reject(new EngineError('no_key', 'No keyring.')),
      delete: () => Promise.reject(new EngineError('no_key', 'No keyring.')),
    };
    const profile = testProfile({ kind: 'keyring', store: out });
    await expect(profile.people.create(ADA)).rejects.toMatchObject({ code: 'no_key' });
    expect(profile.people.own()).toBeNull();
    await expect(profile.again().create(ADA)).resolves.toMatchObject(ADA);
  });
});

describe('under a passphrase', () => {
  it('the keys lie sealed in the profile folder, and the keyring is never asked', async () => {
    const profile = testProfile(PASSPHRASE);
    const own = await profile.people.create(ADA);
    expect(await profile.keyring.get(`person:${own.id}`)).toBeNull();
    const signature = await profile.again(PASSPHRASE).sign(BYTES);
    expect(verifySignature(own, BYTES, signature)).toBe(true);
    expect(readFileSync(profile.file, 'utf8')).not.toContain('SECRET');
  });

  it('another passphrase opens nothing', async () => {
    const profile = testProfile(PASSPHRASE);
    await profile.people.create(ADA);
    const wrong = profile.again({ kind: 'passphrase', passphrase: 'rain on the new harbour wall' });
    await expect(wrong.sign(BYTES)).rejects.toMatchObject({ code: 'wrong_key' });
  });

  it('a window asks for it once, and forgets it when it is locked', async () => {
    const profile = testProfile();
    await profile.people.create(ADA, PASSPHRASE);
    const people = profile.again();
    expect(people.keys()).toBe('locked');
    await expect(people.sign(BYTES)).rejects.toMatchObject({ code: 'no_key' });
    await expect(people.unlock('something else')).rejects.toMatchObject({ code: 'wrong_key' });
    await people.unlock(PASSPHRASE.passphrase);
    expect(people.keys()).toBe('open');
    await expect(people.sign(BYTES)).resolves.toHaveLength(64);
    people.lock();
    await expect(people.sign(BYTES)).rejects.toMatchObject({ code: 'no_key' });
  });

  it('keys that the keyring holds are not asked for where a passphrase decides', async () => {
    const profile = testProfile();
    await profile.people.create(ADA);
    await expect(profile.again(PASSPHRASE).sign(BYTES)).rejects.toMatchObject({
      code: 'no_key',
      message: expect.stringContaining('system keyring'),
    });
  });
});

describe('whom the profile trusts', () => {
  it('a card that is looked at is not trusted by that', async () => {
    const { people } = testProfile();
    const wim = await madePerson();
    expect(people.look(cardText(wim.card)).person).toMatchObject({ id: wim.card.id, own: false });
    expect(people.list()).toEqual([]);
  });

  it('a known person’s new card takes the place of the former, and keeps the day of the first trust', async () => {
    const { people } = testProfile();
    const wim = await madePerson('Wim Aalders', 'backup');
    const first = await people.trust(cardText(wim.card));
    const second = await people.trust(
      Buffer.from(cardText(wim.again({ name: 'Wim de Boer', role: 'supervisor' }))),
    );
    expect(second).toEqual({ ...first, name: 'Wim de Boer', role: 'supervisor' });
    expect(people.list()).toEqual([second]);
  });

  it('the own card is no card to trust', async () => {
    const { people } = testProfile();
    await people.create(ADA);
    await expect(people.trust(people.card())).rejects.toMatchObject({ code: 'conflict' });
    expect(people.list()).toHaveLength(1);
  });

  it('the own person comes first, the others by name; other processes see them at once', async () => {
    const profile = testProfile();
    await profile.people.create({ ...ADA, name: 'Zoe' });
    for (const name of ['Wim', 'Ben', 'Mia'])
      await profile.people.trust(cardText((await madePerson(name)).card));
    expect(
      profile
        .again()
        .list()
        .map(({ name }) => name),
    ).toEqual(['Zoe', 'Ben', 'Mia', 'Wim']);
  });

  it('whoever is forgotten can be trusted again with the card that comes back', async () => {
    const { people } = testProfile();
    const trusted = await people.trust(cardText((await madePerson()).card));
    const card = await people.forget(trusted.id);
    expect(people.list()).toEqual([]);
    expect(await people.forget(trusted.id)).toBeNull();
    expect(await people.trust(card ?? '')).toMatchObject({ id: trusted.id, name: trusted.name });
  });

  it('the own person cannot be forgotten', async () => {
    const { people } = testProfile();
    const own = await people.create(ADA);
    expect(await people.forget(own.id)).toBeNull();
    expect(people.own()).toEqual(own);
  });

  it('people are found by id, by name in any case, and by fingerprint as somebody typed it', async () => {
    const { people } = testProfile();
    await people.create(ADA);
    const wim = await people.trust(cardText((await madePerson()).card));
    for (const text of [
      wim.id,
      ' wim aalders',
      wim.fingerprint,
      wim.fingerprint.replaceAll(' ', '').slice(0, 8).toUpperCase(),
    ]) {
      expect(people.find(text).id, text).toBe(wim.id);
    }
    expect(people.find('ADA BRANDT').own).toBe(true);
  });

  it('nobody is guessed: an unknown name, too few digits, and a name of two people are refused', async () => {
    const { people } = testProfile();
    const [one, two] = [await madePerson('Wim'), await madePerson('Wim')];
    const trusted = await people.trust(cardText(one.card));
    await people.trust(cardText(two.card));
    const find = (text: string) => () => people.find(text);
    for (const text of ['Eve', '', trusted.fingerprint.slice(0, 4)]) {
      expect(find(text)).toThrow(expect.objectContaining({ code: 'not_found' }));
    }
    expect(find('wim')).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining(trusted.id) }),
    );
  });
});

describe('people.json', () => {
  it('does not take a role that somebody wrote into it', async () => {
    const profile = testProfile();
    await profile.people.create({ ...ADA, role: 'auditor' });
    const text = readFileSync(profile.file, 'utf8');
    writeFileSync(profile.file, text.replace('"auditor"', '"supervisor"'));
    expect(() => profile.people.own()).toThrow(expect.objectContaining({ code: 'bad_file' }));
  });

  it.each(['', '{', '{"version":2}', '[]'])('that holds %j is refused, and stays as it is', async (text) => {
    const profile = testProfile();
    await profile.people.trust(cardText((await madePerson()).card));
    writeFileSync(profile.file, text);
    await expect(profile.people.create(ADA)).rejects.toMatchObject({ code: 'bad_file' });
    expect(readFileSync(profile.file, 'utf8')).toBe(text);
  });
});
