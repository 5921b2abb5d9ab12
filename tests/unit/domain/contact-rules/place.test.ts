import { describe, expect, it } from 'vitest';
import { COUNTRIES, countryCode, placeOf, regionsOf } from '../../../../shared/domain/contact-rules/place.ts';
import { CONTACT_RULES, rulesFor } from '../../../../shared/domain/contact-rules/rules.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';

const NOTHING = { country: null, booksCountry: null, region: null, timeZone: null };

describe('where a customer is', () => {
  it('is what a person said before what the books say', () => {
    expect(placeOf({ ...NOTHING, country: 'JP', booksCountry: 'DE' })).toEqual({
      country: 'JP',
      countryName: 'Japan',
      region: null,
      timeZone: 'Asia/Tokyo',
    });
    expect(placeOf({ ...NOTHING, booksCountry: 'DE' }).timeZone).toBe('Europe/Berlin');
  });

  it('is found by the name of the country, in any case', () => {
    expect(placeOf({ ...NOTHING, booksCountry: 'germany' }).country).toBe('DE');
    expect([countryCode('uk'), countryCode(' US '), countryCode('Japan'), countryCode('391')]).toEqual([
      'GB',
      'US',
      'JP',
      null,
    ]);
  });

  it('has the time zone of the state where the country has several', () => {
    expect(placeOf({ ...NOTHING, country: 'US' }).timeZone).toBeNull();
    expect(placeOf({ ...NOTHING, country: 'US', region: 'MA' }).timeZone).toBe('America/New_York');
    expect(placeOf({ ...NOTHING, region: 'us-ma' })).toMatchObject({ country: 'US', region: 'MA' });
  });

  it('has no time zone where the state has two, or is not known, until a person says one', () => {
    expect(placeOf({ ...NOTHING, region: 'US-TX' }).timeZone).toBeNull();
    expect(placeOf({ ...NOTHING, region: 'US-ZZ' }).timeZone).toBeNull();
    const texas = { ...NOTHING, region: 'US-TX', timeZone: 'America/Chicago' };
    expect(placeOf(texas).timeZone).toBe('America/Chicago');
  });

  it('is not made up: what the books call a country stays as it is written', () => {
    expect(placeOf({ ...NOTHING, booksCountry: ' 391 ' })).toEqual({
      country: null,
      countryName: '391',
      region: null,
      timeZone: null,
    });
    expect(placeOf({ ...NOTHING, timeZone: 'Mars/Olympus' }).timeZone).toBeNull();
  });

  it('can be chosen from countries and their states', () => {
    expect(COUNTRIES).toContainEqual({ code: 'GB', name: 'United Kingdom' });
    expect(regionsOf('US')).toContainEqual({ code: 'MA', name: 'Massachusetts' });
    expect(regionsOf('JP')).toEqual([]);
  });
});

describe('the table of rules', () => {
  it('says of every rule where it is written and when that was read', () => {
    for (const rule of CONTACT_RULES) {
      expect(rule.source).not.toBe('');
      expect(plainDate(rule.readOn) > '2026-01-01').toBe(true);
      expect(rule.text).toMatch(/\.$/u);
    }
    expect(new Set(CONTACT_RULES.map(({ code }) => code)).size).toBe(CONTACT_RULES.length);
  });

  it('has nothing for a company, and Massachusetts beside the rest for its consumers', () => {
    const codes = (
      type: 'company' | 'consumer' | 'sole_trader',
      country: string,
      region: string | null = null,
    ) => rulesFor(type, { country, region }).map(({ code }) => code);
    expect(codes('company', 'US', 'MA')).toEqual([]);
    expect(codes('consumer', 'US', 'MA')).toContain('us_ma_calls');
    expect(codes('consumer', 'US', 'NY')).not.toContain('us_ma_calls');
    expect(codes('sole_trader', 'GB')).toEqual(['uk_letter_of_claim']);
    expect(codes('consumer', 'GB')).toContain('us_reg_f_hours');
  });
});
