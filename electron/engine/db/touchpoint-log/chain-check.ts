import {
  canonicalJson,
  EMPTY_HEAD,
  entryHashOf,
  entryIdOf,
  type LogHead,
  payloadHashOf,
} from './entry-hash.ts';

/** An entry as it is stored and exported: what is hashed, what the payload's hash was made with, and the hashes. */
export interface ChainEntry {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly kind: string;
  readonly account: string | null;
  readonly payload: unknown;
  readonly salt: string;
  readonly payloadHash: string;
  readonly prev: string;
  readonly hash: string;
}

/** The first entry that does not hold, and why, in words for people. */
export interface BadEntry {
  readonly seq: number;
  readonly reason: string;
}

/** What a check of a log or of an exported file found. */
export interface LogCheck {
  readonly ok: boolean;
  /** Entries read, up to and with the first bad one. */
  readonly entries: number;
  /** The head: of the log the last good entry, of a file what its last line states (`null` when it has none). */
  readonly head: LogHead | null;
  readonly firstBad?: BadEntry;
}

/** What is wrong with one entry taken by itself, or `null`. `canonicalPayload` is the payload's RFC 8785 text. */
export function faultInEntry(entry: ChainEntry, canonicalPayload: string): string | null {
  if (payloadHashOf(entry.salt, canonicalPayload) !== entry.payloadHash) {
    return 'the content was changed: it does not match its hash';
  }
  if (entryHashOf(entry) !== entry.hash) {
    return 'number, time, actor, kind, account or link was changed: they do not match the hash of the entry';
  }
  if (entryIdOf(entry.hash) !== entry.id)
    return 'the id was changed: it does not belong to the hash of the entry';
  return null;
}

/** What is wrong with an entry's place after `head` in a log without gaps, or `null`. */
export function faultInOrder(entry: ChainEntry, head: LogHead): string | null {
  const expected = head.seq + 1;
  if (entry.seq > expected) return `entry ${expected} is missing before entry ${entry.seq}`;
  if (entry.seq < expected) {
    return entry.seq <= EMPTY_HEAD.seq
      ? `there is no entry with the number ${entry.seq}`
      : `entry ${entry.seq} stands twice or out of order, after entry ${head.seq}`;
  }
  if (entry.prev !== head.hash)
    return `it does not follow from entry ${head.seq}: the link between them is broken`;
  return null;
}

/** The canonical text of a payload, or `null` when it holds what no log entry can hold. */
export function canonicalOrNull(payload: unknown): string | null {
  try {
    return canonicalJson(payload);
  } catch {
    return null;
  }
}
