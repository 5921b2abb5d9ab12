import type { Brand } from './brand.ts';

/** Ids of rows in the workspace. Text, made by the engine (`platform/ids.ts`), never by the renderer. */
export type WorkspaceId = Brand<string, 'WorkspaceId'>;
export type AccountId = Brand<string, 'AccountId'>;
export type DocumentId = Brand<string, 'DocumentId'>;
export type PaymentId = Brand<string, 'PaymentId'>;
export type ContactId = Brand<string, 'ContactId'>;
export type ImportBatchId = Brand<string, 'ImportBatchId'>;
export type TouchpointId = Brand<string, 'TouchpointId'>;
export type DraftId = Brand<string, 'DraftId'>;
export type OutboxMessageId = Brand<string, 'OutboxMessageId'>;
export type TemplateId = Brand<string, 'TemplateId'>;
export type MailboxId = Brand<string, 'MailboxId'>;
export type BankLineId = Brand<string, 'BankLineId'>;
export type CashMatchId = Brand<string, 'CashMatchId'>;
export type ConnectionId = Brand<string, 'ConnectionId'>;
export type SyncRunId = Brand<string, 'SyncRunId'>;
export type WriteBackId = Brand<string, 'WriteBackId'>;
export type InvoiceFileId = Brand<string, 'InvoiceFileId'>;
export type ViewId = Brand<string, 'ViewId'>;
export type JobId = Brand<string, 'JobId'>;
export type PromiseId = Brand<string, 'PromiseId'>;
export type DisputeId = Brand<string, 'DisputeId'>;
export type HoldId = Brand<string, 'HoldId'>;
export type DoNotContactId = Brand<string, 'DoNotContactId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type HandoffId = Brand<string, 'HandoffId'>;
export type MergeConflictId = Brand<string, 'MergeConflictId'>;
