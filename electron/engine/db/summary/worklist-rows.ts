import { type AgingEdges, agingEdges, DEFAULT_EDGES } from '../../../../shared/domain/aging/buckets.ts';
import {
  addDays,
  dateInZone,
  daysBetween,
  endOfDay,
  type PlainDate,
} from '../../../../shared/domain/dates.ts';
import { proposeStage } from '../../../../shared/domain/dunning/propose-stage.ts';
import { DEFAULT_DUNNING_STEPS } from '../../../../shared/domain/dunning/stages.ts';
import { gateSettings } from '../../../../shared/domain/gate/settings.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Lane } from '../../../../shared/domain/lanes/lanes.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import {
  addMinor,
  type CurrencyCode,
  type MinorUnits,
  minorUnits,
  ZERO,
} from '../../../../shared/domain/money.ts';
import type { NextBestAction } from '../../../../shared/domain/next-action/types.ts';
import { type Priority, priorityOf } from '../../../../shared/domain/priority/priority.ts';
import { type PriorityWeights, priorityWeights } from '../../../../shared/domain/priority/weights.ts';
import type { Connection } from '../connection.ts';
import { withUnreturned } from '../handoff/unreturned.ts';
import { type BalanceStanding, type StandingHold, standingOf } from '../hold-fire/standing.ts';
import { rawSettings, readWorkspace } from '../queries/workspace.ts';
import { disputeDates } from './dispute-dates.ts';
import { type AccountFigures, accountFigures } from './figures.ts';
import { lettersUnderWay } from './letters-under-way.ts';
import { overdueOf, storedOverdue } from './overdue-averages.ts';
import { NO_REACH, reachFacts } from './reach-facts.ts';
import { wayOf } from './way-of.ts';
import { balanceKey, type LastTouch, type PlannedAction, type Snooze, workFacts } from './work-facts.ts';

/** Everything the worklist knows of one account in one currency on one day. */
export interface WorklistRow extends AccountFigures {
  readonly overdue: MinorUnits;
  readonly oldestDays: number;
  /** What of the overdue may be asked for: neither claimed, disputed, held nor promised. */
  readonly free: MinorUnits;
  /** What stands against asking for it, whole or in part. */
  readonly holds: readonly StandingHold[];
  /** Nothing can be asked for today, and nothing is to be done before a date or until a hold is lifted. */
  readonly rests: boolean;
  /** The level of the last promise where it was not kept and is not made good; else 0. */
  readonly brokenLevel: number;
  /** The date of the promise that is due next. */
  readonly promiseDue: PlainDate | null;
  readonly owner: string | null;
  /** Null when nothing is overdue, as `proposal`. */
  readonly lane: Lane | null;
  readonly proposal: NextBestAction | null;
  /** Whether something is going to happen on what is overdue: see `hasNextStep`. */
  readonly hasStep: boolean;
  readonly stage: TemplateStage;
  readonly priority: Priority;
  readonly lastTouch: LastTouch | null;
  readonly nextAction: PlannedAction | null;
  readonly snooze: Snooze | null;
}

export interface WorklistScope {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  /** Only these accounts; absent: all. */
  readonly accounts?: readonly AccountId[];
  /** Open invoices of the whole book by currency, when only some accounts are worked out. */
  readonly book?: ReadonlyMap<CurrencyCode, MinorUnits>;
}

