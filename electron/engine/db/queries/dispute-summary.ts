import { aYearBefore, type PlainDate } from '../../../../shared/domain/dates.ts';
import {
  ageBand,
  type CycleTime,
  cycleTime,
  DISPUTE_AGE_BANDS,
  type DisputeAgeBand,
} from '../../../../shared/domain/disputes/cycle-time.ts';
import { disputedAmount } from '../../../../shared/domain/disputes/disputed-amount.ts';
import { DISPUTE_REASONS, type DisputeReason } from '../../../../shared/domain/disputes/reasons.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { type DisputeRow, disputesOf } from '../hold-fire/disputes-at.ts';

interface DisputedAmount {
  readonly currency: CurrencyCode;
  readonly minor: MinorUnits;
}

/** Aging of open disputes and root causes, with the cycle time of those that were resolved in the twelve months before. */
export interface DisputeSummary {
  readonly asOf: PlainDate;
  readonly from: PlainDate;
  readonly bands: {
    readonly band: DisputeAgeBand;
    readonly disputes: number;
    readonly amounts: DisputedAmount[];
  }[];
  readonly causes: {
    readonly reason: DisputeReason;
    readonly open: number;
    readonly amounts: DisputedAmount[];
    readonly resolved: CycleTime | null;
  }[];
  readonly resolved: CycleTime | null;
}

/** Counts the disputes of the workspace. Amounts are what is disputed now, at most what is open; never across currencies. */
export function disputeSummary(db: Connection, { asOf }: { readonly asOf: PlainDate }): DisputeSummary {
  const from = aYearBefore(asOf);
  const all = disputesOf(db, { resolved: true });
  const open = all.filter(({ state }) => state === 'open');
  const resolved = all.flatMap(({ reason, openedOn, resolvedOn }) =>
    resolvedOn !== null && resolvedOn > from && resolvedOn <= asOf ? [{ reason, openedOn, resolvedOn }] : [],
  );
  const causes = DISPUTE_REASONS.map((reason) => {
    const own = open.filter((dispute) => dispute.reason === reason);
    return {
      reason,
      open: own.length,
      amounts: amountsOf(own),
      resolved: cycleTime(resolved.filter((dispute) => dispute.reason === reason)),
    };
  });
  return {
    asOf,
    from,
    bands: DISPUTE_AGE_BANDS.map((band) => {
      const own = open.filter(({ openedOn }) => ageBand(openedOn, asOf) === band);
      return { band, disputes: own.length, amounts: amountsOf(own) };
    }),
    causes: causes
      .filter((cause) => cause.open > 0 || cause.resolved !== null)
      .sort((a, b) => b.open - a.open || (b.resolved?.disputes ?? 0) - (a.resolved?.disputes ?? 0)),
    resolved: cycleTime(resolved),
  };
}

function amountsOf(disputes: readonly DisputeRow[]): DisputedAmount[] {
  const byCurrency = Map.groupBy(disputes, ({ currency }) => currency);
  return [...byCurrency].map(([currency, own]) => ({
    currency,
    minor: addMinor(...own.map((dispute) => disputedAmount(dispute.openMinor, [dispute]))),
  }));
}
