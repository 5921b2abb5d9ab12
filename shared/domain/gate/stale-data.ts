import { daysBetween } from '../dates.ts';
import { countDays, countOf } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck, GateContext, GateDecision, GateFinding, GateSync } from './types.ts';

/** Remarks on figures that are old, and stops the message when they are so old that much may have been paid. */
export const staleData: GateCheck = {
  code: 'stale_data',
  run: (context) => {
    if (askedFor(context).length === 0) return [];
    return context.sync === null ? importedFigures(context) : readFigures(context, context.sync);
  },
};

function importedFigures(context: GateContext): readonly GateFinding[] {
  const { staleWarnDays, staleBlockDays } = context.settings;
  if (context.figuresAsOf === null) {
    const text = 'Nobody said what date the figures are from. Import the books again with their date.';
    return finding(context, 'warn', text);
  }
  const age = daysBetween(context.figuresAsOf, context.today);
  const decision = decisionOn(age, staleWarnDays, staleBlockDays);
  const text = `The figures are ${countDays(age)} old: something may have been paid. Import the books again first.`;
  return finding(context, decision, text);
}

/** Books that were never read to their end may lack the payments: nothing goes out on them. */
function readFigures(context: GateContext, { connection, ageHours }: GateSync): readonly GateFinding[] {
  const { syncWarnHours, syncBlockHours } = context.settings;
  if (ageHours === null) {
    const text = `${connection} was never read to its end: payments may be missing. Read it under Connections first.`;
    return finding(context, 'block', text);
  }
  const decision = decisionOn(ageHours, syncWarnHours, syncBlockHours);
  const text = `${connection} was last read ${ageText(ageHours)} ago: something may have been paid. Read it under Connections first.`;
  return finding(context, decision, text);
}

function decisionOn(age: number, warn: number, block: number): GateDecision {
  if (age > block) return 'block';
  return age > warn ? 'warn' : 'allow';
}

const DAY = 24;

function ageText(hours: number): string {
  return hours < 2 * DAY ? countOf(hours, 'hour', 'hours') : countDays(Math.floor(hours / DAY));
}

function finding(context: GateContext, decision: GateDecision, text: string): readonly GateFinding[] {
  if (decision === 'allow') return [];
  const items = decision === 'block' ? askedFor(context) : [];
  return [{ code: 'stale_data', decision, text, items }];
}
