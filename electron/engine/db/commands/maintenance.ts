import { countUsage, keepMissing, recordBooksFacts, recordConnectionCheck } from './connection-upkeep.ts';
import { draftAppendFailed, draftAppending, draftRetryNow } from './draft-states.ts';
import { draftMovedInMailbox } from './drafts-in-mailbox.ts';
import { forgetFolderFiles, recordFolderFile, settleFolderRun } from './folder-files.ts';
import { dropStage, dropStaleStages, stageRecords } from './import-stage.ts';
import { keepFileListing } from './invoice-files.ts';
import { recordMailboxCheck, removeSecret, setSecret } from './mailbox-upkeep.ts';
import { mendTimesAhead } from './outbox-clock.ts';
import {
  lookedIntoSent,
  mailboxSavesSent,
  messageChecking,
  messageDispatching,
  messageRetryNow,
  messageWaits,
  requeueChecking,
  sentCopyState,
} from './outbox-steps.ts';
import { ageSummaries } from './summary-upkeep.ts';
import { applySyncPage, settleSyncRun, startSyncRun } from './sync-runs.ts';
import { webhookDelivered, webhookWaits } from './webhook-deliveries.ts';
import { writeBackStep } from './write-back.ts';

/**
 * Writes that carry no business fact and therefore leave no entry in the log:
 * - `stageRecords dropStage dropStaleStages`: rows of an import before the command that takes them over;
 * - `startSyncRun applySyncPage settleSyncRun`: the records of an accounting system, page by page with the cursor; the
 *   command `tellSyncChanges` puts what they changed into the log;
 * - `recordFolderFile forgetFolderFiles settleFolderRun`: what became of the files of a folder; each import among them
 *   has an entry of its own;
 * - `ageSummaries`: derived figures, worked out again when the date changes;
 * - `draftAppending draftAppendFailed draftRetryNow`: technical states between `draft_queued` and `draft_saved_to_mailbox`;
 * - `draftMovedInMailbox`: the number of a draft in its folder, which says nothing about the draft;
 * - `messageChecking messageDispatching messageWaits requeueChecking messageRetryNow lookedIntoSent mendTimesAhead`:
 *   technical states of the outbox between `mail_queued` and `mail_sent`, `mail_rejected` or `mail_unknown`, with their attempts;
 * - `sentCopyState mailboxSavesSent`: the copy in the Sent folder of a message whose sending is in the log;
 * - `recordMailboxCheck recordConnectionCheck`: the result of the last connection test; `recordBooksFacts`: the name of the
 *   books and the end of the sign-in, as a read found them;
 * - `keepMissing`: a person's word that nothing was deleted, which changes no record;
 * - `writeBackStep`: technical states of a note between its entry and `note_written_back` or `note_not_written_back`;
 * - `countUsage`: calls and bytes of a connection; `keepFileListing`: which files there are of an invoice, before any is fetched;
 * - `webhookDelivered webhookWaits`: how far the webhook has told of entries that are in the log themselves;
 * - `setSecret removeSecret`: passwords, whose mailbox has its own entry and whose value no log may see.
 */
export const maintenance = {
  stageRecords,
  dropStage,
  dropStaleStages,
  startSyncRun,
  applySyncPage,
  settleSyncRun,
  recordFolderFile,
  forgetFolderFiles,
  settleFolderRun,
  ageSummaries,
  draftAppending,
  draftAppendFailed,
  draftRetryNow,
  draftMovedInMailbox,
  messageChecking,
  messageDispatching,
  messageWaits,
  requeueChecking,
  messageRetryNow,
  lookedIntoSent,
  sentCopyState,
  mendTimesAhead,
  mailboxSavesSent,
  recordMailboxCheck,
  recordConnectionCheck,
  recordBooksFacts,
  keepMissing,
  countUsage,
  keepFileListing,
  writeBackStep,
  webhookDelivered,
  webhookWaits,
  setSecret,
  removeSecret,
};

type Maintenance = typeof maintenance;
export type MaintenanceName = keyof Maintenance;
export type MaintenanceInput<Name extends MaintenanceName> = Parameters<Maintenance[Name]>[1];
export type MaintenanceOutput<Name extends MaintenanceName> = ReturnType<Maintenance[Name]>;
