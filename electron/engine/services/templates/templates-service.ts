import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { TemplateId } from '../../../../shared/domain/ids.ts';
import { TEMPLATE_FIELDS, TEMPLATE_TAGS } from '../../../../shared/domain/letters/fields.ts';
import { sampleLetterData } from '../../../../shared/domain/letters/sample.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { TemplateRow } from '../../db/queries/templates.ts';
import { checkTemplate, requireGoodTemplate } from '../../mail/templates/check-template.ts';
import { renderLetter } from '../../mail/templates/render-letter.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

export interface Wording {
  readonly stage: TemplateStage;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
}

export interface TemplatePreview {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly unresolved: string[];
  readonly error: { readonly message: string; readonly line: number | null } | null;
}

const LOCALE = 'en-GB';

/**
 * Keeps a new, not yet approved version. Throws `bad_template` for one that cannot be used: an unknown field, or a
 * wording that runs into the limits on time and size with an invented customer.
 */
export async function saveTemplate(workspace: OpenWorkspace, wording: Wording): Promise<TemplateRow> {
  requireGoodTemplate(wording);
  const context = workspace.context();
  renderLetter(wording, sampleLetterData(context.today, LOCALE), wording.language);
  const { output } = await workspace.db.write('saveTemplate', wording, context);
  return workspace.db.read('templateById', output);
}

/** The acting person answers for the wording of this version. */
export async function approveTemplate(workspace: OpenWorkspace, id: TemplateId): Promise<TemplateRow> {
  await workspace.db.write('approveTemplate', { id }, workspace.context());
  return workspace.db.read('templateById', { id });
}

/** Renders a wording with an invented customer; what is wrong with it is part of the answer. */
export function previewTemplate(wording: Wording, today: PlainDate): TemplatePreview {
  const empty = { subject: '', text: '', html: '', unresolved: [] };
  const [problem] = checkTemplate(wording);
  if (problem !== undefined) return { ...empty, error: { message: problem.message, line: problem.line } };
  try {
    const letter = renderLetter(wording, sampleLetterData(today, LOCALE), wording.language);
    const { subject, text, html, unresolved } = letter;
    return { subject, text, html, unresolved: [...unresolved], error: null };
  } catch (error) {
    if (!isEngineError(error, 'bad_template')) throw error;
    const { line } = error.details;
    return { ...empty, error: { message: error.message, line: typeof line === 'number' ? line : null } };
  }
}

/** What a template may use, with its meaning, for the editor's help. */
export function templateVocabulary(): { readonly name: string; readonly text: string }[] {
  return [...TEMPLATE_FIELDS, ...TEMPLATE_TAGS].map(({ name, meaning }) => ({ name, text: meaning }));
}
