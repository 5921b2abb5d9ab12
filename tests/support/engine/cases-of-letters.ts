import type { DraftValues } from '../../../electron/engine/db/commands/drafts.ts';
import type { NewMailbox } from '../../../electron/engine/db/commands/mailboxes.ts';
import type { AccountId, DraftId, MailboxId, TemplateId } from '../../../shared/domain/ids.ts';
import { withBooks } from './cases-of-books.ts';
import { type CommandCases, unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';

export const DRAFT = {
  id: 'draft-1' as DraftId,
  currency: 'USD',
  stage: 'friendly',
  language: 'en',
  templateVersion: 1,
  toJson: '[]',
  ccJson: '[]',
  subject: 'Reminder',
  text: 'Please pay.',
  html: '<p>Please pay.</p>',
  edited: false,
  unresolvedJson: '[]',
  invoicesJson: '[]',
  amountMinor: 15_000,
  gateJson: '[]',
  figuresJson: '{"at":null,"from":null,"sources":0}',
  asOf: '2026-06-01',
  messageId: 'draft-1@example.test',
  sender: null,
  summary: 'Draft friendly: 2 invoices, $150.00',
} satisfies Omit<DraftValues, 'accountId'>;

export async function withDraft(engine: EngineTest): Promise<DraftId> {
  const accountId = await withBooks(engine);
  await engine.workspace.db.write('createDraft', { ...DRAFT, accountId }, engine.workspace.context());
  return DRAFT.id;
}

export const MAILBOX = {
  id: 'mailbox-1' as MailboxId,
  address: 'ines@halden.example',
  displayName: null,
  imapUrl: 'imaps://mail.halden.example:993',
  smtpUrl: null,
  user: 'ines',
  secretName: 'mailbox:mailbox-1',
  caPem: null,
  draftsFolder: null,
  sentFolder: null,
  savesSent: null,
  provider: 'other',
  login: 'password',
  oauthJson: null,
  aliasesJson: '[]',
  perMinute: 20,
  perDay: 400,
} satisfies NewMailbox;

export async function withMailbox(engine: EngineTest): Promise<MailboxId> {
  await engine.workspace.db.write('addMailbox', MAILBOX, engine.workspace.context());
  return MAILBOX.id;
}

const queueInput = (id: DraftId) => ({
  id,
  mailboxId: MAILBOX.id,
  senderAddress: MAILBOX.address,
  messageId: DRAFT.messageId,
  bytes: Buffer.from('bytes'),
  sha256: 'sum',
});

export async function withQueuedDraft(engine: EngineTest): Promise<DraftId> {
  const id = await withDraft(engine);
  await withMailbox(engine);
  await engine.workspace.db.write('queueDraft', queueInput(id), engine.workspace.context());
  return id;
}

export const CASES_OF_LETTERS = {
  saveTemplate: {
    prepare: async () => ({ stage: 'friendly', language: 'en', subject: 'Hello', body: 'Body' }),
    kind: 'template_changed',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  approveTemplate: {
    prepare: async (engine) => {
      const wording = { stage: 'friendly', language: 'en', subject: 'Hello', body: 'Body' } as const;
      const { output } = await engine.workspace.db.write('saveTemplate', wording, engine.workspace.context());
      return { id: output.id as TemplateId };
    },
    kind: 'template_approved',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  addMailbox: {
    prepare: async () => MAILBOX,
    kind: 'mailbox_added',
    onAccount: false,
    again: 'refused',
    refused: null,
  },
  changeMailbox: {
    prepare: async (engine) => {
      await withMailbox(engine);
      return { ...MAILBOX, draftsFolder: 'INBOX.Entwürfe', checkJson: null };
    },
    kind: 'mailbox_changed',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  removeMailbox: {
    prepare: async (engine) => ({ id: await withMailbox(engine) }),
    kind: 'mailbox_removed',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  createDraft: {
    prepare: async (engine) => ({ ...DRAFT, accountId: await withBooks(engine) }),
    kind: 'draft_created',
    onAccount: true,
    again: 'another',
    repeat: (input) => ({ ...input, id: 'draft-2' as DraftId }),
    refused: (input) => ({ ...input, accountId: 'nothing' as AccountId }),
  },
  changeDraft: {
    prepare: async (engine) => ({
      id: await withDraft(engine),
      toJson: '[]',
      ccJson: '[]',
      subject: 'Second reminder',
      text: 'Please pay.',
      html: '<p>Please pay.</p>',
      edited: true,
      unresolvedJson: '[]',
      gateJson: '[]',
      messageId: DRAFT.messageId,
      sender: null,
    }),
    kind: 'draft_changed',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  discardDraft: {
    prepare: async (engine) => ({ id: await withDraft(engine) }),
    kind: 'draft_discarded',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  restoreDraft: {
    prepare: async (engine) => {
      const id = await withDraft(engine);
      await engine.workspace.db.write('discardDraft', { id }, engine.workspace.context());
      return { id };
    },
    kind: 'draft_changed',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  queueDraft: {
    prepare: async (engine) => {
      const id = await withDraft(engine);
      await withMailbox(engine);
      return queueInput(id);
    },
    kind: 'draft_queued',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  recordDraftSaved: {
    prepare: async (engine) => ({
      id: await withQueuedDraft(engine),
      folder: 'Drafts',
      uid: 1,
      uidValidity: '1',
    }),
    kind: 'draft_saved_to_mailbox',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  recordDraftExported: {
    prepare: async (engine) => ({ id: await withDraft(engine), as: 'eml' }),
    kind: 'draft_exported',
    onAccount: true,
    again: 'another',
    refused: unknown,
  },
} satisfies Partial<CommandCases>;
