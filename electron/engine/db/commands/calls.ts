import type { Instant } from '../../../../shared/domain/dates.ts';
import type {
  AccountId,
  ContactId,
  DisputeId,
  DocumentId,
  PromiseId,
  TouchpointId,
} from '../../../../shared/domain/ids.ts';
import { type CallOutcome, callFacts } from '../../../../shared/domain/touchpoint-kinds.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { PlannedAction } from '../summary/work-facts.ts';
import type { CommandContext, WriteCommand } from './command.ts';
import type { DisputeDetails } from './dispute-rows.ts';
import { openDispute, withdrawDispute } from './disputes.ts';
import { setNextAction } from './planning.ts';
import { addPromise, type MadePromise, type NewPromise, withdrawPromise } from './promises.ts';
import { together } from './together.ts';
import { addTouchpoint, retractTouchpoint } from './touchpoints.ts';

/** A call as a person reports it, with all that came of it. */
export interface NewCall {
  readonly accountId: AccountId;
  /** Who was called; null: not one of the contacts. */
  readonly contactId: ContactId | null;
  readonly outcome: CallOutcome;
  readonly text: string;
  /** When it was begun, at most two hours ago; null: now. The hours of contact are asked about that moment. */
  readonly begunAt: Instant | null;
  /** What is planned now; null: what was planned stays. */
  readonly next: { readonly action: PlannedAction | null } | null;
  readonly promise: Omit<NewPromise, 'accountId'> | null;
  readonly dispute: (DisputeDetails & { readonly documentId: DocumentId }) | null;
}

export interface LoggedCall {
  readonly promise: MadePromise | null;
  readonly dispute: { readonly id: DisputeId; readonly number: string } | null;
  /** What was planned before, for undo. */
  readonly previous: PlannedAction | null;
  /** What spoke against the call without forbidding it. */
  readonly warnings: readonly string[];
}

/** Longer than this nobody is on the telephone. */
const LONGEST_CALL = 2 * 60 * 60_000;

/**
 * Logs a call with its next action, promise and dispute in one transaction. The call's own entry is the first one. Errors:
 * `not_found`, `validation`, `policy_blocked` (the rules of contact forbid the call).
 */
export const logCall: WriteCommand<NewCall, LoggedCall> = (db, input, context) => {
  const { accountId, outcome, promise, dispute } = input;
  if ((promise !== null || dispute !== null) && !callFacts(outcome).connected) {
    throw new EngineError(
      'validation',
      'Nobody answered this call: nothing was promised or disputed in it.',
      {
        path: 'outcome',
      },
    );
  }
  const call = addTouchpoint(
    db,
    {
      ...{ accountId, outcome, kind: 'call', text: input.text, contactId: input.contactId },
      calledAt: begun(input.begunAt, context),
    },
    context,
  );
  const made = promise === null ? null : addPromise(db, { ...promise, accountId }, context);
  const opened = dispute === null ? null : openDispute(db, { ...dispute, accountId }, context);
  const before = db
    .prepare<[string], PlannedAction>('SELECT kind, date, note FROM next_action WHERE account_id = ?')
    .get(accountId);
  const planned =
    input.next === null
      ? null
      : setNextAction(db, { accountIds: [accountId], action: input.next.action }, context);
  const output: LoggedCall = {
    promise: made?.output ?? null,
    dispute: opened?.output ?? null,
    previous: before ?? null,
    warnings: call.output.warnings,
  };
  return together(
    output,
    [call, made, opened, planned].filter((result) => result !== null),
  );
};

function begun(at: Instant | null, { now }: CommandContext): Instant {
  if (at === null) return now;
  const ago = Date.parse(now) - Date.parse(at);
  if (ago < 0 || ago > LONGEST_CALL) {
    throw new EngineError('validation', 'A call is logged within two hours of its beginning.', {
      path: 'begunAt',
    });
  }
  return at;
}

/** What `logCall` left behind, to be taken back. */
export interface CallToUndo {
  readonly id: TouchpointId;
  readonly accountId: AccountId;
  readonly promiseId: PromiseId | null;
  readonly disputeId: DisputeId | null;
  /** What was planned before; null: the plan was left alone. */
  readonly next: { readonly action: PlannedAction | null } | null;
}

/** Takes a call back with all that came of it, in one transaction. The entries stay in the log. Errors: `not_found`. */
export const undoCall: WriteCommand<CallToUndo, null> = (db, input, context) => {
  const { id, accountId, promiseId, disputeId, next } = input;
  const reason = 'Taken back with its call';
  const call = retractTouchpoint(db, { id, reason }, context);
  if ('unchanged' in call) return call;
  return together(
    null,
    [
      call,
      promiseId === null ? null : withdrawPromise(db, { id: promiseId, reason }, context),
      disputeId === null ? null : withdrawDispute(db, { id: disputeId, reason }, context),
      next === null ? null : setNextAction(db, { accountIds: [accountId], action: next.action }, context),
    ].filter((result) => result !== null),
  );
};
