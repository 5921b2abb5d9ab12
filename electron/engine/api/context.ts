import type { HandoffId, JobId } from '../../../shared/domain/ids.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import type { FileExchange } from '../platform/files.ts';
import type { SyncDesk } from '../services/connections/sync-desk.ts';
import type { EventHub } from '../services/events/event-hub.ts';
import type { SharedFolder } from '../services/handoff/shared-folder.ts';
import type { ImportLeftovers } from '../services/imports/leftovers.ts';
import type { People } from '../services/people/people.ts';
import type { Profile } from '../services/profile/profile.ts';
import type { Session } from '../services/session/session.ts';
import type { Installation } from '../services/workspace/installation.ts';

/** What every handler works with. */
export interface EngineContext {
  readonly installation: Installation;
  readonly hostKind: 'electron' | 'browser' | 'cli';
  readonly session: Session;
  readonly profile: Profile;
  readonly people: People;
  /** Where packs are put and picked up, on a drive that both sides see. */
  readonly sharedFolder: SharedFolder;
  readonly hub: EventHub;
  readonly jobs: JobBoard;
  readonly files: FileExchange;
  readonly syncDesk: SyncDesk;
  /** Of handoffs that were accepted, until their workspace is opened and its code was told. */
  readonly recoveryCodes: Map<HandoffId, string>;
  /** Rows that the imports of this session rejected, by job, for their export. */
  readonly importReports: Map<JobId, ImportLeftovers>;
}
