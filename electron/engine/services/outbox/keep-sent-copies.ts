import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { isInSent, keepSentCopy } from '../../mail/imap/sent-folder.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import { inMailbox } from '../mailboxes/in-mailbox.ts';
import { requireMailbox } from '../mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { after } from './later.ts';
import { marksOf } from './message-marks.ts';

/** How long a copy of the provider is waited for before ours is put there, by what is known about the provider, in ms. */
const WAITS = {
  saves: [5_000, 30_000, 300_000, 3_600_000],
  unknown: [5_000, 15_000],
  saves_not: [],
} as const;
/** Waits after a failure; when they are used up, the copy is given up. */
const RETRIES = [60_000, 300_000, 3_600_000, 21_600_000];

/**
 * Sees to exactly one copy of each sent message in Sent. Where it is not known whether the provider keeps one, the first
 * message shows it: if its copy turns up by itself, the provider does, and from then on ours is not added.
 */
export async function keepSentCopies(
  workspace: OpenWorkspace,
  options: { readonly logger: Logger; readonly signal?: AbortSignal },
): Promise<readonly OutboxRecord[]> {
  const due = await workspace.db.read('sentCopiesDue', { now: workspace.now() });
  for (const message of due) {
    if (options.signal?.aborted === true) break;
    await keepOne(workspace, message, options);
  }
  return due;
}

async function keepOne(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  { logger, signal }: { readonly logger: Logger; readonly signal?: AbortSignal },
): Promise<void> {
  const set = (state: 'wanted' | 'kept' | 'given_up', nextAt: Instant | null) =>
    workspace.db.maintain('sentCopyState', { id: message.id, state, nextAt }, workspace.context());
  try {
    const row = await requireMailbox(workspace, message.mailboxId);
    const more = { marks: marksOf(message), ...(signal === undefined ? {} : { signal }) };
    const wait = WAITS[knownAbout(row)][message.sentCopyTries];
    if (wait !== undefined) {
      const there = await inMailbox(workspace, row, ({ account, secret }) =>
        isInSent({ account, secret, ...more }),
      );
      if (there) await learn(workspace, row, true);
      await (there ? set('kept', null) : set('wanted', after(workspace, wait)));
      return;
    }
    const bytes = await workspace.db.read('outboxBytes', { id: message.id });
    const kept = await inMailbox(workspace, row, ({ account, secret }) =>
      keepSentCopy({ account, secret, bytes, ...more }),
    );
    if (kept === 'added') await learn(workspace, row, false);
    await set('kept', null);
  } catch (error) {
    if (!isEngineError(error) || error.code === 'internal') logger.error('sent_copy_failed', error);
    const wait = RETRIES[message.sentCopyTries];
    await (wait === undefined ? set('given_up', null) : set('wanted', after(workspace, wait)));
  }
}

function knownAbout({ savesSent }: MailboxRow): keyof typeof WAITS {
  if (savesSent === null) return 'unknown';
  return savesSent === 1 ? 'saves' : 'saves_not';
}

async function learn(workspace: OpenWorkspace, row: MailboxRow, savesSent: boolean): Promise<void> {
  if (row.savesSent !== null) return;
  await workspace.db.maintain('mailboxSavesSent', { id: row.id, savesSent }, workspace.context());
}
