import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, MergeConflictId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import type { RecordKindName, RecordValue } from './records/record-kind.ts';

/** A record that both sides of a handoff changed. Null: it is not there, or not any more. */
export interface MergeConflict {
  readonly id: MergeConflictId;
  readonly handoff: HandoffId;
  readonly account: { readonly id: AccountId; readonly name: string; readonly number: string | null } | null;
  readonly kind: RecordKindName;
  readonly before: RecordValue | null;
  readonly mine: RecordValue | null;
  readonly theirs: RecordValue | null;
  readonly foundAt: Instant;
}

interface Row {
  readonly id: MergeConflictId;
  readonly handoff: HandoffId;
  readonly accountId: AccountId | null;
  readonly name: string | null;
  readonly number: string | null;
  readonly kind: RecordKindName;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly foundAt: Instant;
}

/** Conflicts that wait for a decision, of one handoff or of all (`handoff` null). */
export function mergeConflicts(
  db: Connection,
  { handoff }: { readonly handoff: HandoffId | null },
): readonly MergeConflict[] {
  return db
    .prepare<unknown[], Row>(
      `SELECT merge_conflict.id, handoff_id AS handoff, account_id AS accountId, account.name, account.number, kind,
         base_json AS base, mine_json AS mine, theirs_json AS theirs, found_at AS foundAt
       FROM merge_conflict LEFT JOIN account ON account.id = account_id
       WHERE decision IS NULL AND (@handoff IS NULL OR handoff_id = @handoff) ORDER BY account.name, kind, key`,
    )
    .all({ handoff })
    .map(({ accountId, name, number, base, mine, theirs, ...row }) => ({
      ...row,
      account: accountId === null ? null : { id: accountId, name: name ?? accountId, number },
      before: recordOf(base),
      mine: recordOf(mine),
      theirs: recordOf(theirs),
    }));
}

function recordOf(json: string | null): RecordValue | null {
  return json === null ? null : (JSON.parse(json) as RecordValue);
}
