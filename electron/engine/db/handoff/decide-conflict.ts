import type { AccountId, HandoffId, MergeConflictId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { refreshAfter } from '../commands/account-rows.ts';
import type { WriteCommand } from '../commands/command.ts';
import { RECORDS } from './records/index.ts';
import type { RecordKindName, RecordValue } from './records/record-kind.ts';

export interface ConflictRow {
  readonly id: MergeConflictId;
  readonly handoffId: HandoffId;
  readonly accountId: AccountId | null;
  readonly kind: RecordKindName;
  readonly key: string;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly rivalKey: string | null;
  readonly decision: 'mine' | 'theirs' | null;
}

/** Decides a conflict of a merge: ours stays, or theirs takes its place. Errors: `not_found`, `conflict` (decided already). */
export const decideConflict: WriteCommand<
  { readonly id: MergeConflictId; readonly decision: 'mine' | 'theirs' },
  null
> = (db, { id, decision }, context) => {
  const row = db
    .prepare<[string], ConflictRow>(
      `SELECT id, handoff_id AS handoffId, account_id AS accountId, kind, key, mine_json AS mine, theirs_json AS theirs,
         rival_key AS rivalKey, decision FROM merge_conflict WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such conflict.');
  if (row.decision === decision) return { output: null, unchanged: true };
  if (row.decision !== null) throw new EngineError('conflict', 'Somebody decided this already.');
  if (decision === 'theirs') {
    const record = RECORDS[row.kind];
    if (row.rivalKey !== null) record.giveWay(db, row.rivalKey, context.now);
    if (row.theirs === null) record.remove(db, row.key, context.now);
    else record.put(db, row.key, JSON.parse(row.theirs) as RecordValue, context.now);
  }
  db.prepare('UPDATE merge_conflict SET decision = ?, decided_at = ?, decided_by = ? WHERE id = ?').run(
    decision,
    context.now,
    context.actor,
    id,
  );
  const what = row.kind.replaceAll('_', ' ');
  const payload = {
    summary: `Both sides had changed a ${what}: ${decision === 'mine' ? 'ours stays' : 'theirs is taken'}`,
    handoff: row.handoffId,
    kind: row.kind,
    record: row.key,
    decision,
    ours: row.mine === null ? null : (JSON.parse(row.mine) as unknown),
    theirs: row.theirs === null ? null : (JSON.parse(row.theirs) as unknown),
  };
  return {
    output: null,
    entries: [{ kind: 'merge_conflict_decided', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, row.accountId === null ? [] : [row.accountId]),
  };
};
