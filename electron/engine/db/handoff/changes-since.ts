import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { agreedKey, agreedRecords, comparableText } from './agreed-records.ts';
import type { RecordChange } from './record-lines.ts';
import { RECORDS } from './records/index.ts';
import { RECORD_KINDS } from './records/record-kind.ts';

/**
 * Records that differ from what both sides knew at the acceptance, and those that a return carried before: the other side
 * has to hear, too, that one is as it was again.
 */
export function changesSince(
  db: Connection,
  handoff: HandoffId,
  accounts: readonly AccountId[],
): readonly RecordChange[] {
  const agreed = agreedRecords(db, handoff);
  const seen = new Set<string>();
  const changes: RecordChange[] = [];
  for (const kind of RECORD_KINDS) {
    for (const { key, accountId, value } of RECORDS[kind].read(db, accounts)) {
      seen.add(agreedKey(kind, key));
      const known = agreed.get(agreedKey(kind, key));
      const before = known?.value ?? null;
      const same = comparableText(kind, before) === comparableText(kind, value);
      const isNews = before !== null || RECORDS[kind].travels(value);
      if (known?.returned === true || (isNews && !same)) {
        changes.push({ kind, key, accountId, before, after: value });
      }
    }
  }
  for (const [name, { kind, key, value, returned }] of agreed) {
    if (seen.has(name) || (value === null && !returned)) continue;
    const accountId = value === null ? null : RECORDS[kind].accountOf(value);
    changes.push({ kind, key, accountId, before: value, after: null });
  }
  return changes;
}

/** Remembers that a return carries these records. */
export function markReturned(db: Connection, handoff: HandoffId, changes: readonly RecordChange[]): void {
  const mark = db.prepare(
    `INSERT INTO handoff_record (handoff_id, kind, key, account_id, record_json, returned) VALUES (?, ?, ?, ?, NULL, 1)
     ON CONFLICT (handoff_id, kind, key) DO UPDATE SET returned = 1`,
  );
  for (const { kind, key, accountId } of changes) mark.run(handoff, kind, key, accountId);
}
