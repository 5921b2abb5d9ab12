import { TEMPLATE_FIELDS, TEMPLATE_TAGS } from '../../../shared/domain/letters/fields.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';
import { checkTemplate, requireGoodTemplate } from '../mail/templates/check-template.ts';
import { renderLetter } from '../mail/templates/render-letter.ts';
import { isEngineError } from '../platform/engine-error.ts';
import { api } from './base.ts';

export const templates = {
  list: api.templates.list.handler(({ context }) =>
    context.session.workspace().db.read('templatesInUse', null),
  ),
  versions: api.templates.versions.handler(({ context, input }) =>
    context.session.workspace().db.read('templateVersions', input),
  ),
  save: api.templates.save.handler(async ({ context, input }) => {
    requireGoodTemplate(input);
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('saveTemplate', input, workspace.context());
    context.hub.changed('templates');
    context.hub.changed('log');
    return workspace.db.read('templateById', output);
  }),
  approve: api.templates.approve.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await workspace.db.write('approveTemplate', input, workspace.context());
    context.hub.changed('templates');
    context.hub.changed('log');
    return workspace.db.read('templateById', input);
  }),
  preview: api.templates.preview.handler(({ context, input }) => {
    const empty = { subject: '', text: '', html: '', unresolved: [] };
    const [problem] = checkTemplate(input);
    if (problem !== undefined) return { ...empty, error: { message: problem.message, line: problem.line } };
    try {
      const letter = renderLetter(
        input,
        sampleLetterData(context.session.workspace().today(), 'en-GB'),
        input.language,
      );
      const { subject, text, html, unresolved } = letter;
      return { subject, text, html, unresolved: [...unresolved], error: null };
    } catch (error) {
      if (!isEngineError(error, 'bad_template')) throw error;
      const { line } = error.details;
      return { ...empty, error: { message: error.message, line: typeof line === 'number' ? line : null } };
    }
  }),
  fields: api.templates.fields.handler(() =>
    [...TEMPLATE_FIELDS, ...TEMPLATE_TAGS].map(({ name, meaning }) => ({ name, text: meaning })),
  ),
};
