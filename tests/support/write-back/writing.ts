import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { CONNECTORS } from '../../../electron/engine/services/connections/open-connector.ts';
import type { WriteBackSurroundings } from '../../../electron/engine/services/write-back/write-due-notes.ts';
import { fakeTiming } from '../ledger/fake-timing.ts';

/** The connectors that the application has, with a clock on which waiting takes no time. */
export function writingSurroundings(): WriteBackSurroundings {
  const timing = fakeTiming();
  return { timing, limiters: createRateLimiters(timing), creators: CONNECTORS };
}

/** How a connection to the fake of `notes-server.ts` is set up. */
export const accessTo = (origin: string) => ({
  settings: { address: origin, apiKey: 'key' },
  secrets: { apiSecret: 'secret' },
});
