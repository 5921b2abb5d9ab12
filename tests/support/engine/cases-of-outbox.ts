import type { FinalMessage } from '../../../electron/engine/db/commands/outbox-approval.ts';
import { type Instant, instant } from '../../../shared/domain/dates.ts';
import type { MailboxId, OutboxMessageId } from '../../../shared/domain/ids.ts';
import { DRAFT, MAILBOX, withDraft, withMailbox } from './cases-of-letters.ts';
import { type CommandCases, unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';

const ID = 'message-1' as OutboxMessageId;
const RUN_AT: Instant = instant('2026-06-01T12:00:10.000Z');
const END = { id: ID, answer: '250 2.0.0 taken' };
const FINAL: FinalMessage = {
  mailboxId: MAILBOX.id,
  senderAddress: MAILBOX.address,
  envelopeJson: '{"from":"ines@halden.example","to":["ap@aurora.example"]}',
  messageId: 'message-1@halden.example',
  bytes: Buffer.from('bytes'),
  sha256: 'sum',
  gateJson: '[]',
};
const REVIEW = { id: ID, gateJson: '[]', reviewJson: '{}', reason: 'LATE-1: it is paid.' };

const FACTS = { contactsJson: '[]', wordingJson: null };

async function approvalInput(engine: EngineTest) {
  const draftId = await withDraft(engine);
  await withMailbox(engine);
  return { ...FINAL, ...FACTS, id: ID, draftId };
}

async function withApproved(engine: EngineTest): Promise<{ readonly id: OutboxMessageId }> {
  const { db, context } = engine.workspace;
  await db.write('approveMessage', await approvalInput(engine), context());
  return { id: ID };
}

async function withQueued(engine: EngineTest): Promise<{ readonly id: OutboxMessageId }> {
  const { db, context } = engine.workspace;
  await db.write('queueMessage', { ...(await withApproved(engine)), runAt: RUN_AT }, context());
  return { id: ID };
}

async function withDispatching(engine: EngineTest): Promise<{ readonly id: OutboxMessageId }> {
  const { db, context } = engine.workspace;
  await withQueued(engine);
  await db.maintain('messageChecking', { id: ID }, context());
  await db.maintain('messageDispatching', { id: ID }, context());
  return { id: ID };
}

async function withUnknown(engine: EngineTest): Promise<{ readonly id: OutboxMessageId }> {
  const { db, context } = engine.workspace;
  await withDispatching(engine);
  await db.write('recordUnknown', { ...END, lookupAt: RUN_AT }, context());
  return { id: ID };
}

async function withPaused(engine: EngineTest): Promise<{ readonly id: MailboxId }> {
  const { db, context } = engine.workspace;
  const id = await withMailbox(engine);
  await db.write(
    'pauseMailbox',
    { id, until: null, reason: 'The login was refused.', cause: 'login' },
    context(),
  );
  return { id };
}

const noDraft = <Input extends { readonly draftId: unknown }>(input: Input): Input => ({
  ...input,
  draftId: 'nothing',
});

export const CASES_OF_OUTBOX = {
  approveMessage: {
    prepare: approvalInput,
    kind: 'mail_approved',
    onAccount: true,
    again: 'refused',
    refused: noDraft,
  },
  withdrawApproval: {
    prepare: withApproved,
    kind: 'mail_approval_withdrawn',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  queueMessage: {
    prepare: async (engine) => ({ ...(await withApproved(engine)), runAt: RUN_AT }),
    kind: 'mail_queued',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  undoSend: {
    prepare: withQueued,
    kind: 'mail_send_undone',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  keepBack: {
    prepare: async (engine) => ({ ...REVIEW, ...(await withQueued(engine)) }),
    kind: 'mail_kept_back',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  rebuildMessage: {
    prepare: async (engine) => {
      await withQueued(engine);
      await engine.workspace.db.write('keepBack', REVIEW, engine.workspace.context());
      return { ...FINAL, ...FACTS, id: ID, sha256: 'another sum', draft: DRAFT };
    },
    kind: 'mail_rebuilt',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  reworkMessage: {
    prepare: async (engine) => {
      await withQueued(engine);
      await engine.workspace.db.write('keepBack', REVIEW, engine.workspace.context());
      return { id: ID, draft: DRAFT };
    },
    kind: 'mail_approval_withdrawn',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  recordSent: {
    prepare: async (engine) => ({ ...END, ...(await withDispatching(engine)) }),
    kind: 'mail_sent',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  recordRejected: {
    prepare: async (engine) => ({ ...END, ...(await withDispatching(engine)), answer: '550 5.1.1 nobody' }),
    kind: 'mail_rejected',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  recordUnknown: {
    prepare: async (engine) => ({ ...END, ...(await withDispatching(engine)), lookupAt: RUN_AT }),
    kind: 'mail_unknown',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  resolveMessage: {
    prepare: async (engine) => ({ ...(await withUnknown(engine)), as: 'not_sent', by: 'person' }),
    kind: 'mail_resolved',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  foundInSentLater: {
    prepare: async (engine) => {
      await engine.workspace.db.write(
        'resolveMessage',
        { ...(await withUnknown(engine)), as: 'not_sent', by: 'person' },
        engine.workspace.context(),
      );
      return { id: ID };
    },
    kind: 'mail_sent',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  pauseMailbox: {
    prepare: async (engine) => {
      const id = await withMailbox(engine);
      return { id, until: RUN_AT, reason: '421 too many', cause: 'server' };
    },
    kind: 'mailbox_paused',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  resumeMailbox: {
    prepare: withPaused,
    kind: 'mailbox_resumed',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
} satisfies Partial<CommandCases>;
