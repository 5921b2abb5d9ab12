import { addDays, daysBetween, type PlainDate } from '../dates.ts';
import { formatDate } from '../format/dates.ts';
import { countDays } from '../format/words.ts';
import type { TemplateStage } from '../letters/stages.ts';
import { DEFAULT_DUNNING_STEPS, type DunningSteps, REMINDERS, type Reminder } from './stages.ts';

/** An account in one currency, as far as the next message depends on it. */
export interface StageFacts {
  readonly today: PlainDate;
  /** Days past due of the oldest overdue invoice; `null` when nothing is overdue. */
  readonly oldestDaysPastDue: number | null;
  /** Days until the next invoice falls due; `null` when none will. */
  readonly nextDueInDays: number | null;
  /** True when open credits and unapplied payments cover all that is overdue. */
  readonly creditsCover: boolean;
  /** The last stage that went out to the account in this currency, and its date. */
  readonly lastStage: { readonly stage: TemplateStage; readonly date: PlainDate } | null;
}

export interface StageProposal {
  readonly stage: TemplateStage;
  /** Why, in one sentence for people. */
  readonly reason: string;
}

/**
 * Proposes the next message. The oldest overdue invoice sets the tone; a stage is never skipped and never raised
 * within the gap after the one before. Reminders from before the oldest invoice fell due belong to an older debt and
 * do not count. After a final notice, and where credits cover the debt, a neutral statement is proposed.
 */
export function proposeStage(facts: StageFacts, steps: DunningSteps = DEFAULT_DUNNING_STEPS): StageProposal {
  const days = facts.oldestDaysPastDue;
  if (days === null || days <= 0) return nothingOverdue(facts, steps);
  if (facts.creditsCover) {
    return { stage: 'statement', reason: 'Credits and payments not yet applied cover what is overdue.' };
  }
  const wanted = reminderFor(days, steps);
  const last = lastReminder(facts, days);
  const late = `The oldest invoice is ${countDays(days)} late`;
  if (last === null) return { stage: 'friendly', reason: `${late} and no reminder has gone out yet.` };
  const sent = `${STAGE_NAME[last.stage]} went out on ${formatDate(last.date, facts.today)}`;
  if (daysBetween(last.date, facts.today) < steps.gapDays) {
    const from = formatDate(addDays(last.date, steps.gapDays), facts.today);
    return { stage: last.stage, reason: `${sent}; the next stage comes from ${from} on.` };
  }
  if (last.stage === 'final') {
    return { stage: 'statement', reason: `${sent} without success: time for a call and a decision.` };
  }
  const stage = raised(last.stage, wanted);
  return { stage, reason: `${late}; ${sent.charAt(0).toLowerCase()}${sent.slice(1)}.` };
}

const STAGE_NAME: Readonly<Record<Reminder, string>> = {
  friendly: 'A friendly reminder',
  firm: 'A firm reminder',
  final: 'A final notice',
};

function nothingOverdue(facts: StageFacts, steps: DunningSteps): StageProposal {
  const due = facts.nextDueInDays;
  if (due !== null && due >= 0 && due <= steps.beforeDueDays) {
    const when = due === 0 ? 'today' : `in ${countDays(due)}`;
    return { stage: 'before_due', reason: `Nothing is overdue; the next invoice is due ${when}.` };
  }
  return { stage: 'statement', reason: 'Nothing is overdue.' };
}

function reminderFor(days: number, steps: DunningSteps): Reminder {
  if (days >= steps.finalFromDays) return 'final';
  return days >= steps.firmFromDays ? 'firm' : 'friendly';
}

function lastReminder(
  facts: StageFacts,
  daysPastDue: number,
): { readonly stage: Reminder; readonly date: PlainDate } | null {
  const last = facts.lastStage;
  const stage = REMINDERS.find((reminder) => reminder === last?.stage);
  if (last === null || stage === undefined || last.date > facts.today) return null;
  const dueDate = addDays(facts.today, -daysPastDue);
  return last.date > dueDate ? { stage, date: last.date } : null;
}

/** One step up when the delay asks for more than the last stage; never milder than what went out before. */
function raised(last: 'friendly' | 'firm', wanted: Reminder): Reminder {
  if (REMINDERS.indexOf(wanted) <= REMINDERS.indexOf(last)) return last;
  return last === 'friendly' ? 'firm' : 'final';
}
