import type { Connection } from '../connection.ts';
import { type BadEntry, type ChainEntry, faultInEntry, faultInOrder, type LogCheck } from './chain-check.ts';
import { EMPTY_HEAD, entryHashOf, type HashedFacts, type LogHead } from './entry-hash.ts';

/** The head is that of the last good entry. */
export type WorkspaceLogCheck = LogCheck & { readonly head: LogHead };

type StoredEntry = Omit<ChainEntry, 'payload' | 'salt'> & {
  readonly payload: string | null;
  readonly salt: string | null;
};

const ALL_ENTRIES = `
  SELECT t.seq, t.id, t.at, t.actor, t.kind, t.account_id AS account, p.payload, p.salt,
         t.payload_hash AS payloadHash, t.prev, t.hash
  FROM touchpoint t LEFT JOIN touchpoint_payload p ON p.seq = t.seq
  ORDER BY t.seq`;

/**
 * Recomputes every hash of the workspace's log from its first entry, one entry in memory at a time. Names the
 * first entry that was changed, removed or put in. Entries cut off at the end leave a shorter log that holds: keep
 * a head (every export and backup carries one) and give it as `known` to find that too.
 */
export function verifyLog(db: Connection, known?: LogHead): WorkspaceLogCheck {
  let head = EMPTY_HEAD;
  let entries = 0;
  for (const entry of db.prepare<[], StoredEntry>(ALL_ENTRIES).iterate()) {
    entries += 1;
    const reason = faultInStored(entry, head, known);
    if (reason !== null) return failed(entries, head, { seq: entry.seq, reason });
    head = { seq: entry.seq, hash: entry.hash };
  }
  if (known && known.seq > head.seq) {
    return failed(entries, head, {
      seq: head.seq + 1,
      reason: `the log was cut off: it once had entry ${known.seq}`,
    });
  }
  const stray = db
    .prepare<[], { seq: number }>(
      'SELECT seq FROM touchpoint_payload WHERE seq NOT IN (SELECT seq FROM touchpoint) ORDER BY seq LIMIT 1',
    )
    .get();
  if (stray)
    return failed(entries, head, {
      seq: stray.seq,
      reason: 'its content is there, but the entry is missing',
    });
  const foreign = faultInCopies(db);
  if (foreign) return failed(entries, head, foreign);
  return { ok: true, entries, head };
}

interface CopiedEntry extends HashedFacts {
  readonly hash: string;
  readonly ownSeq: number;
  readonly same: 0 | 1;
}

const COPIES = `
  SELECT r.seq, r.at, r.actor, r.kind, r.account_id AS account, r.payload_hash AS payloadHash, r.prev, r.hash,
    r.own_seq AS ownSeq, t.at IS r.at AND t.actor IS r.actor AND t.kind IS r.kind AND t.account_id IS r.account_id
      AND t.payload_hash IS r.payload_hash AS same
  FROM received_entry r LEFT JOIN touchpoint t ON t.seq = r.own_seq
  WHERE r.own_seq IS NOT NULL ORDER BY r.own_seq`;

/** The schema since when a log can hold copies; before it is updated, an older workspace is copied and checked as it is. */
const COPIES_SINCE_SCHEMA = 10;

/** Copies of another log's entries are held against the originals, as those stood in the signed pack they came with. */
function faultInCopies(db: Connection): BadEntry | null {
  if (Number(db.pragma('user_version', { simple: true })) < COPIES_SINCE_SCHEMA) return null;
  for (const copy of db.prepare<[], CopiedEntry>(COPIES).iterate()) {
    if (copy.same !== 1) {
      return {
        seq: copy.ownSeq,
        reason: `it is not the copy of entry ${copy.seq} of the log that it came from`,
      };
    }
    if (entryHashOf(copy) !== copy.hash) {
      return {
        seq: copy.ownSeq,
        reason: `what is kept of entry ${copy.seq} of the log that it came from was changed`,
      };
    }
  }
  return null;
}

function faultInStored(entry: StoredEntry, head: LogHead, known: LogHead | undefined): string | null {
  const { payload, salt } = entry;
  if (payload === null || salt === null) return 'its content is missing';
  const fault =
    faultInOrder({ ...entry, payload, salt }, head) ?? faultInEntry({ ...entry, payload, salt }, payload);
  if (fault !== null) return fault;
  if (known?.seq === entry.seq && known.hash !== entry.hash) {
    return 'the log was rewritten: this entry once had another hash';
  }
  return null;
}

function failed(entries: number, head: LogHead, firstBad: BadEntry): WorkspaceLogCheck {
  return { ok: false, entries, head, firstBad };
}
