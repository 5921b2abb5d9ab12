import { readFile } from 'node:fs/promises';
import { TEMPLATE_STAGES, type TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { parseTemplateFile, type TemplateSource } from './template-source.ts';

/** A template that comes with the application: its wording is approved as shipped. */
export interface ShippedTemplate extends TemplateSource {
  readonly stage: TemplateStage;
  readonly language: string;
}

const FOLDER = new URL('../../../../resources/templates/', import.meta.url);

/**
 * The approved wording of all stages in a language.
 *
 * @param folder where the wording lies, as a `file:` URL that ends in a slash.
 * @throws EngineError `bad_template` for a file that cannot be read as one.
 */
export async function shippedTemplates(
  language: 'en',
  folder: URL = FOLDER,
): Promise<readonly ShippedTemplate[]> {
  return Promise.all(
    TEMPLATE_STAGES.map(async (stage) => {
      const text = await readFile(new URL(`${language}/${stage}.liquid`, folder), 'utf8');
      return { stage, language, ...parseTemplateFile(text) };
    }),
  );
}
