import { ASKING_RULES } from './asking-rules.ts';
import type { NextActionFacts } from './facts.ts';
import type { PlannedKind } from './planned-kinds.ts';
import type { NextActionRule } from './rule.ts';
import { isMessage, type NextBestAction } from './types.ts';
import { WAITING_RULES } from './waiting-rules.ts';

/** The rules in the order in which they are asked: the first that fits decides. */
export const NEXT_ACTION_RULES: readonly NextActionRule[] = [...WAITING_RULES, ...ASKING_RULES];

/**
 * The next best action of an account in one currency; null when nothing is overdue. It never proposes a message that the
 * gate would stop: whatever blocks one is a fact that a rule before the letters looks at.
 */
export function nextBestAction(facts: NextActionFacts): NextBestAction | null {
  const { claimed, disputed, held, promised, free } = facts.parts;
  if (claimed + disputed + held + promised + free === 0) return null;
  for (const rule of NEXT_ACTION_RULES) {
    const proposal = rule.propose(facts);
    if (proposal !== null) return proposal;
  }
  return null;
}

/** What is left of a kept proposal once the figures have become too old to write to anybody: everything but messages. */
export function onOldFigures(action: NextBestAction, today: NextBestAction['date']): NextBestAction {
  if (!isMessage(action.kind)) return action;
  const reason = 'The figures are too old to ask anybody: read the books again first';
  return { kind: 'read_books', stage: null, date: today, reasons: [reason] };
}

/** The kind of planned action that a proposal becomes when somebody takes it over. */
export function plannedKind(kind: NextBestAction['kind']): PlannedKind {
  switch (kind) {
    case 'call':
      return 'call';
    case 'answer':
    case 'mail':
    case 'send_statement':
      return 'mail';
    case 'wait':
      return 'wait';
    case 'escalate_internally':
      return 'escalate';
    case 'chase_dispute':
    case 'apply_cash':
    case 'read_books':
      return 'review';
  }
}
