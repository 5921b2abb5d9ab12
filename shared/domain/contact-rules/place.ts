import Holidays from 'date-holidays';
import { isTimeZone } from '../dates.ts';
import type { DebtorPlace } from './types.ts';

/** What is known of a customer: what a person said about it first, then what the books say. */
export interface KnownPlace {
  /** What a person said; ISO code of two letters. */
  readonly country: string | null;
  /** As the books have it: a code, a name, or anything else. */
  readonly booksCountry: string | null;
  /** `MA` or `US-MA`; it names the country as well. */
  readonly region: string | null;
  readonly timeZone: string | null;
}

const COUNTRY = /^[A-Z]{2}$/;
const world = new Holidays();
const names: Readonly<Record<string, string>> = world.getCountries('en');
const byName = new Map(Object.entries(names).map(([code, name]) => [name.toLowerCase(), code]));
const OTHER_CODES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', USA: 'US', GBR: 'GB', DEU: 'DE' };

/** The countries whose holidays are known, by their code, with their English names. */
export const COUNTRIES: readonly { readonly code: string; readonly name: string }[] = Object.entries(names)
  .map(([code, name]) => ({ code, name }))
  .sort((left, right) => (left.name < right.name ? -1 : 1));

/** The states and provinces of a country that have holidays of their own; empty where there are none. */
export function regionsOf(country: string): readonly { readonly code: string; readonly name: string }[] {
  if (names[country] === undefined) return [];
  const states: Readonly<Record<string, string>> = world.getStates(country, 'en') ?? {};
  return Object.entries(states).map(([code, name]) => ({ code, name }));
}

/**
 * Where a customer is. Country: what a person said, else the region's, else that of the books. Time zone: what a person
 * said, else the only one of the region or country; null where there are several.
 */
export function placeOf(known: KnownPlace): DebtorPlace {
  const [regionCountry, region] = splitRegion(known.region);
  const country = countryCode(known.country) ?? countryCode(regionCountry) ?? countryCode(known.booksCountry);
  const timeZone =
    known.timeZone !== null && isTimeZone(known.timeZone) ? known.timeZone : onlyZone(country, region);
  const countryName = country === null ? blankAsNull(known.booksCountry) : (names[country] ?? country);
  return { country, countryName, region: country === null ? null : region, timeZone };
}

/** The country that a text names, by its code of two letters or its English name; null for any other text. */
export function countryCode(text: string | null): string | null {
  if (text === null) return null;
  const trimmed = text.trim();
  const code = OTHER_CODES[trimmed.toUpperCase()] ?? trimmed.toUpperCase();
  if (COUNTRY.test(code) && names[code] !== undefined) return code;
  return byName.get(trimmed.toLowerCase()) ?? null;
}

function splitRegion(text: string | null): readonly [string | null, string | null] {
  const trimmed = text?.trim().toUpperCase() ?? '';
  if (trimmed === '') return [null, null];
  const at = trimmed.indexOf('-');
  return at < 0 ? [null, trimmed] : [trimmed.slice(0, at), trimmed.slice(at + 1)];
}

function onlyZone(country: string | null, region: string | null): string | null {
  if (country === null) return null;
  const known = region !== null && regionsOf(country).some(({ code }) => code === region);
  const calendar = known ? new Holidays(country, region) : new Holidays(country);
  const [zone, another] = calendar.getTimezones();
  return zone !== undefined && another === undefined ? zone : null;
}

function blankAsNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
