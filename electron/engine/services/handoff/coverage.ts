import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import { daysLeft, type WindowState, windowState } from '../../../../shared/domain/people/coverage-window.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** How a workspace that came from a handoff stands: for whom, how long still, and what was done. */
export interface Coverage {
  readonly handoff: HandoffId;
  /** Who handed the accounts over. */
  readonly sender: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly state: WindowState;
  /** Today with them; 0 when the window is over. */
  readonly daysLeft: number;
  /** What the sender wrote about all of it; may be empty. */
  readonly words: string;
  /** What the sender wrote about single accounts. */
  readonly wordsOf: readonly { readonly accountId: AccountId; readonly words: string }[];
  readonly acceptedAt: Instant;
  /** The first entry here that reached a customer. */
  readonly firstContactAt: Instant | null;
  readonly returnedAt: Instant | null;
  readonly accepted: number;
  readonly declined: number;
  /** Accepted accounts about which something was done here. */
  readonly worked: readonly AccountId[];
}

/** The coverage of the open workspace; null in a workspace of one's own. */
export async function coverageOf(workspace: OpenWorkspace): Promise<Coverage | null> {
  const received = await workspace.db.read('receivedHandoff', null);
  if (received === null) return null;
  const facts = await workspace.db.read('coverageFacts', null);
  const today = workspace.today();
  const window = { from: received.startsOn, to: received.endsOn };
  const sender = JSON.parse(received.senderJson) as PublicCard;
  const accepted = received.accounts.filter(({ state }) => state === 'accepted');
  return {
    handoff: received.id,
    sender: sender.name,
    ...window,
    state: windowState(window, today, received.returnedAt !== null),
    daysLeft: daysLeft(window, today),
    words: received.words,
    wordsOf: accepted.flatMap(({ id, words }) => (words.trim() === '' ? [] : [{ accountId: id, words }])),
    acceptedAt: received.acceptedAt,
    firstContactAt: facts.firstContactAt,
    returnedAt: received.returnedAt,
    accepted: accepted.length,
    declined: received.accounts.length - accepted.length,
    worked: facts.worked,
  };
}
