import type { RequestCost } from '../connector.ts';
import type { RateLimiters } from './rate-limiter.ts';
import type { Timing } from './timing.ts';

/** What the sync service gives to every connector. */
export interface ConnectorPlatform {
  readonly timing: Timing;
  /** Shared by all connections of the process. */
  readonly limiters: RateLimiters;
  readonly onCost: (cost: RequestCost) => void;
}
