import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef } from 'react';
import type { z } from 'zod';
import type { Preferences } from '../../../shared/contract/app.ts';
import { useEngine } from '../../api/engine-context.tsx';

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  density: 'compact',
  locale: null,
  personName: null,
  layout: {},
};

export interface PreferencesStore {
  readonly value: Preferences;
  /** Changes some of them; a function gets those of now, also when several changes come at once. */
  change(part: PreferencesChange): void;
}

export type PreferencesChange = Partial<Preferences> | ((current: Preferences) => Partial<Preferences>);

const Context = createContext<PreferencesStore>({ value: DEFAULT_PREFERENCES, change: () => {} });

const SAVE_PAUSE_MS = 400;

/** The person's choices: used at once, kept by the engine a moment later (the browser host has no storage that lasts). */
export function PreferencesProvider(props: { readonly children: ReactNode }) {
  const { queries, client } = useEngine();
  const queryClient = useQueryClient();
  const queryKey = useMemo(() => queries.app.preferences.get.queryKey(), [queries]);
  const { data } = useQuery(queries.app.preferences.get.queryOptions());
  const waiting = useRef<{ part: Partial<Preferences>; timer: number } | null>(null);
  const change = useCallback(
    (asked: PreferencesChange) => {
      const current = queryClient.getQueryData(queryKey) ?? DEFAULT_PREFERENCES;
      const part = typeof asked === 'function' ? asked(current) : asked;
      queryClient.setQueryData(queryKey, { ...current, ...part });
      if (waiting.current) window.clearTimeout(waiting.current.timer);
      const whole = { ...waiting.current?.part, ...part };
      const timer = window.setTimeout(() => {
        waiting.current = null;
        client.app.preferences.set(whole).catch(() => queryClient.invalidateQueries({ queryKey }));
      }, SAVE_PAUSE_MS);
      waiting.current = { part: whole, timer };
    },
    [client, queryClient, queryKey],
  );
  const store = useMemo(() => ({ value: data ?? DEFAULT_PREFERENCES, change }), [data, change]);
  return <PreferencesStoreProvider store={store}>{props.children}</PreferencesStoreProvider>;
}

export function PreferencesStoreProvider(props: {
  readonly store: PreferencesStore;
  readonly children: ReactNode;
}) {
  return <Context.Provider value={props.store}>{props.children}</Context.Provider>;
}

export function usePreferences(): PreferencesStore {
  return useContext(Context);
}

/** One remembered piece of layout. What is stored in another form (from an older version) counts as not stored. */
export function useLayoutPreference<Value>(key: string, schema: z.ZodType<Value>, initial: Value) {
  const { value, change } = usePreferences();
  const stored = value.layout[key];
  const parsed = useMemo(() => {
    const result = schema.safeParse(stored);
    return result.success ? result.data : initial;
  }, [stored, schema, initial]);
  const set = useCallback(
    (next: Value) => change((current) => ({ layout: { ...current.layout, [key]: next } })),
    [change, key],
  );
  return [parsed, set] as const;
}
