import type { SentProbe } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import { nextSlot } from '../../../../shared/domain/outbox/sending-limits.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { probeSentCopies, type Wait } from '../../mail/account/probe-sent-copies.ts';
import { testMessage } from '../../mail/account/test-message.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { after } from '../outbox/later.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { pauseOf } from './demo-mail.ts';
import { requireMailbox } from './find-mailbox.ts';
import { openableMailbox } from './open-mailbox.ts';

export interface ProbeOptions {
  readonly signal?: AbortSignal;
  readonly wait?: Wait;
  readonly report?: (progress: {
    readonly phase: string;
    readonly done: number;
    readonly total: number;
  }) => void;
}

const DAY = 24 * 60 * 60_000;

/** Mailboxes whose test message is under way, by workspace. */
const underWay = new WeakMap<OpenWorkspace, Set<MailboxId>>();

/**
 * Sends a test message from the mailbox to itself, once, and keeps what it shows: whether the provider saves sent mail by
 * itself. The message is in the log before the server hears of it and counts in the sending limits.
 *
 * @throws EngineError `not_found` (mailbox, or its folder for sent mail), `validation` without a sending server, `conflict`
 *   while sending is paused, in the demo, while another test message of the mailbox is under way, or when the limits are reached, `locked` where the workspace is only read, `mail_rejected`, `auth`,
 *   `network`, `cancelled`. Then what was known before stays.
 */
export async function probeSent(
  workspace: OpenWorkspace,
  id: MailboxId,
  options: ProbeOptions = {},
): Promise<SentProbe> {
  const probed = underWay.get(workspace) ?? new Set();
  underWay.set(workspace, probed);
  if (probed.has(id)) {
    throw new EngineError(
      'conflict',
      'A test message of this mailbox is under way already, perhaps from another window. Wait for what it shows.',
    );
  }
  probed.add(id);
  try {
    return await probe(workspace, id, options);
  } finally {
    probed.delete(id);
  }
}

async function probe(workspace: OpenWorkspace, id: MailboxId, options: ProbeOptions): Promise<SentProbe> {
  const row = await requireMailbox(workspace, id);
  await requireFreeToSend(workspace, row);
  const { signal, wait, report } = options;
  report?.({ phase: 'Sending the test message', done: 0, total: 1 });
  const { account, secret } = await openableMailbox(workspace, row);
  const { bytes, marks } = await testMessage(row.address, newId(), workspace.now());
  const { savesSent, removed } = await probeSentCopies({
    ...{ account, secret, bytes, marks },
    begin: async () => {
      const { messageId } = marks;
      await workspace.db.write('beginTestMessage', { id: row.id, messageId }, workspace.context());
    },
    onLook: (look, of) => report?.({ phase: 'Looking into the Sent folder', done: look, total: of }),
    ...(signal === undefined ? {} : { signal }),
    ...(wait === undefined ? {} : { wait }),
  });
  await requireSameServers(workspace, row);
  await workspace.db.write('recordSentProbe', { id: row.id, savesSent }, workspace.context());
  return { savesSent, removed };
}

/** What was seen is true of the servers that were asked, not of others that were set meanwhile. */
async function requireSameServers(workspace: OpenWorkspace, before: MailboxRow): Promise<void> {
  const { imapUrl, smtpUrl } = await requireMailbox(workspace, before.id);
  if (imapUrl === before.imapUrl && smtpUrl === before.smtpUrl) return;
  throw new EngineError(
    'conflict',
    `The servers of ${before.address} were changed while the test message was looked for. Send another one.`,
  );
}

async function requireFreeToSend(workspace: OpenWorkspace, row: MailboxRow): Promise<void> {
  if (!workspace.canWrite) {
    throw new EngineError(
      'locked',
      'The workspace is only being read here, so no test message can be sent. Do this in the window that has it open.',
    );
  }
  if (row.smtpUrl === null) {
    throw new EngineError('validation', `${row.address} has no server for sending. Add one first.`);
  }
  const pause = pauseOf(workspace, row);
  if (pause !== null) {
    const resume = `Sending from ${row.address} is paused: ${pause.reason} Resume it first.`;
    throw new EngineError('conflict', workspace.demo ? pause.reason : resume);
  }
  const since = after(workspace, -DAY);
  const attempts = await workspace.db.read('attemptsSince', { mailboxId: row.id, since });
  if (nextSlot(attempts, row, workspace.now()) > workspace.now()) {
    throw new EngineError(
      'conflict',
      `${row.address} has sent as much as its limits allow for now. Try again later.`,
    );
  }
}
