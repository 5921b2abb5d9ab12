import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followEvents } from '../api/change-events.ts';
import { useEngine } from '../api/engine-context.tsx';
import { reportOnline } from '../api/online.ts';

/** Listens to the engine, and tells it whether there is a network. Draws nothing. */
export function EngineEvents() {
  const engine = useEngine();
  const queryClient = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    void followEvents(engine, queryClient, stop.signal);
    const stopReporting = reportOnline(engine.client, window);
    return () => {
      stop.abort();
      stopReporting();
    };
  }, [engine, queryClient]);
  return null;
}
