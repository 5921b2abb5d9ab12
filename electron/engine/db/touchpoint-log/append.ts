import { randomBytes } from 'node:crypto';
import type { LogReceipt, NewLogEntry } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import {
  canonicalJson,
  EMPTY_HEAD,
  entryHashOf,
  entryIdOf,
  type HashedFacts,
  type LogHead,
  payloadHashOf,
} from './entry-hash.ts';

const SALT_BYTES = 16;

/**
 * Appends entries to the touchpoint log, in order, inside the transaction that the caller has open. Only the
 * executor calls it. Returns number, id and hash of each. Throws when a payload is no plain JSON.
 */
export function appendEntries(
  db: Connection,
  entries: readonly NewLogEntry[],
  context: { readonly now: string; readonly actor: string },
): readonly LogReceipt[] {
  const insertEntry = db.prepare(
    `INSERT INTO touchpoint (seq, id, at, actor, kind, account_id, payload_hash, prev, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertPayload = db.prepare('INSERT INTO touchpoint_payload (seq, salt, payload) VALUES (?, ?, ?)');
  let head = readHead(db);
  return entries.map((entry) => {
    const salt = randomBytes(SALT_BYTES).toString('hex');
    const payload = canonicalJson(entry.payload);
    const facts: HashedFacts = {
      seq: head.seq + 1,
      at: context.now,
      actor: context.actor,
      kind: entry.kind,
      account: entry.account,
      payloadHash: payloadHashOf(salt, payload),
      prev: head.hash,
    };
    const hash = entryHashOf(facts);
    const id = entryIdOf(hash);
    const { seq, at, actor, kind, account, payloadHash, prev } = facts;
    insertEntry.run(seq, id, at, actor, kind, account, payloadHash, prev, hash);
    insertPayload.run(seq, salt, payload);
    head = { seq, hash };
    return { seq, id, hash };
  });
}

/** Number and hash of the last entry; zeros when the log is empty. */
export function readHead(db: Connection): LogHead {
  const last = db
    .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM touchpoint ORDER BY seq DESC LIMIT 1')
    .get();
  return last ?? EMPTY_HEAD;
}

/** Like `readHead`, also on a database that has no schema yet (`user_version` 0). */
export function readHeadIfAny(db: Connection): LogHead {
  return db.pragma('user_version', { simple: true }) === 0 ? EMPTY_HEAD : readHead(db);
}
