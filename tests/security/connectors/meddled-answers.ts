import { LosslessNumber, parse, stringify } from 'lossless-json';

type Json = unknown;
type Path = readonly (string | number)[];

/** Values that no accounting system should put where it puts money, dates, ids and names. */
export const HOSTILE_VALUES: readonly Json[] = [
  null,
  true,
  '',
  ' ',
  [],
  {},
  [[]],
  new LosslessNumber('-5.00'),
  new LosslessNumber('0.123456789'),
  new LosslessNumber('1e400'),
  new LosslessNumber('-0'),
  new LosslessNumber('99999999999999999999999.99'),
  new LosslessNumber('9007199254740993'),
  '0000-00-00',
  '0000-00-00 00:00:00',
  '2026-02-30',
  '9999-99-99T99:99:99Z',
  '/Date(99999999999999999)/',
  "'); DROP TABLE account; --",
  '<img src=x onerror=alert(1)>',
  '\u202Etxt.exe\u0000\u2028',
  '\uD800',
  '__proto__',
  'x'.repeat(70_000),
  '{{ constructor.constructor("return process")() }}',
];

/** Every place of a document where a value stands: leaves, lists and objects. */
export function placesIn(value: Json, at: Path = []): readonly Path[] {
  if (Array.isArray(value)) return [at, ...value.flatMap((one, index) => placesIn(one, [...at, index]))];
  if (typeof value === 'object' && value !== null && !(value instanceof LosslessNumber))
    return [at, ...Object.entries(value).flatMap(([name, one]) => placesIn(one, [...at, name]))];
  return [at];
}

/** The JSON with another value at one of its places, chosen by `place`. Text that is no JSON stays as it is. */
export function withValue(text: string, place: number, value: Json): string {
  let document: Json;
  try {
    document = parse(text);
  } catch {
    return text;
  }
  const places = placesIn(document);
  const path = places[place % places.length] ?? [];
  return stringify(replaced(document, path, value)) ?? '';
}

function replaced(value: Json, [step, ...rest]: Path, by: Json): Json {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((one, index) => (index === step ? replaced(one, rest, by) : one));
  const entries = Object.entries(value as object).map(([name, one]): readonly [string, Json] => [
    name,
    name === step ? replaced(one, rest, by) : one,
  ]);
  return Object.fromEntries(entries);
}
