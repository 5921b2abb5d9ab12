import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Finds a mailbox by its id or address; throws `not_found`. */
export async function requireMailbox(workspace: OpenWorkspace, key: string): Promise<MailboxRow> {
  const rows = await workspace.db.read('mailboxes', null);
  const row = rows.find(
    (mailbox) => mailbox.id === key || mailbox.address.toLowerCase() === key.toLowerCase(),
  );
  if (row !== undefined) return row;
  throw new EngineError('not_found', `There is no mailbox "${key}" in this workspace.`, { mailbox: key });
}
