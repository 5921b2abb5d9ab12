import type { Instant } from '../../../../shared/domain/dates.ts';
import type { TemplateId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';

export interface TemplateRow {
  readonly id: TemplateId;
  readonly stage: TemplateStage;
  readonly language: string;
  readonly version: number;
  readonly subject: string;
  readonly body: string;
  readonly approved: boolean;
  readonly approvedBy: string | null;
  readonly shipped: boolean;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

type Stored = Omit<TemplateRow, 'approved' | 'shipped'> & { readonly shipped: number };

const COLUMNS = `id, stage, language, version, subject, body, approved_by AS approvedBy, shipped,
  created_at AS createdAt, created_by AS createdBy`;

/** The newest version of every stage and language. */
export function templatesInUse(db: Connection): TemplateRow[] {
  return db
    .prepare<[], Stored>(
      `SELECT ${COLUMNS} FROM template t WHERE version =
         (SELECT MAX(version) FROM template WHERE stage = t.stage AND language = t.language) ORDER BY language, stage`,
    )
    .all()
    .map(rowOf);
}

/** All versions of one stage and language, newest first. */
export function templateVersions(
  db: Connection,
  { stage, language }: { readonly stage: TemplateStage; readonly language: string },
): TemplateRow[] {
  return db
    .prepare<[string, string], Stored>(
      `SELECT ${COLUMNS} FROM template WHERE stage = ? AND language = ? ORDER BY version DESC`,
    )
    .all(stage, language)
    .map(rowOf);
}

export function templateById(db: Connection, { id }: { readonly id: TemplateId }): TemplateRow {
  const row = db.prepare<[string], Stored>(`SELECT ${COLUMNS} FROM template WHERE id = ?`).get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such template.');
  return rowOf(row);
}

function rowOf(row: Stored): TemplateRow {
  return { ...row, approved: row.approvedBy !== null, shipped: row.shipped === 1 };
}
