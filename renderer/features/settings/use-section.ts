import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useWindowState } from '../../app/window-state.ts';
import { useAction } from '../../ui/use-action.ts';
import { sectionErrors } from './section-checks.ts';
import { type FieldErrors, isDirty } from './section-state.ts';

export interface SectionForm<Value> {
  readonly value: Value;
  readonly dirty: boolean;
  readonly busy: boolean;
  /** What the engine said against the last save; null otherwise. */
  readonly error: unknown;
  /** Shown after the first try to save. */
  readonly errors: FieldErrors;
  change(value: Value): void;
  save(): void;
  reset(): void;
}

/** Where the unsaved changes of a section are kept: they outlive the screen, not the lock. */
export function sectionKey(key: keyof Settings): string {
  return `settings.${key}`;
}

/** One group of the settings as a form: saved as a whole, with the former values one undo away. */
export function useSection<Key extends keyof Settings>(
  key: Key,
  title: string,
  settings: Settings,
): SectionForm<Settings[Key]> {
  const client = useClient();
  const queries = useQueries();
  const queryClient = useQueryClient();
  const feedback = useFeedback();
  const saved = settings[key];
  const [kept, keep] = useWindowState<Settings[Key] | null>(sectionKey(key), null);
  const [draft, setOwn] = useState(kept);
  /* A field needs its letter in the same turn, or the caret jumps: what is kept follows a moment later. */
  const setDraft = (next: Settings[Key] | null) => {
    setOwn(next);
    keep(() => next);
  };
  /* What was typed while it was being saved stays. */
  const settle = (written: Settings[Key]) => {
    setOwn((current) => (current === written ? null : current));
    keep((current) => (current === written ? null : current));
  };
  const [tried, setTried] = useState(false);
  const value = draft ?? saved;
  const errors = sectionErrors(key, value);
  const write = async (next: Settings[Key]) => {
    const all = await client.settings.change({ [key]: next } as Partial<Settings>);
    queryClient.setQueryData(queries.settings.get.queryKey(), all);
  };
  const save = useAction(async () => {
    const former = saved;
    await write(value);
    settle(value);
    setTried(false);
    feedback.done({ title: `${title} saved`, undo: () => write(former) });
  });
  return {
    value,
    dirty: isDirty(draft, saved),
    busy: save.busy,
    error: save.error,
    errors: tried ? errors : {},
    change: setDraft,
    save: () => {
      setTried(true);
      if (Object.keys(errors).length === 0) save.run();
    },
    reset: () => {
      setDraft(null);
      setTried(false);
      save.clear();
    },
  };
}

/** One field of a section, as its row shows and changes it. */
export function fieldOf<Value extends object, Name extends keyof Value & string>(
  form: SectionForm<Value>,
  name: Name,
) {
  return {
    value: form.value[name],
    error: form.errors[name],
    onChange: (next: Value[Name]) => form.change({ ...form.value, [name]: next }),
  };
}
