import type { FinalMessage } from '../../../electron/engine/db/commands/outbox-approval.ts';
import { fileMarker } from '../../../shared/domain/connections/write-back-files.ts';
import { type Instant, instant } from '../../../shared/domain/dates.ts';
import type {
  AccountId,
  DraftId,
  MailboxId,
  OutboxMessageId,
  WriteBackId,
} from '../../../shared/domain/ids.ts';
import { DRAFT, MAILBOX } from '../engine/cases-of-letters.ts';
import type { EngineWorkspace } from '../engine/engine-workspace.ts';

export interface LetterOptions {
  /** Tells it from the other letters of a test. */
  readonly name?: string;
  /** `[{id, number, open}]`, as a draft has them. */
  readonly invoices?: readonly { readonly id: string; readonly number: string; readonly open: number }[];
  readonly bytes?: Buffer;
}

const RUN_AT: Instant = instant('2026-06-01T12:00:10.000Z');

/** The bytes of a letter unless a test gives others: a message with a line in an encoding that is no UTF-8. */
export function letterBytes(name: string): Buffer {
  const head = `From: ines@halden.example\r\nTo: ap@aurora.example\r\nSubject: Reminder ${name}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from([0xe6, 0xf8, 0xe5, 0x0d, 0x0a])]);
}

/** Sends a letter from the outbox, without a mail server, and hands back the id of what flows back for its file. */
export async function sendLetter(
  { workspace }: Pick<EngineWorkspace, 'workspace'>,
  accountId: AccountId,
  { name = '1', invoices = INVOICES, bytes = letterBytes(name) }: LetterOptions = {},
): Promise<WriteBackId> {
  const { db, context } = workspace;
  const draftId = `draft-${name}` as DraftId;
  const id = `message-${name}` as OutboxMessageId;
  const invoicesJson = JSON.stringify(invoices);
  await db.write('createDraft', { ...DRAFT, id: draftId, invoicesJson, accountId }, context());
  const known = await db.read('mailboxes', null);
  if (known.length === 0) {
    await db.write('addMailbox', { ...MAILBOX, id: MAILBOX.id as MailboxId }, context());
  }
  const final: FinalMessage = {
    mailboxId: MAILBOX.id,
    senderAddress: MAILBOX.address,
    envelopeJson: '{"from":"ines@halden.example","to":["ap@aurora.example"]}',
    messageId: `${id}@halden.example`,
    bytes,
    sha256: 'sum',
    gateJson: '[]',
  };
  const facts = { contactsJson: '[]', wordingJson: null };
  await db.write('approveMessage', { ...final, ...facts, id, draftId }, context());
  await db.write('queueMessage', { id, runAt: RUN_AT }, context());
  await db.maintain('messageChecking', { id }, context());
  await db.maintain('messageDispatching', { id }, context());
  const { entries } = await db.write('recordSent', { id, answer: '250 2.0.0 taken' }, context());
  return fileMarker(entries[0]?.id ?? '') as WriteBackId;
}

const INVOICES = [
  { id: 'doc-1', number: 'INV-1', open: 100 },
  { id: 'doc-2', number: 'INV-2', open: 200 },
];
