import { addDays, dayNumber, type PlainDate } from '../dates.ts';
import type { TemplateStage } from '../letters/stages.ts';
import type { NextActionFacts } from './facts.ts';
import type { BestActionKind, NextBestAction } from './types.ts';

/** One rule of the table: what it proposes, or null where it does not fit. Reads nothing but the facts. */
export interface NextActionRule {
  readonly code: string;
  readonly propose: (facts: NextActionFacts) => NextBestAction | null;
}

/** Something to be done now. */
export function now(facts: NextActionFacts, kind: BestActionKind, ...reasons: string[]): NextBestAction {
  return { kind, stage: null, date: facts.today, reasons };
}

/** A letter to be written now. */
export function letter(facts: NextActionFacts, stage: TemplateStage, ...reasons: string[]): NextBestAction {
  const kind = stage === 'statement' ? 'send_statement' : 'mail';
  return { kind, stage, date: facts.today, reasons };
}

/** Nothing to be done before a day; one in the past becomes the next day, one on a weekend the Monday after it. */
export function waitUntil(facts: NextActionFacts, day: PlainDate, ...reasons: string[]): NextBestAction {
  const date = workday(day > facts.today ? day : addDays(facts.today, 1));
  return { kind: 'wait', stage: null, date, reasons };
}

/** The day itself, or the Monday after it when it is a Saturday or Sunday. */
export function workday(day: PlainDate): PlainDate {
  const weekday = (dayNumber(day) + 4) % 7;
  if (weekday === 6) return addDays(day, 2);
  return weekday === 0 ? addDays(day, 1) : day;
}

/** Whether somebody planned a call for today or earlier that may be made. */
export function isCallDue({ planned, reach, today }: NextActionFacts): boolean {
  return planned?.kind === 'call' && planned.date <= today && !reach.callClosed;
}

/** Whether a letter would reach somebody: an address that may be written to, on figures that are young enough. */
export function mayMail({ reach, figuresTooOld }: NextActionFacts): boolean {
  return reach.address && !reach.mailClosed && !reach.cameBack && !figuresTooOld;
}
