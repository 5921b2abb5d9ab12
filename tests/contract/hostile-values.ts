import fc from 'fast-check';

const NUMBERS = [
  0,
  -0,
  -1,
  1.5,
  501,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0007b\u001b[31m',
  '\ud800',
  '\u202Eexe.csv',
  '0',
  'null',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  "'; DROP TABLE account; --",
  "' OR '1' = '1",
  '" OR name:*',
  'NEAR(a b, 3) AND * NOT',
  '%_\\',
  '=HYPERLINK("http://x.invalid")',
  '<script>alert(1)</script>',
  'a@b\r\nBcc: c@d.invalid',
  '{{ company.constructor }}',
  '{% for i in (1..100000000) %}x{% endfor %}',
  '{% include "/etc/passwd" %}',
  '0000-01-01',
  '0001-01-01',
  '2026-02-30',
  '9999-12-31',
  '1970-01-01T00:00:00.000Z',
  '-9999999999999999999',
  'Europe/Nowhere',
  'XXX',
  'imap://127.0.0.1:1',
  'imaps://user:pass@127.0.0.1:1/?x#y',
  'javascript:alert(1)',
];

const text = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(201, 2_001, 200_000).map((length) => 'ä'.repeat(length)),
);

/** A position that no page handed out: base64 of some JSON, or something near it. */
const position = fc.oneof(
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  fc
    .array(fc.oneof(fc.constantFrom(...NUMBERS, null), fc.constantFrom(...TEXTS)), { maxLength: 5 })
    .map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  fc.base64String({ maxLength: 40 }),
  fc.integer().map(String),
);

const polluting = fc.constantFrom(
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":1,"hasOwnProperty":1}',
);

/** What a window that is not ours might put in any place of a call. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: text, weight: 6 },
  { arbitrary: position, weight: 3 },
  { arbitrary: fc.constantFrom(...NUMBERS), weight: 3 },
  fc.constantFrom(null, undefined, true, false, [], {}, [[[]]]),
  fc.constantFrom(10n ** 30n, new Date(0), new Date(Number.NaN), new Map([['a', 1]]), new Set([1])),
  polluting.map((json) => JSON.parse(json) as unknown),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(text, { maxLength: 5 }),
  fc.constant(Array.from({ length: 10_001 }, () => 'x')),
);

/**
 * One change to an input: something at the place with this number is replaced or removed, a key is added, or a text
 * or number is replaced by another one, which passes more of the checks.
 */
export interface Mutation {
  readonly place: number;
  readonly how: 'replace' | 'rewrite' | 'remove' | 'add';
  readonly value: unknown;
  readonly text: string;
  readonly number: number;
}

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    place: fc.nat({ max: 10_000 }),
    how: fc.constantFrom('replace', 'rewrite', 'rewrite', 'remove', 'add'),
    value: hostileValue,
    text: fc.oneof({ arbitrary: text, weight: 3 }, position),
    number: fc.constantFrom(...NUMBERS),
  }),
  { maxLength: 3 },
);

type Holder = Record<string, unknown>;

/** A copy of `input` with the changes made to it, one after the other. */
export function mutated(input: unknown, changes: readonly Mutation[]): unknown {
  const root: Holder = { input: structuredClone(input) };
  for (const { place, how, text, number, ...change } of changes) {
    const value: unknown = structuredClone(change.value);
    const places = placesIn(root);
    const [holder, key] = places[place % places.length] ?? [root, 'input'];
    if (how === 'replace') Reflect.set(holder, key, value);
    else if (how === 'rewrite' && typeof holder[key] === 'string') Reflect.set(holder, key, text);
    else if (how === 'rewrite' && typeof holder[key] === 'number') Reflect.set(holder, key, number);
    else if (how === 'remove') Reflect.deleteProperty(holder, key);
    else if (how === 'add' && typeof holder[key] === 'object' && holder[key] !== null)
      Reflect.set(holder[key], 'extra', value);
  }
  return root.input;
}

function placesIn(holder: Holder): readonly (readonly [Holder, string])[] {
  return Object.keys(holder).flatMap((key) => {
    const value = holder[key];
    const below = typeof value === 'object' && value !== null ? placesIn(value as Holder) : [];
    return [[holder, key] as const, ...below];
  });
}
