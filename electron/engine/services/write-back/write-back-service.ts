import type { WriteBackView } from '../../../../shared/contract/write-back.ts';
import {
  exampleNote,
  WRITE_BACK_KINDS,
  WRITE_BACK_WORDS,
  writeBackOffer,
} from '../../../../shared/domain/connections/write-back.ts';
import type { WriteBackId } from '../../../../shared/domain/ids.ts';
import type { WriteBackChoice } from '../../db/commands/write-back.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { WriteBackNoteRow } from '../../db/queries/write-back.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const SHOWN = 50;
/** More notes than these are not tried again at once. */
const AGAIN_AT_ONCE = 1_000;

/** Whether notes and letters flow back into the books of a connection, what of, and the newest of them. */
export async function writeBackOf(
  workspace: OpenWorkspace,
  { id: connectionId, kind }: ConnectionRow,
): Promise<WriteBackView> {
  const offer = writeBackOffer(kind);
  const setting = await workspace.db.read('writeBackSetting', { connectionId });
  const counts = await workspace.db.read('writeBackCounts', { connectionId });
  const notes = await workspace.db.read('writeBackNotes', { connectionId, limit: SHOWN });
  const { actor } = workspace.context();
  return {
    offered: offer.offered,
    reason: offer.offered ? null : offer.reason,
    right: offer.offered ? offer.right : null,
    fileRight: offer.offered ? offer.fileRight : null,
    on: setting.isOn,
    kinds: offer.offered
      ? WRITE_BACK_KINDS.map((one) => ({
          kind: one,
          words: WRITE_BACK_WORDS[one],
          chosen: setting.kinds.includes(one),
          example: exampleNote(one, actor, workspace.today()),
          approved: setting.approved[one] ?? null,
        }))
      : [],
    counts: {
      waiting: (counts.queued ?? 0) + (counts.sent ?? 0),
      unknown: counts.ambiguous ?? 0,
      failed: counts.failed ?? 0,
      written: counts.confirmed ?? 0,
    },
    notes: notes.map(noteView),
  };
}

/** Switches it on or off. Errors: `not_found`, `validation`, `needs_approval`. Hands back how many notes were dropped. */
export async function setWriteBack(workspace: OpenWorkspace, choice: WriteBackChoice): Promise<number> {
  const { output } = await workspace.db.write('setWriteBack', choice, workspace.context());
  return output.dropped;
}

/**
 * Lets a note be tried again, or all of the connection that failed. Hands back how many.
 * Errors: `not_found`, `conflict` for a note that is written or dropped.
 */
export async function retryNotes(
  workspace: OpenWorkspace,
  { id: connectionId }: ConnectionRow,
  note: WriteBackId | null,
): Promise<number> {
  const ids = note === null ? await failedNotes(workspace, connectionId) : [note];
  const event = { kind: 'again' } as const;
  for (const id of ids) {
    const step = { id, event, error: null };
    if (await workspace.db.maintain('writeBackStep', step, workspace.context())) continue;
    throw new EngineError('not_found', 'There is no such note among those that are written back.', {
      note: id,
    });
  }
  return ids.length;
}

/** A note that is not written any more. Errors: `not_found`, `conflict` for one that is written already. */
export async function dropNote(workspace: OpenWorkspace, id: WriteBackId): Promise<void> {
  await workspace.db.write('dropWriteBack', { id }, workspace.context());
}

async function failedNotes(
  workspace: OpenWorkspace,
  connectionId: ConnectionRow['id'],
): Promise<readonly WriteBackId[]> {
  const notes = await workspace.db.read('writeBackNotes', { connectionId, limit: AGAIN_AT_ONCE });
  return notes.filter(({ state }) => state === 'failed').map(({ id }) => id);
}

function noteView(row: WriteBackNoteRow): WriteBackView['notes'][number] {
  const { id, accountId, account, kind, text, state, attempts, runAt, lastError, createdAt } = row;
  return { id, accountId, account, kind, text, state, attempts, runAt, error: lastError, at: createdAt };
}
