import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { WriteCommand } from '../commands/command.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { changesSince, markReturned } from './changes-since.ts';

/**
 * Notes that the work goes back to its owner. A final return ends the window here: nothing goes out any more. It is noted
 * before the return is made, so that the return tells of itself. Throws `conflict` in a workspace of one's own.
 */
export const returnHandoff: WriteCommand<{ readonly final: boolean }, null> = (db, { final }, context) => {
  const row = db
    .prepare<[], { id: HandoffId; sender: string; returnedAt: string | null }>(
      `SELECT id, sender_json ->> '$.name' AS sender, returned_at AS returnedAt FROM received_handoff`,
    )
    .get();
  if (row === undefined) {
    throw new EngineError(
      'conflict',
      'This workspace did not come from a handoff: there is nobody to return it to.',
    );
  }
  if (final && row.returnedAt === null) {
    db.prepare('UPDATE received_handoff SET returned_at = ? WHERE id = ?').run(context.now, row.id);
  }
  const accounts = db
    .prepare<[], AccountId>("SELECT account_id FROM received_account WHERE state = 'accepted'")
    .pluck()
    .all();
  markReturned(db, row.id, changesSince(db, row.id, accounts));
  const ended = final || row.returnedAt !== null;
  const payload = {
    summary: `Return made for ${row.sender}${ended ? ': the window is over' : '; the work goes on'}`,
    handoff: row.id,
    final: ended,
  };
  return {
    output: null,
    entries: [{ kind: 'handoff_returned', account: null, payload }],
    afterLog: () => refreshSummaries(db, { today: context.today }),
  };
};
