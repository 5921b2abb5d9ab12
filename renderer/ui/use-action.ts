import { useCallback, useEffect, useRef, useState } from 'react';

/** One call to the engine that a person started, with what a button and an error line need to know about it. */
export interface Action<Args extends readonly unknown[]> {
  readonly busy: boolean;
  /** What the last call failed with; null before, and while it runs. */
  readonly error: unknown;
  run(...args: Args): void;
  clear(): void;
}

/** Runs `act` once at a time. Keeps nothing of what was passed, so that a passphrase is gone with the call. */
export function useAction<Args extends readonly unknown[]>(
  act: (...args: Args) => Promise<unknown>,
): Action<Args> {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: unknown }>({
    busy: false,
    error: null,
  });
  const latest = useRef(act);
  const running = useRef(false);
  const mounted = useRef(false);
  latest.current = act;
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback((...args: Args) => {
    if (running.current) return;
    running.current = true;
    setState({ busy: true, error: null });
    const end = (error: unknown) => {
      running.current = false;
      if (mounted.current) setState({ busy: false, error });
    };
    latest.current(...args).then(
      () => end(null),
      (error: unknown) => end(error),
    );
  }, []);
  const clear = useCallback(() => setState((old) => ({ ...old, error: null })), []);
  return { ...state, run, clear };
}
