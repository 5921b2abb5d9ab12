import type { CallToUndo, NewCall } from '../../../electron/engine/db/commands/calls.ts';
import { instant, plainDate } from '../../../shared/domain/dates.ts';
import type { TouchpointId } from '../../../shared/domain/ids.ts';
import { promiseOf } from './cases-of-hold-fire.ts';
import type { CommandCases } from './command-case.ts';
import { unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';

/** A conversation in which 100.00 of LATE-1 was promised, and what is planned after it. */
export async function callOf(engine: EngineTest): Promise<NewCall> {
  const { accountId, ...promise } = await promiseOf(engine);
  return {
    ...{
      accountId,
      promise,
      contactId: null,
      outcome: 'right_party',
      text: 'Pays on Wednesday.',
      begunAt: null,
    },
    next: { action: { kind: 'wait', date: plainDate('2026-06-11'), note: 'See whether it came' } },
    dispute: null,
  };
}

/** An attempt with nothing else: it leaves one entry. */
async function attempt(engine: EngineTest): Promise<NewCall> {
  return { ...(await callOf(engine)), outcome: 'no_answer', promise: null, next: null };
}

async function undoable(engine: EngineTest): Promise<CallToUndo> {
  const call = await attempt(engine);
  const { entries } = await engine.workspace.db.write('logCall', call, engine.workspace.context());
  return {
    id: entries[0]?.id as TouchpointId,
    accountId: call.accountId,
    promiseId: null,
    disputeId: null,
    next: null,
  };
}

export const CASES_OF_CALLS = {
  logCall: {
    prepare: attempt,
    kind: 'call',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, begunAt: instant('2026-05-31T12:00:00.000Z') }),
  },
  undoCall: {
    prepare: undoable,
    kind: 'note_retracted',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
} satisfies Partial<CommandCases>;
