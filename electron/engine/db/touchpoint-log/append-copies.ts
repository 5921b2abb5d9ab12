import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { LogReceipt, NewLogEntry } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { readHead } from './append.ts';
import { entryHashOf, entryIdOf, type HashedFacts } from './entry-hash.ts';
import type { ForeignEntry } from './foreign-lines.ts';

/** What came into our log from another one. */
export interface CopiedEntries {
  readonly entries: readonly NewLogEntry[];
  readonly receipts: readonly LogReceipt[];
  /** Entries that were here already. */
  readonly known: number;
}

/**
 * Appends copies of entries of another workspace's log to ours: time, actor, kind, account and content stay as they are,
 * number and link are ours. Where each came from is kept beside it (`received_entry`), so that the copy can be held
 * against the original for good. What is here already is left out. Entries without content leave only that trace.
 * Throws `conflict` when the other log has two histories, or one with a hole.
 */
export function appendCopies(db: Connection, logId: string, entries: readonly ForeignEntry[]): CopiedEntries {
  const { insertEntry, insertPayload, insertTrace, knownHash } = statementsOf(db);
  const copied: NewLogEntry[] = [];
  const receipts: LogReceipt[] = [];
  let head = readHead(db);
  let known = 0;
  requireOneHistory(db, logId, entries);
  for (const entry of entries) {
    if (knownHash.get(logId, entry.seq) !== undefined) {
      known += 1;
      continue;
    }
    const { content, ...facts } = entry;
    if (content !== null) {
      const own: HashedFacts = { ...facts, seq: head.seq + 1, prev: head.hash };
      const hash = entryHashOf(own);
      const id = entryIdOf(hash);
      const { seq, at, actor, kind, account, payloadHash, prev } = own;
      insertEntry.run(seq, id, at, actor, kind, account, payloadHash, prev, hash);
      insertPayload.run(seq, content.salt, content.payload);
      head = { seq, hash };
      receipts.push({ seq, id, hash });
      copied.push({
        kind: kind as TouchpointKind,
        account: account as AccountId | null,
        payload: JSON.parse(content.payload) as NewLogEntry['payload'],
      });
    }
    const { seq, at, actor, kind, account, payloadHash, prev, hash } = facts;
    const ownSeq = content === null ? null : head.seq;
    insertTrace.run(logId, seq, at, actor, kind, account, payloadHash, prev, hash, ownSeq);
  }
  return { entries: copied, receipts, known };
}

/** Every entry follows from the one before it, and where we know one already, it is the same. */
function requireOneHistory(db: Connection, logId: string, entries: readonly ForeignEntry[]): void {
  const { knownHash } = statementsOf(db);
  for (const entry of entries) {
    const before = knownHash.get(logId, entry.seq);
    if (before !== undefined && before !== entry.hash) {
      throw new EngineError(
        'conflict',
        `The other log has two histories from entry ${entry.seq} on: one of them was merged here before. ` +
          'Somebody worked on in an older copy of that workspace. Nothing was merged.',
        { fork: entry.seq, log: logId },
      );
    }
  }
}

function statementsOf(db: Connection) {
  return {
    insertEntry: db.prepare(
      `INSERT INTO touchpoint (seq, id, at, actor, kind, account_id, payload_hash, prev, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertPayload: db.prepare('INSERT INTO touchpoint_payload (seq, salt, payload) VALUES (?, ?, ?)'),
    insertTrace: db.prepare(
      `INSERT INTO received_entry (log_id, seq, at, actor, kind, account_id, payload_hash, prev, hash, own_seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    knownHash: db
      .prepare<[string, number], string>('SELECT hash FROM received_entry WHERE log_id = ? AND seq = ?')
      .pluck(),
  };
}
