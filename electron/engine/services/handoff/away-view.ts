import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, MergeConflictId } from '../../../../shared/domain/ids.ts';
import type { GivenHandoffView } from '../../db/handoff/handoff-facts.ts';
import type { HandedAccountView, TrailEntry } from '../../db/handoff/handoff-trail.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type AwayCoverage, awayCoverage } from './away-coverage.ts';
import { RECORD_NAMES, type RecordFact, recordFacts } from './conflict-facts.ts';

/** A record that both sides changed, in words. Empty facts: it is not there, or not any more. */
export interface ConflictView {
  readonly id: MergeConflictId;
  readonly accountId: AccountId | null;
  readonly accountName: string | null;
  readonly what: string;
  readonly before: readonly RecordFact[];
  readonly mine: readonly RecordFact[];
  readonly theirs: readonly RecordFact[];
  readonly foundAt: Instant;
}

/** What happened with one account while somebody else had it. */
export interface AwayAccount extends HandedAccountView {
  readonly entries: readonly TrailEntry[];
  /** Records that were taken over, by kind in words. */
  readonly taken: readonly { readonly what: string; readonly count: number }[];
}

export interface AwayView {
  readonly handoff: GivenHandoffView;
  readonly coverage: AwayCoverage;
  readonly conflicts: readonly ConflictView[];
  /** Those with something to decide first, then those where something happened, then the others. */
  readonly accounts: readonly AwayAccount[];
}

/** What changed while somebody else looked after accounts. Throws `not_found`. */
export async function awayView(workspace: OpenWorkspace, id: HandoffId): Promise<AwayView> {
  const handoff = (await workspace.db.read('givenHandoffs', null)).find((one) => one.id === id);
  if (handoff === undefined) {
    throw new EngineError('not_found', 'This workspace gave no such handoff.');
  }
  const trail = await workspace.db.read('handoffTrail', { id });
  const conflicts = (await workspace.db.read('mergeConflicts', { handoff: id })).map(
    (conflict): ConflictView => ({
      id: conflict.id,
      accountId: conflict.account?.id ?? null,
      accountName: conflict.account?.name ?? null,
      what: RECORD_NAMES[conflict.kind],
      before: recordFacts(conflict.kind, conflict.before),
      mine: recordFacts(conflict.kind, conflict.mine),
      theirs: recordFacts(conflict.kind, conflict.theirs),
      foundAt: conflict.foundAt,
    }),
  );
  const entries = Map.groupBy(trail.theirs, ({ accountId }) => accountId);
  const open = new Set(conflicts.map(({ accountId }) => accountId));
  const rank = (account: AwayAccount) => (open.has(account.id) ? 0 : account.entries.length > 0 ? 1 : 2);
  const accounts = trail.accounts.map(
    (account): AwayAccount => ({
      ...account,
      entries: entries.get(account.id) ?? [],
      taken: trail.taken
        .filter(({ accountId }) => accountId === account.id)
        .map(({ kind, count }) => ({ what: RECORD_NAMES[kind], count })),
    }),
  );
  return {
    handoff,
    coverage: awayCoverage(trail, { ...handoff, timeZone: workspace.timeZone }),
    conflicts,
    accounts: accounts.toSorted((one, other) => rank(one) - rank(other)),
  };
}
