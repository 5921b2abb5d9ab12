import type { OutboxReview } from '../../../../shared/contract/outbox.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { recheck } from './recheck.ts';
import { NOTHING_TO_COMPARE } from './review-comparison.ts';

/** A reason for which there is nothing to compare. */
export function reviewBecause(workspace: OpenWorkspace, reason: string): OutboxReview {
  return { at: workspace.now(), reason, gate: [], dropped: [], ...NOTHING_TO_COMPARE };
}

/** `skipped`: a person stopped it or took it back meanwhile, or another sending kept it back. */
export async function keepBack(
  workspace: OpenWorkspace,
  { id }: Pick<OutboxRecord, 'id'>,
  review: OutboxReview,
): Promise<'review' | 'skipped'> {
  const { gate, reason } = review;
  const input = { id, gateJson: JSON.stringify(gate), reviewJson: JSON.stringify(review), reason };
  try {
    await workspace.db.write('keepBack', input, workspace.context());
    return 'review';
  } catch (error) {
    if (!isEngineError(error) || error.code !== 'conflict') throw error;
    return 'skipped';
  }
}

/** Keeps queued messages back whose mailbox was removed; a person takes them back. */
export async function keepBackStranded(workspace: OpenWorkspace): Promise<void> {
  for (const id of await workspace.db.read('strandedMessages', null)) {
    const review = reviewBecause(workspace, 'The mailbox that it was to go out from was removed.');
    await keepBack(workspace, { id }, review);
  }
}

/** Asks the gate at once about what waits for the same customer, when a mail turns out to have been sent. */
export async function keepBackNext(
  workspace: OpenWorkspace,
  { accountId, currency }: OutboxRecord,
): Promise<void> {
  const { messages } = await workspace.db.read('outboxList', {
    ...{ states: ['approved', 'queued'], accountId, settledSince: null },
    ...{ limit: 500, cursor: null },
  });
  for (const message of messages.filter((next) => next.currency === currency)) {
    const review = await recheck(workspace, message);
    if (review !== null) await keepBack(workspace, message, review);
  }
}
