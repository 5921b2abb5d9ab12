import type { EngineClient } from '../../shared/contract/index.ts';

/** Tells the engine what the browser knows of the network, now and whenever it changes. */
export function reportOnline(client: EngineClient, page: Window): () => void {
  const report = () => {
    client.app.reportOnline({ online: page.navigator.onLine }).catch(() => {
      // No channel: the next change, or the next connection, tells it again.
    });
  };
  report();
  page.addEventListener('online', report);
  page.addEventListener('offline', report);
  return () => {
    page.removeEventListener('online', report);
    page.removeEventListener('offline', report);
  };
}
