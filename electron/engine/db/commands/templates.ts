import type { TemplateId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { WriteCommand } from './command.ts';

interface Wording {
  readonly stage: TemplateStage;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
}

/** Keeps a new version of a stage's wording. It is not approved until a person approves it. */
export const saveTemplate: WriteCommand<Wording, { readonly id: TemplateId }> = (db, input, context) => {
  const newest = db
    .prepare<[string, string], { id: TemplateId; version: number; subject: string; body: string }>(
      'SELECT id, version, subject, body FROM template WHERE stage = ? AND language = ? ORDER BY version DESC LIMIT 1',
    )
    .get(input.stage, input.language);
  if (newest !== undefined && newest.subject === input.subject && newest.body === input.body) {
    return { output: { id: newest.id }, unchanged: true };
  }
  const id = context.newId() as TemplateId;
  const version = (newest?.version ?? 0) + 1;
  db.prepare(
    `INSERT INTO template (id, stage, language, version, subject, body, shipped, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)`,
  ).run(id, input.stage, input.language, version, input.subject, input.body, context.now, context.actor);
  const summary = `Template ${input.stage} (${input.language}) changed: version ${version}, not yet approved`;
  return {
    output: { id },
    entries: [{ kind: 'template_changed', account: null, payload: { summary, ...input, version } }],
  };
};

/** A person answers for the wording of a version. */
export const approveTemplate: WriteCommand<{ readonly id: TemplateId }, null> = (db, { id }, context) => {
  const row = db
    .prepare<[string], { stage: string; language: string; version: number; approved_by: string | null }>(
      'SELECT stage, language, version, approved_by FROM template WHERE id = ?',
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such template.');
  if (row.approved_by !== null) return { output: null, unchanged: true };
  db.prepare('UPDATE template SET approved_by = ?, approved_at = ? WHERE id = ?').run(
    context.actor,
    context.now,
    id,
  );
  const summary = `Template ${row.stage} (${row.language}) version ${row.version} approved`;
  return {
    output: null,
    entries: [{ kind: 'template_approved', account: null, payload: { summary, template: id } }],
  };
};
