import { type CallOutcome, callFacts } from '../touchpoint-kinds.ts';

/** Calls as three facts: made, somebody answered, the right one did. */
export interface CallCounts {
  readonly attempts: number;
  readonly connected: number;
  readonly rightParty: number;
}

/** Counts calls by their outcomes. */
export function countCalls(outcomes: readonly CallOutcome[]): CallCounts {
  const facts = outcomes.map(callFacts);
  return {
    attempts: facts.length,
    connected: facts.filter(({ connected }) => connected).length,
    rightParty: facts.filter(({ rightParty }) => rightParty).length,
  };
}

/** Right-party contact in percent, with one decimal: of the attempts and of the connected calls; null without any. */
export function rightPartyRates({ attempts, connected, rightParty }: CallCounts): {
  readonly ofAttempts: number | null;
  readonly ofConnected: number | null;
} {
  return { ofAttempts: percent(rightParty, attempts), ofConnected: percent(rightParty, connected) };
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}
