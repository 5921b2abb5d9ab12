import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { parseMailUrl } from '../../mail/account/mail-endpoint.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Why nothing goes out from a mailbox, and until when; `until` null: until a person acts. */
export interface SendingPause {
  readonly reason: string;
  readonly until: Instant | null;
}

const NOTHING_IS_SENT =
  'This is the demo: its customers are invented, and nothing is ever sent. What you send off waits here, as it would without a network.';

/** Why nothing goes out from a mailbox now: it is paused, or the workspace is the demo. Null when mail may go out. */
export function pauseOf(
  { demo }: Pick<OpenWorkspace, 'demo'>,
  { pauseReason, pausedUntil }: Pick<MailboxRow, 'pauseReason' | 'pausedUntil'>,
): SendingPause | null {
  if (demo) return { reason: NOTHING_IS_SENT, until: null };
  return pauseReason === null ? null : { reason: pauseReason, until: pausedUntil };
}

/** Throws `not_ready` for the invented mailbox of the demo: its servers do not exist, and none is looked for. */
export function requireRealMailbox(
  { demo }: Pick<OpenWorkspace, 'demo'>,
  { address, imapUrl }: Pick<MailboxRow, 'address' | 'imapUrl'>,
): void {
  if (!demo || !parseMailUrl(imapUrl, 'imap').host.endsWith('.example')) return;
  throw new EngineError(
    'not_ready',
    `${address} belongs to the demo and is invented: nothing can be saved to it. Save the letter as a file, copy it, or add a mailbox of your own.`,
    { address },
  );
}
