import type { GivenHandoff, HandedAccount } from '../../../../shared/contract/handoffs.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import type { GivenHandoffView } from '../../db/handoff/handoff-facts.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Handoffs that were given from a workspace, newest first, and what is with somebody else today. */
export async function handoffOverview(
  workspace: OpenWorkspace,
): Promise<{ readonly handoffs: GivenHandoff[]; readonly handed: HandedAccount[] }> {
  const today = workspace.today();
  const given = await workspace.db.read('givenHandoffs', null);
  const handed = await workspace.db.read('handedAccountsOn', { asOf: today });
  return {
    handoffs: given.map((handoff) => viewOf(handoff, today)),
    handed: handed.map(({ accountId, handoffId, recipientName, endsOn }) => ({
      accountId,
      handoffId,
      to: recipientName,
      endsOn,
    })),
  };
}

function viewOf(handoff: GivenHandoffView, today: PlainDate): GivenHandoff {
  const { recipientName, recipientJson, logId: _logId, ...facts } = handoff;
  const personId = recipientJson === null ? null : (JSON.parse(recipientJson) as PublicCard).id;
  return { ...facts, to: recipientName, personId, state: stateOf(handoff, today) };
}

/** A final return closes the handoff in the same moment in which it is merged. */
function stateOf(handoff: GivenHandoffView, today: PlainDate): GivenHandoff['state'] {
  if (handoff.closedAt !== null) {
    return handoff.returnedAt === handoff.closedAt ? 'returned' : 'taken_back';
  }
  if (today < handoff.startsOn) return 'upcoming';
  return today > handoff.endsOn ? 'over' : 'running';
}
