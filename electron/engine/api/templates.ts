import {
  approveTemplate,
  previewTemplate,
  saveTemplate,
  templateVocabulary,
} from '../services/templates/templates-service.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';

export const templates = {
  list: api.templates.list.handler(({ context }) =>
    context.session.workspace().db.read('templatesInUse', null),
  ),
  versions: api.templates.versions.handler(({ context, input }) =>
    context.session.workspace().db.read('templateVersions', input),
  ),
  save: api.templates.save.handler(async ({ context, input }) => {
    const saved = await saveTemplate(context.session.workspace(), input);
    tell(context);
    return saved;
  }),
  approve: api.templates.approve.handler(async ({ context, input }) => {
    const approved = await approveTemplate(context.session.workspace(), input.id);
    tell(context);
    return approved;
  }),
  preview: api.templates.preview.handler(({ context, input }) =>
    previewTemplate(input, context.session.workspace().today()),
  ),
  fields: api.templates.fields.handler(() => templateVocabulary()),
};

function tell({ hub }: EngineContext): void {
  hub.changed('templates');
  hub.changed('log');
}
