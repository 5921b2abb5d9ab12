import { z } from 'zod';
import type { Connection } from '../connection.ts';

/** An entry that was taken back, named by the log it was written in and its number there. */
export const retractionSchema = z.strictObject({
  log: z.string().min(1).max(200),
  seq: z.int().min(1),
  at: z.string().max(40),
});
export type CarriedRetraction = z.infer<typeof retractionSchema>;

/** Takes back here what was taken back there, where the entry is ours or a copy of it is. */
export function takeBack(db: Connection, ownLog: string, retractions: readonly CarriedRetraction[]): number {
  const own = db.prepare<[number], string>('SELECT id FROM touchpoint WHERE seq = ?').pluck();
  const copy = db
    .prepare<[string, number], string>(
      `SELECT id FROM touchpoint WHERE seq = (SELECT own_seq FROM received_entry WHERE log_id = ? AND seq = ?)`,
    )
    .pluck();
  const insert = db.prepare('INSERT OR IGNORE INTO retraction (touchpoint_id, at) VALUES (?, ?)');
  let taken = 0;
  for (const { log, seq, at } of retractions) {
    const id = log === ownLog ? own.get(seq) : copy.get(log, seq);
    if (id !== undefined) taken += insert.run(id, at).changes;
  }
  return taken;
}
