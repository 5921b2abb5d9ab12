import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountNameKey } from '../../../shared/domain/account-name.ts';

function same(one: string, other: string): boolean {
  return accountNameKey(one) === accountNameKey(other);
}

describe('two spellings of a company name', () => {
  it.each([
    ['Müller & Söhne GmbH', 'MULLER & SOHNE  GMBH.'],
    ['Großhandel Weiß', 'GROSSHANDEL WEISS'],
    ['Ostrander Pumps, B.V.', 'ostrander pumps b v'],
    ['Žižka A/S', 'Zizka a s'],
    ['Café Mu\u0308nchen', 'CAFÉ MÜNCHEN'],
    ['Ｎｏｒｔｈｗｉｎｄ　１２', 'Northwind 12'],
    ['Smith ＆ Co', 'Smith & Co'],
    ['  Blue\tHeron \n Ltd ', 'Blue Heron Ltd'],
    ['“Blue Heron” – Ltd', "'Blue Heron' - Ltd"],
    ['ΟΔΥΣΣΕΥΣ ΑΕ', 'Οδυσσεύς ΑΕ'],
    ['ﬁne foods', 'Fine Foods'],
  ])('%j and %j are of one company', (one, other) => {
    expect(same(one, other)).toBe(true);
  });

  it.each([
    ['Ostrander Pumps BV', 'Ostrander Pumps NV'],
    ['Smith & Co', 'Smith Co'],
    ['Shop 1', 'Shop 2'],
    ['Shop 12', 'Shop 1 2'],
    ['Northwind', 'Northwind Ltd'],
    ['東京電力', '東京電気'],
  ])('%j and %j are of two companies', (one, other) => {
    expect(same(one, other)).toBe(false);
  });

  it('differ by the vowel signs of scripts where these are no accents', () => {
    expect(same('कमल', 'कमाल')).toBe(false);
    expect(same('ガード', 'カード')).toBe(false);
    expect(same('กิน', 'กัน')).toBe(false);
  });

  it('of signs alone differ by their signs', () => {
    expect(same('***', '+++')).toBe(false);
    expect(same(' *** ', '***')).toBe(true);
    expect(accountNameKey('☕️')).not.toBe('');
  });
});

describe('the compared form', () => {
  it('of nothing is nothing', () => {
    expect(accountNameKey('')).toBe('');
    expect(accountNameKey(' \t\n')).toBe('');
  });

  it('is the same when it is made again, of whatever text', () => {
    const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    const common = fc.constantFrom('a', 'É', 'ß', 'İ', 'Σ', ' ', '.', '&', '\u0301', 'が', 'ﬁ');
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(anyCharacter, common), maxLength: 60 }), (name) => {
        const key = accountNameKey(name);
        expect(accountNameKey(key)).toBe(key);
      }),
    );
  });

  it('has no space around it and never two in a row', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'É', ' ', '.', '&', '\t', '-') }), (name) => {
        expect(accountNameKey(name)).not.toMatch(/^\s|\s$|\s\s/);
      }),
    );
  });

  it('does not depend on case or on how accents are composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aéÎöñçŠžß& 1') }), (name) => {
        expect(same(name.toUpperCase(), name)).toBe(true);
        expect(same(name.normalize('NFD'), name.normalize('NFC'))).toBe(true);
      }),
    );
  });
});