/** Works the rows out from the books, the log and the plans: the one definition behind screen, summary and command line. */
export function worklistRows(db: Connection, scope: WorklistScope): readonly WorklistRow[] {
  const settings = workSettings(db);
  const figures = accountFigures(db, { ...scope, basis: 'due', edges: settings.edges });
  const until = endOfDay(scope.asOf, settings.timeZone);
  const work = workFacts(db, {
    accounts: scope.accounts,
    asOf: scope.asOf,
    today: scope.today,
    until,
    weekAgo: addDays(scope.asOf, -7),
  });
  const contacts = withUnreturned(db, work.lastContactAt, { ...settings, asOf: scope.asOf });
  const book = scope.book ?? bookOf(figures);
  const standing = standingOf(db, scope);
  const reach = reachFacts(db, scope.accounts);
  const disputes = disputeDates(db, scope);
  const letters = lettersUnderWay(db, { accounts: scope.accounts, until, timeZone: settings.timeZone });
  const all =
    scope.accounts === undefined
      ? overdueOf(figures.map((row) => ({ ...row, overdue: minorUnits(row.gross - row.current) })))
      : storedOverdue(db);
  return figures.map((row) => {
    const key = balanceKey(row.accountId, row.currency);
    const overdue = minorUnits(row.gross - row.current);
    const credits = addMinor(row.credits, row.unapplied);
    const oldestDays = row.oldestDue === null ? 0 : daysBetween(row.oldestDue, scope.asOf);
    const against = standing.balances.get(key) ?? standingInBooks(row, overdue);
    const holds =
      standing.workspaceHold === null ? against.holds : [standing.workspaceHold, ...against.holds];
    const free = holds.some(({ code }) => code === 'held') ? ZERO : against.parts.free;
    const oldestFree = against.oldestFreeDue === null ? 0 : daysBetween(against.oldestFreeDue, scope.asOf);
    const lastStage = work.lastStage.get(key);
    const contactAt = contacts.get(row.accountId);
    const newly = work.newlyOverdue.get(key);
    const nextAction = work.nextAction.get(row.accountId) ?? null;
    const snooze = work.snooze.get(row.accountId) ?? null;
    const proposal = proposeStage({
      today: scope.asOf,
      oldestDaysPastDue: against.oldestFreeDue === null ? null : oldestFree,
      nextDueInDays: row.nextDue === null ? null : daysBetween(scope.asOf, row.nextDue),
      creditsCover: free > 0 && credits >= free,
      lastStage:
        lastStage === undefined
          ? null
          : { stage: lastStage.stage, date: dateInZone(lastStage.at, settings.timeZone) },
    });
    const priority = priorityOf(
      {
        today: scope.asOf,
        currency: row.currency,
        overdueMinor: overdue,
        askableMinor: free,
        oldestDaysPastDue: oldestDays,
        bookMinor: book.get(row.currency) ?? ZERO,
        lastTouchOn: contactAt === undefined ? null : dateInZone(contactAt, settings.timeZone),
        habit: work.habit.get(key) ?? null,
        disputedMinor: against.parts.disputed,
        promisedMinor: against.parts.promised,
        promiseDue: against.promiseDue,
        brokenPromise:
          against.brokenOn === null ? null : { level: against.brokenLevel, on: against.brokenOn },
        unansweredReply: holds.some(({ code }) => code === 'unanswered_reply'),
        newlyOverdue:
          newly === undefined
            ? null
            : { minor: newly.minor, daysPastDue: daysBetween(newly.dueDate, scope.asOf) },
        nextAction,
        creditsMinor: credits,
        snoozedUntil: snooze?.until ?? null,
        holds: holds.flatMap(({ code, reason, until }) =>
          code === 'held' ? [{ reason: reason ?? '', until }] : [],
        ),
      },
      settings.weights,
    );
    const rests = restsOn(overdue, free, against, holds);
    const way = wayOf({
      asOf: scope.asOf,
      timeZone: settings.timeZone,
      currency: row.currency,
      overdue,
      oldestDays,
      oldestFreeDays: oldestFree,
      free,
      rests,
      standing: against,
      holds,
      stage: proposal.stage,
      lastStage,
      letterUnderWay: letters.get(key) ?? null,
      contactAt,
      habit: work.habit.get(key) ?? null,
      credits,
      reach: reach.get(row.accountId) ?? NO_REACH,
      disputeDate: disputes.get(key) ?? null,
      nextAction,
      snooze,
      others: all.get(row.currency),
      courtesyDays: settings.courtesyDays,
      letterGapDays: DEFAULT_DUNNING_STEPS.gapDays,
    });
    return {
      ...row,
      ...way,
      overdue,
      oldestDays,
      free,
      holds,
      rests,
      brokenLevel: against.brokenLevel,
      promiseDue: against.promiseDue,
      owner: work.owner.get(row.accountId)?.owner ?? null,
      stage: proposal.stage,
      priority,
      lastTouch: work.lastTouch.get(row.accountId) ?? null,
      nextAction,
      snooze,
    };
  });
}

/** An account on which nothing was put down: only the marks of the books stand against asking. */
function standingInBooks(row: AccountFigures, overdue: MinorUnits): BalanceStanding {
  const disputed = minorUnits(Math.min(overdue, row.disputedOverdue));
  return {
    parts: { claimed: ZERO, disputed, held: ZERO, promised: ZERO, free: minorUnits(overdue - disputed) },
    oldestFreeDue: row.oldestUndisputed,
    holds: disputed === 0 ? [] : [{ code: 'disputed', until: null, reason: null }],
    brokenLevel: 0,
    brokenOn: null,
    promiseDue: null,
  };
}

/** On hold, or all that is overdue waits for a promise. A dispute does not rest: somebody has to settle it. */
function restsOn(
  overdue: MinorUnits,
  free: MinorUnits,
  { parts, brokenLevel }: BalanceStanding,
  holds: readonly StandingHold[],
): boolean {
  if (holds.some(({ code }) => code === 'held')) return true;
  if (overdue === 0 || free > 0 || brokenLevel > 0 || parts.disputed > 0) return false;
  return !holds.some(({ code }) => code === 'unanswered_reply');
}

function bookOf(figures: readonly AccountFigures[]): ReadonlyMap<CurrencyCode, MinorUnits> {
  const book = new Map<CurrencyCode, MinorUnits>();
  for (const row of figures) book.set(row.currency, addMinor(book.get(row.currency) ?? ZERO, row.gross));
  return book;
}

interface WorkSettings {
  readonly edges: AgingEdges;
  readonly weights: PriorityWeights;
  readonly timeZone: string;
  /** For so many days after a contact the customer is left alone. */
  readonly courtesyDays: number;
}

function workSettings(db: Connection): WorkSettings {
  const { agingEdges: edges, priorityWeights: weights, gate } = rawSettings(db);
  return {
    edges: Array.isArray(edges) ? agingEdges(edges as number[]) : DEFAULT_EDGES,
    weights: priorityWeights((weights ?? {}) as Record<string, number>),
    timeZone: readWorkspace(db).timeZone,
    courtesyDays: gateSettings(gate).recentContactDays,
  };
}
