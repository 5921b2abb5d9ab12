import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cardText,
  fingerprintOfCard,
  MAX_CARD_BYTES,
  parseCard,
  publicCard,
  type SignedCard,
  signCard,
} from '../../../electron/engine/services/people/card.ts';
import { type MadePerson, madePerson } from '../../support/people/made-person.ts';

let wim: MadePerson;
let stranger: MadePerson;
beforeAll(async () => {
  wim = await madePerson();
  stranger = await madePerson('Somebody Else', 'specialist');
});

const refusal = (source: string | Uint8Array): unknown => {
  try {
    return parseCard(source);
  } catch (error) {
    return error;
  }
};
const withChange = (change: Partial<Record<keyof SignedCard, unknown>>) =>
  JSON.stringify({ ...wim.card, ...change });

describe('a card', () => {
  it('comes back as it was made, from a file and from pasted text', () => {
    const text = cardText(wim.card);
    expect(text).not.toContain('\n');
    expect(parseCard(Buffer.from(`${text}\n`))).toEqual(wim.card);
    expect(parseCard(`\uFEFF  ${text}\r\n `)).toEqual(wim.card);
    expect(publicCard(wim.card)).toEqual({
      id: wim.card.id,
      name: 'Wim Aalders',
      role: 'backup',
      signingKey: wim.card.signingKey,
      ageRecipient: wim.card.ageRecipient,
      createdAt: '2026-06-01T08:00:00.000Z',
    });
  });

  it('holds no private key', () => {
    const text = cardText(wim.card);
    expect(text).not.toContain(wim.keys.signingSeed);
    expect(text).not.toContain('SECRET');
  });

  it('has the fingerprint that its id begins with', () => {
    const digits = fingerprintOfCard(wim.card).replaceAll(' ', '');
    expect(digits).toMatch(/^[0-9a-f]{40}$/u);
    expect(wim.card.id).toBe(`p-${digits.slice(0, 20)}`);
  });
});

describe('a card is refused in words', () => {
  it('when name, role or date were changed after it was signed', () => {
    for (const change of [
      { name: 'Wim Alders' },
      { role: 'supervisor' },
      { createdAt: '2026-06-02T08:00:00.000Z' },
    ]) {
      expect(refusal(withChange(change))).toMatchObject({
        code: 'bad_file',
        message: expect.stringContaining('was changed after it was made'),
      });
    }
  });

  it('when its keys do not give its id, also when somebody signed it with those keys', () => {
    const claimed = signCard({ ...publicCard(stranger.card), id: wim.card.id }, stranger.keys);
    const mixed = withChange({ ageRecipient: stranger.card.ageRecipient });
    for (const text of [cardText(claimed), mixed]) {
      expect(refusal(text)).toMatchObject({
        code: 'bad_file',
        message: expect.stringContaining('its keys do not give its id'),
      });
    }
  });

  it('when somebody else signed it', () => {
    expect(refusal(withChange({ signature: stranger.card.signature }))).toMatchObject({ code: 'bad_file' });
  });

  it('when it is larger than a card, without reading it', () => {
    expect(refusal('{'.repeat(MAX_CARD_BYTES + 1))).toMatchObject({
      code: 'bad_file',
      message: expect.stringContaining('larger than a card can be'),
    });
    expect(refusal(new Uint8Array(MAX_CARD_BYTES + 1))).toMatchObject({ code: 'bad_file' });
  });

  it('when it is something else: a picture, other JSON, nothing', () => {
    for (const source of ['', '[]', 'null', '{}', '"card"', '{"duebook":"template"}']) {
      expect(refusal(source)).toMatchObject({ code: 'bad_file' });
    }
    expect(refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]))).toMatchObject({ code: 'bad_file' });
  });

  it('when it has a field too many, or a name that would repaint a screen', () => {
    for (const change of [
      { admin: true } as object,
      { name: 'Wim\u202Eexe' },
      { name: 'Wim\nAalders' },
      { name: '' },
    ]) {
      expect(refusal(withChange(change))).toMatchObject({ code: 'bad_file' });
    }
  });

  it('when its text says a key in a second way', () => {
    const last = wim.card.signingKey.slice(-1);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
    const text = withChange({ signingKey: wim.card.signingKey.slice(0, -1) + twin });
    expect(refusal(text)).toMatchObject({ code: 'bad_file' });
  });

  it('says that a newer Duebook made it', () => {
    expect(refusal(withChange({ version: 2 }))).toMatchObject({ code: 'newer_version' });
  });

  it('whatever single character is changed or left out', () => {
    const text = cardText(wim.card);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', 'A', '0', '"', '}'), (at, other) => {
        const damaged = text.slice(0, at) + other + text.slice(at + 1);
        fc.pre(damaged !== text);
        expect(refusal(damaged)).toMatchObject({
          code: expect.stringMatching(/^(bad_file|newer_version)$/u),
        });
      }),
      { numRuns: 300 },
    );
  });
});
