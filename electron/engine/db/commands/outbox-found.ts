import type { Instant } from '../../../../shared/domain/dates.ts';
import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter } from './account-rows.ts';
import type { WriteCommand } from './command.ts';
import { draftText, draftWasSent } from './outbox-outcome.ts';
import { messageFacts, type OutboxRow, requireMessage } from './outbox-rows.ts';

interface Settled {
  readonly resolvedAs: 'sent' | 'not_sent' | null;
  readonly settledAt: Instant | null;
  readonly foundLaterAt: Instant | null;
}

/**
 * A message that a person settled as not sent lies in Sent: it was sent. Its draft, which was open again since, is sent
 * too, unless a person went on with it.
 */
export const foundInSentLater: WriteCommand<{ readonly id: OutboxMessageId }, null> = (
  db,
  { id },
  context,
) => {
  const row = requireMessage(db, id);
  const settled = db
    .prepare(
      `SELECT resolved_as AS resolvedAs, settled_at AS settledAt, found_later_at AS foundLaterAt
       FROM outbox_message WHERE id = ?`,
    )
    .get(id) as Settled;
  if (settled.foundLaterAt !== null) return { output: null, unchanged: true };
  if (settled.resolvedAs !== 'not_sent') {
    throw new EngineError('conflict', `The message "${row.subject}" was not settled as not sent.`);
  }
  db.prepare(
    `UPDATE outbox_message SET resolved_as = 'sent', found_later_at = @now, settled_at = @now, lookup_at = NULL,
       sent_copy = 'kept', sent_copy_at = NULL, updated_at = @now WHERE id = @id`,
  ).run({ id, now: context.now });
  const untouched = isUntouched(db, row, settled.settledAt);
  const text = untouched ? { text: draftText(db, row) } : {};
  if (untouched) draftWasSent(db, row, context);
  const payload = {
    summary: `Sent (found in the Sent folder after it was settled as not sent): ${row.subject}`,
    ...messageFacts(row),
    ...{ resolvedAs: 'sent', resolvedBy: 'sent_copy' },
    ...text,
  };
  return {
    output: null,
    entries: [{ kind: 'mail_sent', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Nobody changed the draft, approved it anew or saved it elsewhere since its message was settled. */
function isUntouched(db: Connection, { draftId }: OutboxRow, settledAt: Instant | null): boolean {
  const draft = db
    .prepare<[string], { readonly state: string; readonly updatedAt: Instant }>(
      'SELECT state, updated_at AS updatedAt FROM draft WHERE id = ?',
    )
    .get(draftId);
  return draft?.state === 'draft' && settledAt !== null && draft.updatedAt <= settledAt;
}
