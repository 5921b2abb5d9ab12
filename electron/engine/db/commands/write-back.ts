import {
  WRITE_BACK_KINDS,
  WRITE_BACK_WORDS,
  type WriteBackKind,
  writeBackOffer,
} from '../../../../shared/domain/connections/write-back.ts';
import type { WriteBackEvent } from '../../../../shared/domain/connections/write-back-states.ts';
import type { ConnectionId, WriteBackId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import type { Approvals } from '../queries/write-back.ts';
import type { MaintenanceCommand, WriteCommand } from './command.ts';
import {
  findWriteBack,
  moveWriteBack,
  requireConnectionRow,
  requireWriteBack,
  writeBackSettingOf,
} from './write-back-rows.ts';

export interface WriteBackChoice {
  readonly id: ConnectionId;
  readonly on: boolean;
  /** The kinds that flow back while it is on. */
  readonly kinds: readonly WriteBackKind[];
  /** Kinds of which the person has just seen what would be written. */
  readonly approve: readonly WriteBackKind[];
}

/**
 * Switches on or off what flows back. What is not chosen any more and waits is dropped. Hands back how many those were.
 * Errors: `not_found`; `validation` where the system does not offer it or no kind is chosen; `needs_approval` with the
 * kinds that nobody has approved yet.
 */
export const setWriteBack: WriteCommand<WriteBackChoice, { readonly dropped: number }> = (
  db,
  input,
  { now, actor },
) => {
  const { name, kind } = requireConnectionRow(db, input.id);
  const offer = writeBackOffer(kind);
  if (!offer.offered) throw new EngineError('validation', offer.reason);
  const before = writeBackSettingOf(db, input.id);
  const kinds = WRITE_BACK_KINDS.filter((one) => input.kinds.includes(one));
  if (input.on && kinds.length === 0) {
    throw new EngineError('validation', 'Choose what is written back, or switch it off.');
  }
  const approved: Approvals = {
    ...Object.fromEntries(input.approve.map((one) => [one, { at: now, by: actor }])),
    ...before.approved,
  };
  const missing = kinds.filter((one) => approved[one] === undefined);
  if (input.on && missing.length > 0) {
    const words = missing.map((one) => WRITE_BACK_WORDS[one]).join('; ');
    throw new EngineError(
      'needs_approval',
      `Nobody has approved yet that these are written into "${name}": ${words}. Look at the examples and approve them.`,
      { kinds: missing },
    );
  }
  const same =
    before.isOn === input.on &&
    (!input.on || JSON.stringify(before.kinds) === JSON.stringify(kinds)) &&
    Object.keys(before.approved).length === Object.keys(approved).length;
  if (same) return { output: { dropped: 0 }, unchanged: true };
  const kept = input.on ? kinds : before.kinds;
  db.prepare(
    `INSERT INTO write_back_setting (connection_id, is_on, kinds_json, approved_json)
     VALUES (@id, @on, @kinds, @approved)
     ON CONFLICT (connection_id) DO UPDATE SET is_on = @on, kinds_json = @kinds, approved_json = @approved`,
  ).run({
    id: input.id,
    on: input.on ? 1 : 0,
    kinds: JSON.stringify(kept),
    approved: JSON.stringify(approved),
  });
  const dropped = dropWaiting(db, input.id, now, input.on ? kinds : []);
  const flows = kept.map((one) => WRITE_BACK_WORDS[one]).join('; ');
  const summary = input.on
    ? `Written back into "${name}" from now on: ${flows}`
    : `Nothing is written back into "${name}" any more`;
  const payload = { summary, connection: input.id, on: input.on, kinds: kept, dropped };
  return { output: { dropped }, entries: [{ kind: 'write_back_changed', account: null, payload }] };
};

/** What nobody has yet is not written any more, but for the kinds that flow on. Hands back how many those were. */
export function dropWaiting(
  db: Connection,
  id: ConnectionId,
  now: string,
  flowing: readonly WriteBackKind[],
): number {
  return db
    .prepare(
      `UPDATE write_back SET state = 'dropped', run_at = NULL, updated_at = ?
       WHERE connection_id = ? AND state IN ('queued', 'failed', 'ambiguous')
         AND kind NOT IN (SELECT value FROM json_each(?))`,
    )
    .run(now, id, JSON.stringify(flowing)).changes;
}

/** The note is in the books: the system took it, or it was found there. Errors: `not_found`, `conflict`. */
export const noteWrittenBack: WriteCommand<
  { readonly id: WriteBackId; readonly by: 'taken' | 'found' },
  null
> = (db, { id, by }, { now }) => {
  const row = requireWriteBack(db, id);
  if (row.state === 'confirmed') return { output: null, unchanged: true };
  moveWriteBack(db, row, { kind: by }, now, null);
  const { name } = requireConnectionRow(db, row.connectionId, true);
  const payload = {
    summary: row.kind === 'attachment' ? `Letter attached in "${name}"` : `Note written into "${name}"`,
    connection: row.connectionId,
    entry: row.touchpointId,
    note: id,
    kind: row.kind,
    onto: row.onto,
    source: row.sourceId,
    text: row.text,
  };
  return { output: null, entries: [{ kind: 'note_written_back', account: row.accountId, payload }] };
};

/** A person does not want a note to be written any more. Errors: `not_found`; `conflict` once it is written. */
export const dropWriteBack: WriteCommand<{ readonly id: WriteBackId }, null> = (db, { id }, { now }) => {
  const row = requireWriteBack(db, id);
  if (row.state === 'dropped') return { output: null, unchanged: true };
  moveWriteBack(db, row, { kind: 'dropped' }, now, row.lastError);
  const { name } = requireConnectionRow(db, row.connectionId, true);
  const doubt = row.state === 'ambiguous' ? '; it may be there all the same' : '';
  const payload = {
    summary: `${row.kind === 'attachment' ? 'Letter not attached in' : 'Note not written into'} "${name}"${doubt}`,
    connection: row.connectionId,
    entry: row.touchpointId,
    note: id,
    kind: row.kind,
  };
  return { output: null, entries: [{ kind: 'note_not_written_back', account: row.accountId, payload }] };
};

/**
 * Every step of a note but its end. Hands back whether there is such a note.
 * Errors: `conflict` where the step does not belong to its state.
 */
export const writeBackStep: MaintenanceCommand<
  {
    readonly id: WriteBackId;
    readonly event: Exclude<WriteBackEvent, { readonly kind: 'taken' | 'found' | 'dropped' }>;
    readonly error: string | null;
  },
  boolean
> = (db, { id, event, error }, { now }) => {
  const row = findWriteBack(db, id);
  if (row === undefined) return false;
  moveWriteBack(db, row, event, now, error);
  return true;
};
