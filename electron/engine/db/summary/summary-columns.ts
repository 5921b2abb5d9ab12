import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountFigures } from './figures.ts';
import type { WorklistRow } from './worklist-rows.ts';

/** Columns of `account_summary` with the name of the value that goes into each. */
export const SUMMARY_COLUMNS = [
  ['account_id', 'accountId'],
  ['currency', 'currency'],
  ['aged_on', 'agedOn'],
  ['current_minor', 'current'],
  ['d1_30_minor', 'd1_30'],
  ['d31_60_minor', 'd31_60'],
  ['d61_90_minor', 'd61_90'],
  ['d91_plus_minor', 'd91_plus'],
  ['gross_minor', 'gross'],
  ['overdue_minor', 'overdue'],
  ['credits_minor', 'credits'],
  ['unapplied_minor', 'unapplied'],
  ['invoices', 'invoices'],
  ['overdue_invoices', 'overdueInvoices'],
  ['oldest_days', 'oldestDays'],
  ['disputed_minor', 'disputedMinor'],
  ['free_minor', 'free'],
  ['holds_json', 'holdsJson'],
  ['rests', 'rests'],
  ['broken_level', 'brokenLevel'],
  ['promise_due', 'promiseDue'],
  ['owner', 'owner'],
  ['lane', 'lane'],
  ['proposal_json', 'proposalJson'],
  ['has_step', 'hasStep'],
  ['stage', 'stage'],
  ['score', 'score'],
  ['reasons_json', 'reasons'],
  ['last_touch_at', 'touchAt'],
  ['last_touch_kind', 'touchKind'],
  ['last_touch_summary', 'touchSummary'],
  ['next_action_date', 'actionDate'],
  ['snoozed_until', 'snoozedUntil'],
] as const;

/** A worked-out row as the named values of an insert. */
export function summaryParameters(row: WorklistRow, agedOn: PlainDate): Record<string, unknown> {
  const { priority, lastTouch, nextAction, snooze, holds, rests, proposal, hasStep, ...figures } = row;
  return {
    ...figures,
    agedOn,
    holdsJson: JSON.stringify(holds),
    rests: rests ? 1 : 0,
    proposalJson: proposal === null ? null : JSON.stringify(proposal),
    hasStep: hasStep ? 1 : 0,
    score: priority.score,
    reasons: JSON.stringify(priority.reasons),
    touchAt: lastTouch?.at ?? null,
    touchKind: lastTouch?.kind ?? null,
    touchSummary: lastTouch?.summary ?? null,
    actionDate: nextAction?.date ?? null,
    snoozedUntil: snooze?.until ?? null,
  };
}

type KeptFigure = Exclude<
  keyof AccountFigures,
  'accountId' | 'oldestDue' | 'oldestUndisputed' | 'disputedOverdue' | 'nextDue'
>;

/** The figures of a row of `account_summary` as it was read, by their names. */
export function keptFigures(row: Readonly<Record<string, unknown>>): Pick<AccountFigures, KeptFigure> {
  return Object.fromEntries(SUMMARY_COLUMNS.map(([column, name]) => [name, row[column]])) as unknown as Pick<
    AccountFigures,
    KeptFigure
  >;
}
