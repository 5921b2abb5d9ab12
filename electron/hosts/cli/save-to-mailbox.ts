import type { Draft } from '../../../shared/contract/drafts.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { EngineError } from '../../engine/platform/engine-error.ts';
import { deliverWaitingDrafts } from '../../engine/services/outreach/draft-queue.ts';
import { getDraft, queueDraft } from '../../engine/services/outreach/drafts-service.ts';
import type { OpenWorkspace } from '../../engine/services/workspace/open-workspace.ts';
import type { CommandContext } from './context.ts';
import { installationOf } from './installation.ts';

/**
 * Queues a draft and carries it to the mailbox of its sender now, with whatever else was waiting. Throws what kept it back
 * (`network`, `auth`, `validation` …): the draft is kept, and waits when trying again can help.
 */
export async function saveToMailbox(
  context: CommandContext,
  workspace: OpenWorkspace,
  id: DraftId,
): Promise<Draft> {
  await queueDraft(workspace, id);
  const { logger } = installationOf(context);
  for (;;) {
    const report = await deliverWaitingDrafts(workspace, { logger, signal: context.cancellation() });
    const draft = await getDraft(workspace, id);
    if (draft.state === 'in_mailbox') return draft;
    const tried = report.waiting.includes(id) || report.failed.includes(id);
    if (tried || report.saved.length === 0) throw keptBack(draft);
  }
}

function keptBack({ id, state, messageId, lastError }: Draft): EngineError {
  const waits = state === 'queued' || state === 'appending';
  const next = waits
    ? 'The draft is kept and waits: it is saved when the workspace is open and the mailbox can be reached.'
    : 'The draft is kept. Correct this, then save it again.';
  const reason = lastError?.message ?? 'The mailbox was not reached.';
  return new EngineError(lastError?.code ?? 'network', `${reason} ${next}`, {
    draft: { id, state, messageId },
  });
}
