import { useMemo, useSyncExternalStore } from 'react';
import { formatLocation, type Location, parseLocation } from './location.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', notify);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', notify);
  };
}

function notify(): void {
  for (const listener of listeners) listener();
}

/** Goes somewhere; Back returns. */
export function navigate(to: Partial<Location> & Pick<Location, 'screen'>): void {
  go({ id: null, params: {}, ...to }, 'push');
}

/** Changes what is selected on the present screen; Back does not step through every row. */
export function replaceLocation(to: Partial<Location>): void {
  go({ ...parseLocation(window.location.hash), ...to }, 'replace');
}

function go(location: Location, how: 'push' | 'replace'): void {
  const hash = formatLocation(location);
  if (hash === window.location.hash) return;
  if (how === 'push') window.history.pushState(null, '', hash);
  else window.history.replaceState(null, '', hash);
  notify();
}

export function useLocation(): Location {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseLocation(hash), [hash]);
}
