import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';

/** What one running Duebook has, whatever workspace is open: folders, clock, log, and the system's key store. */
export interface Installation {
  /** The profile folder (`DUEBOOK_HOME`). */
  readonly home: string;
  readonly version: string;
  readonly migrations: URL;
  readonly resources: URL;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly keyring: SecretStore;
  /** Database threads for a window; null runs the database in the calling thread (command line). */
  readonly workerEntry: URL | null;
}
