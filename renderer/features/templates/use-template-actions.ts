import { useState } from 'react';
import type { Template } from '../../../shared/contract/templates.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { STAGE_TITLES, type Wording } from './template-words.ts';

/** Saves and approves the wording of a letter. */
export function useTemplateActions(onSaved: (template: Template) => void) {
  const client = useClient();
  const feedback = useFeedback();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const attempt = async (run: () => Promise<void>, failed: (error: unknown) => void) => {
    setBusy(true);
    setError(null);
    try {
      await run();
    } catch (cause) {
      failed(cause);
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    error,
    forgetError: () => setError(null),
    save: (template: Template, wording: Wording) =>
      attempt(async () => {
        const { stage, language } = template;
        const saved = await client.templates.save({ stage, language, ...wording });
        onSaved(saved);
        feedback.done({
          title: `${STAGE_TITLES[stage]}: version ${saved.version} saved`,
          undo: async () => {
            const { subject, body } = template;
            await client.templates.save({ stage, language, subject, body });
          },
        });
      }, setError),
    approve: (template: Template) =>
      attempt(async () => {
        await client.templates.approve({ id: template.id });
        feedback.say(`${STAGE_TITLES[template.stage]}: version ${template.version} approved`);
      }, feedback.failed),
  };
}

export type TemplateActions = ReturnType<typeof useTemplateActions>;
