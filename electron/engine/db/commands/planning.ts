import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { PlannedAction } from '../summary/work-facts.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { CommandResult, NewLogEntry, WriteCommand } from './command.ts';

export interface PreviousAction {
  readonly accountId: AccountId;
  readonly action: PlannedAction | null;
}

/** Sets or clears (null) the next action of accounts. Gives back what stood there, for undo. */
export const setNextAction: WriteCommand<
  { readonly accountIds: readonly AccountId[]; readonly action: PlannedAction | null },
  readonly PreviousAction[]
> = (db, { accountIds, action }, context) => {
  const read = db.prepare<[string], PlannedAction>(
    'SELECT kind, date, note FROM next_action WHERE account_id = ?',
  );
  const previous = [...new Set(accountIds)].map((accountId) => ({
    accountId,
    action: read.get(accountId) ?? null,
  }));
  const changing = previous.filter((item) => !sameAction(item.action, action));
  const entries = changing.map(({ accountId, action: before }): NewLogEntry => {
    requireAccount(db, accountId);
    if (action === null) {
      db.prepare('DELETE FROM next_action WHERE account_id = ?').run(accountId);
      return {
        kind: 'next_action_cleared',
        account: accountId,
        payload: { summary: 'Next action cleared', before },
      };
    }
    db.prepare(
      `INSERT OR REPLACE INTO next_action (account_id, kind, date, note, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(accountId, action.kind, action.date, action.note, context.now, context.actor);
    const summary = `Next: ${action.kind.replaceAll('_', ' ')} on ${formatExactDate(action.date)}${action.note ? `: ${action.note}` : ''}`;
    return { kind: 'next_action_set', account: accountId, payload: { summary, ...action, before } };
  });
  return logged(
    previous,
    entries,
    refreshAfter(
      db,
      context,
      changing.map((item) => item.accountId),
    ),
  );
};

export interface PreviousSnooze {
  readonly accountId: AccountId;
  readonly until: PlainDate | null;
  readonly reason: string | null;
}

/** Puts accounts aside until a day, or takes them back (null). Gives back what stood there, for undo. */
export const snooze: WriteCommand<
  {
    readonly accountIds: readonly AccountId[];
    readonly until: PlainDate | null;
    readonly reason: string | null;
  },
  readonly PreviousSnooze[]
> = (db, { accountIds, until, reason }, context) => {
  const read = db.prepare<[string], { until: PlainDate; reason: string | null }>(
    'SELECT until, reason FROM snooze WHERE account_id = ?',
  );
  const previous = [...new Set(accountIds)].map((accountId) => {
    const row = read.get(accountId);
    return { accountId, until: row?.until ?? null, reason: row?.reason ?? null };
  });
  const changing = previous.filter(
    (item) => item.until !== until || item.reason !== (until === null ? null : reason),
  );
  const entries = changing.map(({ accountId, until: before }): NewLogEntry => {
    requireAccount(db, accountId);
    if (until === null) {
      db.prepare('DELETE FROM snooze WHERE account_id = ?').run(accountId);
      return { kind: 'snooze_ended', account: accountId, payload: { summary: 'Snooze ended', before } };
    }
    db.prepare(
      'INSERT OR REPLACE INTO snooze (account_id, until, reason, set_at, set_by) VALUES (?, ?, ?, ?, ?)',
    ).run(accountId, until, reason, context.now, context.actor);
    const summary = `Snoozed until ${formatExactDate(until)}${reason ? `: ${reason}` : ''}`;
    return { kind: 'snoozed', account: accountId, payload: { summary, until, reason, before } };
  });
  return logged(
    previous,
    entries,
    refreshAfter(
      db,
      context,
      changing.map((item) => item.accountId),
    ),
  );
};

function sameAction(left: PlannedAction | null, right: PlannedAction | null): boolean {
  if (left === null || right === null) return left === right;
  return left.kind === right.kind && left.date === right.date && left.note === right.note;
}

function logged<Output>(
  output: Output,
  entries: readonly NewLogEntry[],
  afterLog: () => void,
): CommandResult<Output> {
  const [first, ...rest] = entries;
  return first === undefined ? { output, unchanged: true } : { output, entries: [first, ...rest], afterLog };
}
