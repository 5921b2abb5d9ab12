import type { GateEntry } from '../../../../shared/domain/gate/types.ts';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { letterAgain } from './letter-again.ts';
import type { LetterProposal } from './propose-letter.ts';
import { droppedInvoices, unseenRemarks } from './since-then.ts';

/**
 * Asks about a draft again right before it is put into the mailbox, on the figures of now. Stale figures, contacts and the
 * hour do not stop it: it is only saved, and a person sends it.
 *
 * @throws EngineError `policy_blocked` when an invoice that it asks for was paid, changed, disputed or blocked since.
 */
export async function recheckDraft(workspace: OpenWorkspace, id: DraftId): Promise<void> {
  const draft = await workspace.db.read('draftRecord', { id });
  const invoices = JSON.parse(draft.invoicesJson) as LetterProposal['invoices'];
  const seen = JSON.parse(draft.gateJson) as readonly GateEntry[];
  const proposal = await letterOfNow(workspace, draft);
  if (proposal === null) return;
  const reasons = [
    ...droppedInvoices(invoices, proposal, 'written').map(({ number, why }) => `${number}: ${why}`),
    ...unseenRemarks(proposal.gate, seen, false)
      .filter(({ code, decision }) => decision === 'block' || code === 'disputed')
      .map(({ text }) => text),
  ];
  if (reasons.length === 0) return;
  throw new EngineError(
    'policy_blocked',
    `Not saved to the mailbox, since it no longer fits the figures. ${reasons.join(' ')} Write the letter anew, or discard it.`,
    { reasons },
  );
}

/** Null when there is no template to compare with any more: then the draft is saved as it stands. */
async function letterOfNow(
  workspace: OpenWorkspace,
  draft: Parameters<typeof letterAgain>[1] & { readonly invoicesJson: string },
): Promise<LetterProposal | null> {
  try {
    return await letterAgain(workspace, draft, draft.invoicesJson, workspace.today(), { withoutHours: true });
  } catch (error) {
    if (isEngineError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
