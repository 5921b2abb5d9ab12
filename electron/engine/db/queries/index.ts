import { debtorOf } from '../calls/debtor-of.ts';
import { accountsToHand } from '../handoff/accounts-to-hand.ts';
import { handoffContents } from '../handoff/contents.ts';
import { coverageFacts } from '../handoff/coverage-facts.ts';
import { firstHour } from '../handoff/first-hour.ts';
import { handoffGaps } from '../handoff/gaps.ts';
import { handedAccountsOn } from '../handoff/given.ts';
import { givenHandoffs, receivedHandoff } from '../handoff/handoff-facts.ts';
import { handoffTrail, mergedUpTo } from '../handoff/handoff-trail.ts';
import { mergeConflicts } from '../handoff/merge-conflicts.ts';
import { offeredAccounts } from '../handoff/offered-accounts.ts';
import { returnContents } from '../handoff/return-contents.ts';
import { verifyLog } from '../touchpoint-log/verify.ts';
import { searchAccounts } from './account-search.ts';
import { accountView, contactsOf, findAccount } from './accounts.ts';
import { agingReport } from './aging.ts';
import { accountsToCall, accountsToCallCount, callFactsOf, callsSince, debtorView } from './calls.ts';
import {
  cashItems,
  cashMatches,
  cashSource,
  claimedCash,
  itemsByDigits,
  payerAccounts,
  sentStatements,
} from './cash-application.ts';
import { cashMatchPage } from './cash-lists.ts';
import { connectedAccounts } from './connected-accounts.ts';
import {
  connections,
  connectionUsage,
  syncChangeCounts,
  syncChanges,
  syncCursors,
  syncProblems,
  syncRuns,
} from './connections.ts';
import { crmAccounts, crmContacts, crmExportedUpTo, crmTasks, crmTouchpoints } from './crm.ts';
import { disputeSummary } from './dispute-summary.ts';
import { commandLineDrafts, draftList, draftQueue, draftRecord, waitingDrafts } from './drafts.ts';
import { findInvoice } from './find-invoice.ts';
import { folderFiles, importedContent } from './folder-files.ts';
import { disputeList, doNotContactList, promiseList } from './hold-fire.ts';
import { holdList } from './hold-list.ts';
import { importHistory, rejectedRows, savedMapping } from './imports.ts';
import {
  attachableFiles,
  documentByNumber,
  draftFileContents,
  draftFiles,
  filedDocument,
  invoiceFile,
  invoiceFileBytes,
  invoiceFiles,
} from './invoice-files.ts';
import { letterFacts } from './letter-facts.ts';
import { logChain, logPage } from './log.ts';
import { accountLogEnd, mailUnderWay } from './mail-under-way.ts';
import { mailboxes, secretValue } from './mailboxes.ts';
import {
  attemptsSince,
  dueMessage,
  interruptedMessages,
  lookupsDue,
  outboxAttempts,
  outboxBytes,
  outboxList,
  outboxQueue,
  outboxRecord,
  sentCopiesDue,
} from './outbox.ts';
import {
  contactedSince,
  loggedApproval,
  nextLook,
  queuedMessages,
  strandedMessages,
} from './outbox-approval.ts';
import { secretNames } from './secret-names.ts';
import { knownRecords, knownSourceIds, openSourceIds } from './source-ids.ts';
import { templateById, templatesInUse, templateVersions } from './templates.ts';
import { timeline } from './timeline.ts';
import { todayView } from './today.ts';
import { unappliedCash, waitingAccounts } from './unapplied-cash.ts';
import { savedViews } from './views.ts';
import { mailboxCopy, watchedDrafts } from './watched-drafts.ts';
import { webhook, webhookEntries } from './webhook.ts';
import { worklistPage } from './worklist.ts';
import { rawSettings, readWorkspace } from './workspace.ts';
import {
  writeBackCounts,
  writeBackDue,
  writeBackInterrupted,
  writeBackNextAt,
  writeBackNotes,
  writeBackSetting,
} from './write-back.ts';

/** Every read that the services may ask for. */
export const queries = {
  cashItems,
  cashMatches,
  cashMatchPage,
  cashSource,
  claimedCash,
  itemsByDigits,
  payerAccounts,
  sentStatements,
  unappliedCash,
  waitingAccounts,
  connectedAccounts,
  connections,
  connectionUsage,
  folderFiles,
  importedContent,
  knownRecords,
  knownSourceIds,
  openSourceIds,
  syncChangeCounts,
  syncChanges,
  syncCursors,
  syncProblems,
  syncRuns,
  workspace: readWorkspace,
  settings: rawSettings,
  worklistPage,
  savedViews,
  todayView,
  agingReport,
  crmAccounts,
  crmContacts,
  crmTouchpoints,
  crmTasks,
  crmExportedUpTo,
  webhook,
  webhookEntries,
  findAccount,
  accountView,
  accountContacts: contactsOf,
  searchAccounts,
  timeline,
  logPage,
  logChain,
  verifyLog,
  attachableFiles,
  documentByNumber,
  filedDocument,
  invoiceFiles,
  invoiceFile,
  invoiceFileBytes,
  draftFiles,
  draftFileContents,
  draftRecord,
  commandLineDrafts,
  draftList,
  draftQueue,
  waitingDrafts,
  mailboxCopy,
  watchedDrafts,
  letterFacts,
  debtorOf,
  debtorView,
  accountsToCall,
  accountsToCallCount,
  callFactsOf,
  callsSince,
  findInvoice,
  doNotContactList,
  promiseList,
  disputeList,
  disputeSummary,
  holdList,
  outboxRecord,
  outboxAttempts,
  outboxBytes,
  outboxList,
  outboxQueue,
  dueMessage,
  interruptedMessages,
  lookupsDue,
  sentCopiesDue,
  attemptsSince,
  loggedApproval,
  contactedSince,
  accountLogEnd,
  mailUnderWay,
  queuedMessages,
  strandedMessages,
  nextLook,
  templatesInUse,
  templateVersions,
  templateById,
  mailboxes,
  secretNames,
  secretValue,
  importHistory,
  rejectedRows,
  savedMapping,
  writeBackSetting,
  writeBackNotes,
  writeBackCounts,
  writeBackDue,
  writeBackNextAt,
  writeBackInterrupted,
  handoffContents,
  returnContents,
  offeredAccounts,
  handoffGaps,
  handoffTrail,
  mergedUpTo,
  accountsToHand,
  handedAccountsOn,
  receivedHandoff,
  coverageFacts,
  firstHour,
  givenHandoffs,
  mergeConflicts,
};

type Queries = typeof queries;
export type QueryName = keyof Queries;
/** Queries without a second parameter take `null`. */
export type QueryInput<Name extends QueryName> =
  Parameters<Queries[Name]> extends [unknown, infer Input] ? Input : null;
export type QueryOutput<Name extends QueryName> = ReturnType<Queries[Name]>;
