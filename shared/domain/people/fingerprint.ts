import type { PersonId } from '../ids.ts';

const GROUP = 4;
const SHOWN_DIGITS = 40;
const ID_DIGITS = 20;

/**
 * What people compare before they trust a card: the first 40 digits of the hash over its keys, in ten groups of four,
 * such as `4f2a 91c0 …`. `digest` is the SHA-256 in 64 lower-case hex digits.
 */
export function fingerprintOf(digest: string): string {
  return inGroups(requireDigest(digest).slice(0, SHOWN_DIGITS)).join(' ');
}

/** The id that belongs to keys with this hash: with other keys it would be another one. `digest` as for `fingerprintOf`. */
export function personIdOf(digest: string): PersonId {
  return `p-${requireDigest(digest).slice(0, ID_DIGITS)}` as PersonId;
}

/** The groups of a fingerprint, for setting them apart on the screen. */
export function fingerprintGroups(fingerprint: string): readonly string[] {
  return inGroups(fingerprintDigits(fingerprint));
}

/** The digits of a fingerprint as somebody typed or dictated it: spaces, hyphens, colons and capitals do not count. */
export function fingerprintDigits(text: string): string {
  return text.replace(/[\s:–-]+/gu, '').toLowerCase();
}

function inGroups(digits: string): readonly string[] {
  const count = Math.ceil(digits.length / GROUP);
  return Array.from({ length: count }, (_, index) => digits.slice(index * GROUP, (index + 1) * GROUP));
}

function requireDigest(digest: string): string {
  if (/^[0-9a-f]{64}$/u.test(digest)) return digest;
  throw new RangeError('A SHA-256 has 64 hex digits.');
}
