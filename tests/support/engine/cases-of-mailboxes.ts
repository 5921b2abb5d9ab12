import type { DraftId } from '../../../shared/domain/ids.ts';
import { MAILBOX, withMailbox, withQueuedDraft } from './cases-of-letters.ts';
import { type CommandCases, unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';

const REGISTRATION = JSON.stringify({ service: 'google', clientId: 'client-1' });

async function withSavedDraft(engine: EngineTest): Promise<DraftId> {
  const id = await withQueuedDraft(engine);
  const place = { id, folder: 'Drafts', uid: 1, uidValidity: '1' };
  await engine.workspace.db.write('recordDraftSaved', place, engine.workspace.context());
  return id;
}

export const CASES_OF_MAILBOXES = {
  acceptCertificate: {
    prepare: async (engine) => ({
      id: await withMailbox(engine),
      server: 'imap',
      pem: '-----BEGIN CERTIFICATE-----',
      fingerprint: 'AB:CD',
    }),
    kind: 'mailbox_changed',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  requireReconnect: {
    prepare: async (engine) => {
      const id = await withMailbox(engine);
      const secretName = String(engine.value('SELECT secret_name FROM mailbox WHERE id = ?', id));
      return { id, secretName, reason: 'The permission is no longer good.' };
    },
    kind: 'mailbox_paused',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  reconnectMailbox: {
    prepare: async (engine) => ({
      id: await withMailbox(engine),
      secretName: `mailbox:${MAILBOX.id}:2`,
      oauthJson: REGISTRATION,
    }),
    kind: 'mailbox_changed',
    onAccount: false,
    again: 'another',
    refused: unknown,
  },
  beginTestMessage: {
    prepare: async (engine) => ({ id: await withMailbox(engine), messageId: 'test-1@halden.example' }),
    kind: 'mailbox_test_sent',
    onAccount: false,
    again: 'another',
    refused: unknown,
  },
  recordSentProbe: {
    prepare: async (engine) => ({ id: await withMailbox(engine), savesSent: true }),
    kind: 'mailbox_changed',
    onAccount: false,
    again: 'another',
    refused: unknown,
  },
  draftChangedInMailbox: {
    prepare: async (engine) => ({ id: await withSavedDraft(engine), uid: 2, uidValidity: '1' }),
    kind: 'draft_changed_in_mailbox',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  draftRemovedInMailbox: {
    prepare: async (engine) => ({ id: await withSavedDraft(engine) }),
    kind: 'draft_removed_in_mailbox',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  draftSentInMailbox: {
    prepare: async (engine) => ({ id: await withSavedDraft(engine) }),
    kind: 'draft_sent_in_mailbox',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  draftTakenFromMailbox: {
    prepare: async (engine) => ({ id: await withSavedDraft(engine) }),
    kind: 'draft_taken_from_mailbox',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
} satisfies Partial<CommandCases>;
