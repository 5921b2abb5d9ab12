import { type CallOutcome, callFacts } from '../touchpoint-kinds.ts';

/** Shares from 0 to 1: attempt, connected and right party are three facts. */
export interface RightPartyRate {
  readonly attempts: number;
  readonly connected: number;
  readonly rightParty: number;
  /** Right parties ÷ attempts. */
  readonly ofAttempts: number;
  /** Right parties ÷ calls that reached somebody; `null` when none did. */
  readonly ofConnected: number | null;
}

/** How often calls reached whoever decides on payment; `null` without a call. */
export function rightPartyRate(outcomes: readonly CallOutcome[]): RightPartyRate | null {
  if (outcomes.length === 0) return null;
  const facts = outcomes.map(callFacts);
  const connected = facts.filter((fact) => fact.connected).length;
  const rightParty = facts.filter((fact) => fact.rightParty).length;
  return {
    attempts: outcomes.length,
    connected,
    rightParty,
    ofAttempts: rightParty / outcomes.length,
    ofConnected: connected === 0 ? null : rightParty / connected,
  };
}
