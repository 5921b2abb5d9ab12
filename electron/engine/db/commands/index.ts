import { acceptHandoff } from '../handoff/accept-handoff.ts';
import { decideConflict } from '../handoff/decide-conflict.ts';
import { closeHandoff, giveHandoff } from '../handoff/give-handoff.ts';
import { mergeReturn } from '../handoff/merge-return.ts';
import { returnHandoff } from '../handoff/returned.ts';
import { setAccountOwner, setDebtorProfile } from './account-profiles.ts';
import { logCall, undoCall } from './calls.ts';
import {
  approveCashMatch,
  recordCashMatchExport,
  takeBankLines,
  withdrawCashMatch,
} from './cash-application.ts';
import { addConnection, changeConnection, connectionSignedIn, removeConnection } from './connections.ts';
import { addContact, changeContact, removeContact } from './contacts.ts';
import { recordWorkspaceExport } from './contract-end.ts';
import { recordCrmExport } from './crm.ts';
import { changeDispute, openDispute, reopenDispute, resolveDispute, withdrawDispute } from './disputes.ts';
import {
  changeDraft,
  createDraft,
  discardDraft,
  queueDraft,
  recordDraftExported,
  recordDraftSaved,
  restoreDraft,
} from './drafts.ts';
import {
  draftChangedInMailbox,
  draftRemovedInMailbox,
  draftSentInMailbox,
  draftTakenFromMailbox,
} from './drafts-in-mailbox.ts';
import { liftDoNotContact, liftHold, setDoNotContact, setHold } from './holds.ts';
import { closeGone, importBatch, reopenGone, saveMapping, undoImport } from './imports.ts';
import { attachInvoiceFiles, keepInvoiceFile } from './invoice-files.ts';
import { acceptCertificate, reconnectMailbox, requireReconnect } from './mailbox-access.ts';
import { addMailbox, changeMailbox, removeMailbox } from './mailboxes.ts';
import { approveMessage, queueMessage, undoSend, withdrawApproval } from './outbox-approval.ts';
import { foundInSentLater } from './outbox-found.ts';
import {
  pauseMailbox,
  recordRejected,
  recordSent,
  recordUnknown,
  resolveMessage,
  resumeMailbox,
} from './outbox-outcome.ts';
import { keepBack, rebuildMessage, reworkMessage } from './outbox-review.ts';
import { planStep } from './plan-step.ts';
import { setNextAction, snooze } from './planning.ts';
import { correctPromise, decidePromises } from './promise-outcomes.ts';
import { reinstatePromise } from './promise-reinstatement.ts';
import { addPromise, withdrawPromise } from './promises.ts';
import { clearUnanswered, clearUndeliverable, markUnanswered, markUndeliverable } from './reply-marks.ts';
import { beginTestMessage, recordSentProbe } from './sent-probe.ts';
import { tellSyncChanges } from './sync-changes.ts';
import { closeTakenOver } from './sync-taken-over.ts';
import { approveTemplate, saveTemplate } from './templates.ts';
import { addTouchpoint, retractTouchpoint } from './touchpoints.ts';
import { removeView, saveView } from './views.ts';
import { pauseWebhook, resumeWebhook, setWebhook, turnOffWebhook } from './webhook.ts';
import { changeSettings, createWorkspace, recordProtection, recordRestore } from './workspace.ts';
import { dropWriteBack, noteWrittenBack, setWriteBack } from './write-back.ts';

/** Every write that carries a business fact. Each leaves its entry in the touchpoint log. */
export const commands = {
  createWorkspace,
  recordProtection,
  recordRestore,
  changeSettings,
  importBatch,
  undoImport,
  closeGone,
  reopenGone,
  saveMapping,
  addConnection,
  changeConnection,
  removeConnection,
  connectionSignedIn,
  setWriteBack,
  noteWrittenBack,
  dropWriteBack,
  tellSyncChanges,
  closeTakenOver,
  keepInvoiceFile,
  attachInvoiceFiles,
  takeBankLines,
  approveCashMatch,
  withdrawCashMatch,
  recordCashMatchExport,
  recordCrmExport,
  recordWorkspaceExport,
  setWebhook,
  turnOffWebhook,
  pauseWebhook,
  resumeWebhook,
  addTouchpoint,
  logCall,
  undoCall,
  retractTouchpoint,
  setNextAction,
  snooze,
  setAccountOwner,
  planStep,
  setDebtorProfile,
  addPromise,
  withdrawPromise,
  reinstatePromise,
  correctPromise,
  decidePromises,
  openDispute,
  changeDispute,
  resolveDispute,
  reopenDispute,
  withdrawDispute,
  setHold,
  liftHold,
  setDoNotContact,
  liftDoNotContact,
  markUnanswered,
  clearUnanswered,
  markUndeliverable,
  clearUndeliverable,
  addContact,
  changeContact,
  removeContact,
  saveView,
  removeView,
  saveTemplate,
  approveTemplate,
  addMailbox,
  changeMailbox,
  removeMailbox,
  acceptCertificate,
  requireReconnect,
  reconnectMailbox,
  beginTestMessage,
  recordSentProbe,
  createDraft,
  changeDraft,
  discardDraft,
  restoreDraft,
  queueDraft,
  recordDraftSaved,
  recordDraftExported,
  draftChangedInMailbox,
  draftRemovedInMailbox,
  draftSentInMailbox,
  draftTakenFromMailbox,
  approveMessage,
  withdrawApproval,
  queueMessage,
  undoSend,
  keepBack,
  rebuildMessage,
  reworkMessage,
  recordSent,
  recordRejected,
  recordUnknown,
  resolveMessage,
  foundInSentLater,
  pauseMailbox,
  resumeMailbox,
  giveHandoff,
  closeHandoff,
  acceptHandoff,
  returnHandoff,
  mergeReturn,
  decideConflict,
};

type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = Parameters<Commands[Name]>[1];
export type CommandOutput<Name extends CommandName> = ReturnType<Commands[Name]>['output'];
