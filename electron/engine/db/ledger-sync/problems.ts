import { createHash } from 'node:crypto';
import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { CommandContext } from '../commands/command.ts';
import type { SyncPage } from './apply-page.ts';
import type { Books } from './books.ts';

type ProblemPage = Pick<SyncPage, 'connectionId' | 'runId' | 'entity' | 'records' | 'gone' | 'bad' | 'phase'>;

/**
 * Sets bad records aside, and forgets those that were read well this time. A whole read tells all anew, so what was set
 * aside before it is forgotten with its first page. To be called before the cursor of the page is kept.
 */
export function keepProblems({ db }: Books, page: ProblemPage, { now }: CommandContext): void {
  const { connectionId, runId } = page;
  const any = db
    .prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM sync_problem WHERE connection_id = ?)')
    .pluck();
  if (any.get(connectionId) === 1) {
    if (page.phase === 'full') forgetBeforeWholeRead(db, page);
    const forget = db.prepare(
      'DELETE FROM sync_problem WHERE connection_id = ? AND entity = ? AND source_id = ?',
    );
    for (const { entity, sourceId } of [...page.records, ...page.gone])
      for (const one of sameIds(entity)) forget.run(connectionId, one, sourceId);
  }
  const keep = db.prepare(
    `INSERT OR REPLACE INTO sync_problem (connection_id, entity, source_id, problem, run_id, at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const { entity, sourceId, problem } of page.bad)
    keep.run(connectionId, entity, sourceId ?? unnamed(problem), problem, runId, now);
}

function forgetBeforeWholeRead(db: Books['db'], { connectionId, entity }: ProblemPage): void {
  db.prepare(
    `DELETE FROM sync_problem WHERE connection_id = @connectionId AND entity = @entity AND NOT EXISTS (
       SELECT 1 FROM sync_cursor WHERE connection_id = @connectionId AND entity = @entity
         AND phase = 'full' AND cursor <> '')`,
  ).run({ connectionId, entity });
}

/** What cannot be read does not say whether it is an invoice or a credit note. */
function sameIds(entity: SyncEntity): readonly SyncEntity[] {
  return entity === 'invoice' || entity === 'credit_note' ? ['invoice', 'credit_note'] : [entity];
}

/** In place of an id that cannot be read either: the same for the same problem, however often it is read. */
function unnamed(problem: string): string {
  return `#${createHash('sha256').update(problem).digest('hex').slice(0, 12)}`;
}
