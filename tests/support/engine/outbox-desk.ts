import type { LookupScope } from '../../../electron/engine/db/queries/outbox.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { keepSentCopies } from '../../../electron/engine/services/outbox/keep-sent-copies.ts';
import {
  approveDraft,
  getMessage,
  sendMessage,
} from '../../../electron/engine/services/outbox/outbox-service.ts';
import type { DeliveryStep } from '../../../electron/engine/services/outbox/record-delivery.ts';
import { recoverOutbox } from '../../../electron/engine/services/outbox/recover.ts';
import { sendDueMessages } from '../../../electron/engine/services/outbox/send-due-messages.ts';
import { settleUnknown } from '../../../electron/engine/services/outbox/settle-unknown.ts';
import { createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { MailboxInput } from '../../../shared/contract/mailboxes.ts';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { DraftId, MailboxId, OutboxMessageId } from '../../../shared/domain/ids.ts';
import type { FakeSmtp } from '../smtp/fake-smtp.ts';
import { USUAL_PLAN } from '../smtp/smtp-plan.ts';
import type { EngineTest } from './engine-test.ts';
import type { FileRow } from './ledger-files.ts';
import { ready, request, row } from './letter-books.ts';

/** Where mail is read; without it nothing listens there. */
export interface ReadingServer {
  readonly imapsPort: number;
  readonly caPem: string;
}

/** Books of customers `A`, `B`, `C` with one overdue invoice each, and a mailbox that sends through the fake server. */
export interface OutboxDesk extends EngineTest {
  readonly mailboxId: MailboxId;
  draft(key?: string): Promise<DraftId>;
  /** Writes a letter to the customer and approves it. */
  approved(key?: string): Promise<OutboxMessageId>;
  /** The same, and sends it off without time to undo. */
  queued(key?: string): Promise<OutboxMessageId>;
  message(id: OutboxMessageId): Promise<OutboxMessage>;
  state(id: OutboxMessageId): unknown;
  /** Sends what is due, as one round of the courier. */
  send(): Promise<ReadonlyMap<OutboxMessageId, DeliveryStep>>;
  /** Looks for unknown messages in Sent, as far as their time has come. */
  look(scope?: LookupScope): Promise<number>;
  copies(): Promise<number>;
  recover(): Promise<void>;
  /** Kinds of the log's entries about an account, oldest first, without the import and the draft. */
  log(key?: string): Promise<readonly string[]>;
}

export const CUSTOMERS: readonly FileRow[] = ['A', 'B', 'C'].map((customerNumber) =>
  row(`INV-${customerNumber}`, '2026-03-31', {
    customerNumber,
    customerName: `Customer ${customerNumber}`,
    email: `ap@${customerNumber.toLowerCase()}.example`,
  }),
);

export async function outboxDesk(
  smtp: FakeSmtp,
  imap: ReadingServer | null = null,
  changes: Partial<MailboxInput> = {},
  rows: readonly FileRow[] = CUSTOMERS,
): Promise<OutboxDesk> {
  const engine = await ready(rows, { pace: 1 });
  const mailbox = await addMailbox(engine.workspace, {
    address: USUAL_PLAN.user,
    displayName: 'Ines Okafor',
    imapUrl: `imaps://localhost:${imap?.imapsPort ?? 1}`,
    smtpUrl: `smtps://localhost:${smtp.port}`,
    user: USUAL_PLAN.user,
    password: USUAL_PLAN.password,
    certificateAuthority: `${smtp.caPem}\n${imap?.caPem ?? ''}`,
    draftsFolder: null,
    ...changes,
  });
  return deskOf(engine, mailbox.id);
}

/** The same on an engine that was opened again. */
export function deskOf(engine: EngineTest, mailboxId: MailboxId): OutboxDesk {
  const { workspace } = engine;
  const draft = async (key = 'A'): Promise<DraftId> => {
    const target = await request(engine, { accountId: await engine.account(key) });
    const { draft: written } = await createDraft(workspace, target);
    if (written === null) throw new Error(`There is nothing to write to ${key}.`);
    return written.id;
  };
  const approved = async (key = 'A') => approveDraft(workspace, await draft(key), mailboxId);
  const options = { logger: silentLogger };
  return {
    ...engine,
    mailboxId,
    draft,
    approved,
    async queued(key) {
      const id = await approved(key);
      await sendMessage(workspace, id, 0);
      return id;
    },
    message: (id) => getMessage(workspace, id),
    state: (id) => engine.value('SELECT state FROM outbox_message WHERE id = ?', id),
    send: async () => (await sendDueMessages(workspace, options)).steps,
    look: async (scope = 'due') => (await settleUnknown(workspace, { ...options, scope })).length,
    copies: async () => (await keepSentCopies(workspace, options)).length,
    recover: () => recoverOutbox(workspace),
    async log(key = 'A') {
      const account = await engine.account(key);
      return engine
        .rows<{ kind: string }>('SELECT kind FROM touchpoint WHERE account_id = ? ORDER BY seq', account)
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('mail_'));
    },
  };
}
