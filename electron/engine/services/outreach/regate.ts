import type { Settings } from '../../../../shared/contract/settings.ts';
import type { GateEntry } from '../../../../shared/domain/gate/types.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { askGate } from './letter-gate.ts';
import { letterItems } from './letter-items.ts';
import type { LetterProposal, Recipient } from './propose-letter.ts';

/** Asks the gate again about a letter whose recipients or wording a person changed. */
export function regate(
  workspace: Pick<OpenWorkspace, 'timeZone' | 'now'>,
  settings: Settings,
  proposal: LetterProposal,
  to: readonly Recipient[],
  changed: readonly string[],
): readonly GateEntry[] {
  return askGate({
    facts: proposal.facts,
    items: letterItems(proposal.facts, proposal.stage, proposal.request.picked),
    recipients: to.map((recipient) => recipient.address),
    settings,
    asOf: proposal.request.asOf,
    timeZone: workspace.timeZone,
    now: workspace.now(),
    templateApproved: proposal.template.approved,
    changedSentences: changed,
  }).entries;
}
