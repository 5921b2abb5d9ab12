import { type AgingEdges, agingEdges, DEFAULT_EDGES } from '../../../../shared/domain/aging/buckets.ts';
import {
  addDays,
  dateInZone,
  daysBetween,
  endOfDay,
  type PlainDate,
} from '../../../../shared/domain/dates.ts';
import { proposeStage } from '../../../../shared/domain/dunning/propose-stage.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import {
  addMinor,
  type CurrencyCode,
  type MinorUnits,
  minorUnits,
  ZERO,
} from '../../../../shared/domain/money.ts';
import { type Priority, priorityOf } from '../../../../shared/domain/priority/priority.ts';
import { type PriorityWeights, priorityWeights } from '../../../../shared/domain/priority/weights.ts';
import type { Connection } from '../connection.ts';
import { rawSettings, readWorkspace } from '../queries/workspace.ts';
import { type AccountFigures, accountFigures } from './figures.ts';
import { balanceKey, type LastTouch, type PlannedAction, type Snooze, workFacts } from './work-facts.ts';

/** Everything the worklist knows of one account in one currency on one day. */
export interface WorklistRow extends AccountFigures {
  readonly overdue: MinorUnits;
  readonly oldestDays: number;
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
  const work = workFacts(db, {
    accounts: scope.accounts,
    asOf: scope.asOf,
    today: scope.today,
    until: endOfDay(scope.asOf, settings.timeZone),
    weekAgo: addDays(scope.asOf, -7),
  });
  const book = scope.book ?? bookOf(figures);
  return figures.map((row) => {
    const key = balanceKey(row.accountId, row.currency);
    const overdue = minorUnits(row.gross - row.current);
    const credits = addMinor(row.credits, row.unapplied);
    const oldestDays = row.oldestDue === null ? 0 : daysBetween(row.oldestDue, scope.asOf);
    const lastStage = work.lastStage.get(key);
    const contactAt = work.lastContactAt.get(row.accountId);
    const newly = work.newlyOverdue.get(key);
    const nextAction = work.nextAction.get(row.accountId) ?? null;
    const snooze = work.snooze.get(row.accountId) ?? null;
    const proposal = proposeStage({
      today: scope.asOf,
      oldestDaysPastDue: row.oldestDue === null ? null : oldestDays,
      nextDueInDays: row.nextDue === null ? null : daysBetween(scope.asOf, row.nextDue),
      creditsCover: overdue > 0 && credits >= overdue,
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
        oldestDaysPastDue: oldestDays,
        bookMinor: book.get(row.currency) ?? ZERO,
        lastTouchOn: contactAt === undefined ? null : dateInZone(contactAt, settings.timeZone),
        habit: work.habit.get(key) ?? null,
        disputedMinor: row.disputedMinor,
        newlyOverdue:
          newly === undefined
            ? null
            : { minor: newly.minor, daysPastDue: daysBetween(newly.dueDate, scope.asOf) },
        nextAction,
        creditsMinor: credits,
        snoozedUntil: snooze?.until ?? null,
        holds: [],
      },
      settings.weights,
    );
    return {
      ...row,
      overdue,
      oldestDays,
      stage: proposal.stage,
      priority,
      lastTouch: work.lastTouch.get(row.accountId) ?? null,
      nextAction,
      snooze,
    };
  });
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
}

function workSettings(db: Connection): WorkSettings {
  const { agingEdges: edges, priorityWeights: weights } = rawSettings(db);
  return {
    edges: Array.isArray(edges) ? agingEdges(edges as number[]) : DEFAULT_EDGES,
    weights: priorityWeights((weights ?? {}) as Record<string, number>),
    timeZone: readWorkspace(db).timeZone,
  };
}
