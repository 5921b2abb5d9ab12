import type { Connection } from '../connection.ts';
import { type BadEntry, type ChainEntry, faultInEntry, faultInOrder, type LogCheck } from './chain-check.ts';
import { EMPTY_HEAD, type LogHead } from './entry-hash.ts';

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
  return { ok: true, entries, head };
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
