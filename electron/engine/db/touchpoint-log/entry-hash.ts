import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { formatUuid } from '../../platform/ids.ts';

/** What the hash of an entry covers; the payload through its own salted hash, so that it can be erased later. */
export interface HashedFacts {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly kind: string;
  readonly account: string | null;
  readonly payloadHash: string;
  readonly prev: string;
}

/** Where the log stands: number and hash of its last entry. */
export interface LogHead {
  readonly seq: number;
  readonly hash: string;
}

/** The head of an empty log; the first entry's `prev`. */
export const EMPTY_HEAD: LogHead = { seq: 0, hash: '0'.repeat(64) };

/** RFC 8785 JSON. Throws for what JSON cannot say exactly: NaN, infinity, a lone surrogate. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON values can be logged.');
  return text;
}

/** `SHA-256(salt ‖ JCS(payload))` in hex, over the payload's canonical text. */
export function payloadHashOf(saltHex: string, canonicalPayload: string): string {
  return createHash('sha256')
    .update(Buffer.from(saltHex, 'hex'))
    .update(canonicalPayload, 'utf8')
    .digest('hex');
}

/** `SHA-256(JCS{seq, at, actor, kind, account, payloadHash, prev})` in hex. */
export function entryHashOf(facts: HashedFacts): string {
  const { seq, at, actor, kind, account, payloadHash, prev } = facts;
  return createHash('sha256')
    .update(canonicalJson({ seq, at, actor, kind, account, payloadHash, prev }), 'utf8')
    .digest('hex');
}

/**
 * The id of an entry: the first bits of its hash in the form of a UUID of version 8 (RFC 9562 §5.8). The id is not
 * part of what is hashed, so being made from the hash is what protects it from being changed.
 */
export function entryIdOf(entryHash: string): string {
  const bytes = Buffer.from(entryHash.slice(0, 32), 'hex');
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return formatUuid(bytes);
}
