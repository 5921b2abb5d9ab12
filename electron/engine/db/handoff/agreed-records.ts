import type { HandoffId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { canonicalJson } from '../touchpoint-log/entry-hash.ts';
import { RECORDS } from './records/index.ts';
import type { RecordKindName, RecordValue } from './records/record-kind.ts';

/** What counts of a record when two sides are compared, as one text; `null`: it is not there. */
export function comparableText(kind: RecordKindName, value: RecordValue | null): string | null {
  return value === null ? null : canonicalJson(RECORDS[kind].comparable(value));
}

/** A record on which both sides agreed last. */
export interface AgreedRecord {
  readonly kind: RecordKindName;
  readonly key: string;
  /** Null: they agreed that it is gone. */
  readonly value: RecordValue | null;
  /** A return of ours carried it. */
  readonly returned: boolean;
}

/** The records on which both sides of a handoff agreed last, by `agreedKey`. */
export function agreedRecords(db: Connection, handoffId: HandoffId): ReadonlyMap<string, AgreedRecord> {
  const rows = db
    .prepare<[string], { kind: RecordKindName; key: string; json: string | null; returned: number }>(
      'SELECT kind, key, record_json AS json, returned FROM handoff_record WHERE handoff_id = ?',
    )
    .all(handoffId);
  return new Map(
    rows.map(({ kind, key, json, returned }) => [
      agreedKey(kind, key),
      {
        kind,
        key,
        value: json === null ? null : (JSON.parse(json) as RecordValue),
        returned: returned === 1,
      },
    ]),
  );
}

export function agreedKey(kind: RecordKindName, key: string): string {
  return `${kind}:${key}`;
}

/** Keeps a record as agreed. */
export function agree(
  db: Connection,
  handoffId: HandoffId,
  record: Omit<AgreedRecord, 'returned'> & { readonly accountId: string | null },
): void {
  db.prepare(
    `INSERT INTO handoff_record (handoff_id, kind, key, account_id, record_json) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (handoff_id, kind, key) DO UPDATE SET record_json = excluded.record_json`,
  ).run(
    handoffId,
    record.kind,
    record.key,
    record.accountId,
    record.value === null ? null : JSON.stringify(record.value),
  );
}
