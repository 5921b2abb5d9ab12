import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { MaintenanceCommand } from './command.ts';

/** Set before the mailbox is spoken to: after a crash this state means "look in the folder first". */
export const draftAppending: MaintenanceCommand<{ readonly id: DraftId }, { readonly taken: boolean }> = (
  db,
  { id },
  context,
) => {
  const changes = db
    .prepare(
      `UPDATE draft SET state = 'appending', attempts = attempts + 1, updated_at = ?
       WHERE id = ? AND state IN ('queued', 'appending', 'failed')`,
    )
    .run(context.now, id).changes;
  return { taken: changes === 1 };
};

export interface AppendFailure {
  readonly id: DraftId;
  readonly code: string;
  readonly message: string;
  /** When to try again by itself; null: a person has to do something first. */
  readonly retryAt: string | null;
}

/** Also for a draft that could not even be tried, because its mailbox or password is gone. */
export const draftAppendFailed: MaintenanceCommand<AppendFailure, null> = (db, failure, context) => {
  db.prepare(
    `UPDATE draft SET state = ?, run_at = ?, last_error_json = ?, updated_at = ?
     WHERE id = ? AND state IN ('queued', 'appending')`,
  ).run(
    failure.retryAt === null ? 'failed' : 'queued',
    failure.retryAt,
    JSON.stringify({ code: failure.code, message: failure.message, at: context.now }),
    context.now,
    failure.id,
  );
  return null;
};

/** A person asks for the next attempt now. */
export const draftRetryNow: MaintenanceCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  db.prepare("UPDATE draft SET run_at = ? WHERE id = ? AND state = 'queued'").run(context.now, id);
  return null;
};
