import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import type { MaintenanceCommand } from './command.ts';

interface Times {
  readonly id: string;
  readonly runAt: Instant | null;
  readonly lookupAt: Instant | null;
  readonly sentCopyAt: Instant | null;
  readonly updatedAt: Instant;
}

/**
 * Brings waits forward that were begun before the clock was put back: what was written "in the future" counts from now,
 * so that ten seconds stay ten seconds. Every command that sets one of these times says when, in `updated_at`.
 */
export const mendTimesAhead: MaintenanceCommand<null, { readonly mended: number }> = (db, _, context) => {
  const rows = db
    .prepare<unknown[], Times>(
      `SELECT id, run_at AS runAt, lookup_at AS lookupAt, sent_copy_at AS sentCopyAt, updated_at AS updatedAt
       FROM outbox_message WHERE updated_at > @now AND (state IN ('queued', 'unknown') OR sent_copy = 'wanted')`,
    )
    .all({ now: context.now });
  const update = db.prepare(
    `UPDATE outbox_message SET run_at = @runAt, lookup_at = @lookupAt, sent_copy_at = @sentCopyAt, updated_at = @now
     WHERE id = @id`,
  );
  for (const row of rows) {
    const ahead = Date.parse(row.updatedAt) - Date.parse(context.now);
    update.run({
      id: row.id,
      runAt: earlier(row.runAt, ahead),
      lookupAt: earlier(row.lookupAt, ahead),
      sentCopyAt: earlier(row.sentCopyAt, ahead),
      now: context.now,
    });
  }
  return { mended: rows.length };
};

function earlier(at: Instant | null, milliseconds: number): Instant | null {
  return at === null ? null : instant(new Date(Date.parse(at) - milliseconds).toISOString());
}
