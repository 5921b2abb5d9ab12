import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import { countOf } from '../../../../shared/domain/format/words.ts';
import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { requireAccount } from '../commands/account-rows.ts';
import type { CommandContext, NewLogEntry, WriteCommand } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import type { LogHead } from '../touchpoint-log/entry-hash.ts';

export interface GivenHandoff {
  readonly id: HandoffId;
  readonly recipientJson: string | null;
  readonly recipientName: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  /** Where our log stood when the pack was read. */
  readonly head: LogHead;
  readonly words: string;
  readonly accounts: readonly { readonly id: AccountId; readonly name: string }[];
  /** Of the finished pack. */
  readonly sha256: string;
  readonly path: readonly HandoffId[];
}

/**
 * Hands accounts to somebody for a time: while the window runs nothing goes out to them from here. Errors: `not_found`; `conflict` when
 * an account is handed out in a part of the window already, or when something happened since the pack was read (`stale`
 * in the details: read it again).
 */
export const giveHandoff: WriteCommand<GivenHandoff, null> = (db, handoff, context) => {
  for (const { id } of handoff.accounts) requireAccount(db, id);
  requireNothingNew(db, handoff);
  requireFree(db, handoff);
  db.prepare(
    `INSERT INTO given_handoff (id, recipient_json, recipient_name, starts_on, ends_on, head_seq, head_hash, words,
       given_at, given_by, returned_seq)
     VALUES (@id, @recipientJson, @recipientName, @startsOn, @endsOn, @headSeq, @headHash, @words, @now, @actor, 0)`,
  ).run({
    id: handoff.id,
    recipientJson: handoff.recipientJson,
    recipientName: handoff.recipientName,
    startsOn: handoff.startsOn,
    endsOn: handoff.endsOn,
    words: handoff.words,
    headSeq: handoff.head.seq,
    headHash: handoff.head.hash,
    now: context.now,
    actor: context.actor,
  });
  const insert = db.prepare(
    "INSERT INTO given_account (handoff_id, account_id, state) VALUES (?, ?, 'handed')",
  );
  for (const { id } of handoff.accounts) insert.run(handoff.id, id);
  const { recipientName: to, startsOn, endsOn } = handoff;
  const facts = { handoff: handoff.id, to, from: startsOn, until: endsOn };
  const whole: NewLogEntry = {
    kind: 'handoff_given',
    account: null,
    payload: {
      summary: `${countOf(handoff.accounts.length, 'account', 'accounts')} handed to ${to} from ${formatExactDate(startsOn)} to ${formatExactDate(endsOn)}`,
      ...facts,
      pack: { sha256: handoff.sha256, head: handoff.head },
      path: handoff.path,
    },
  };
  const each = handoff.accounts.map(
    ({ id }): NewLogEntry => ({
      kind: 'handoff_given',
      account: id,
      payload: {
        summary: `Handed to ${to} from ${formatExactDate(startsOn)} to ${formatExactDate(endsOn)}`,
        ...facts,
      },
    }),
  );
  const accounts = handoff.accounts.map(({ id }) => id);
  return {
    output: null,
    entries: [whole, ...each],
    afterLog: () => refreshSummaries(db, { today: context.today, accounts }),
  };
};

/** Ends a handoff before its last day: the accounts are ours again. */
export const closeHandoff: WriteCommand<{ readonly id: HandoffId; readonly why: string }, null> = (
  db,
  { id, why },
  context,
) => {
  const row = requireGiven(db, id);
  if (row.closedAt !== null) return { output: null, unchanged: true };
  return { output: null, ...closing(db, { id, why, to: row.recipientName }, context) };
};

/** Closes a handoff within a command; its entry and its upkeep go with the command's own. */
export function closing(
  db: Connection,
  { id, why, to }: { readonly id: HandoffId; readonly why: string; readonly to: string },
  context: CommandContext,
): { readonly entries: readonly [NewLogEntry]; readonly afterLog: () => void } {
  db.prepare('UPDATE given_handoff SET closed_at = ?, closed_why = ? WHERE id = ?').run(context.now, why, id);
  const accounts = givenAccounts(db, id);
  return {
    entries: [
      {
        kind: 'handoff_closed',
        account: null,
        payload: { summary: `Handoff to ${to} ended: ${why}`, handoff: id, why },
      },
    ],
    afterLog: () => refreshSummaries(db, { today: context.today, accounts }),
  };
}

export interface GivenRow {
  readonly id: HandoffId;
  readonly recipientJson: string | null;
  readonly recipientName: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly logId: string | null;
  readonly returnedSeq: number;
  readonly givenAt: string;
  readonly closedAt: string | null;
}

/** A handoff that was given from here; throws `not_found`. */
export function requireGiven(db: Connection, id: HandoffId): GivenRow {
  const row = db
    .prepare<[string], GivenRow>(
      `SELECT id, recipient_json AS recipientJson, recipient_name AS recipientName, starts_on AS startsOn,
         ends_on AS endsOn, log_id AS logId, returned_seq AS returnedSeq, given_at AS givenAt, closed_at AS closedAt
       FROM given_handoff WHERE id = ?`,
    )
    .get(id);
  if (row !== undefined) return row;
  throw new EngineError(
    'not_found',
    'This workspace gave no such handoff. Open the workspace that it came from.',
  );
}

/** The accounts of a handoff that was given from here. */
export function givenAccounts(db: Connection, id: HandoffId): readonly AccountId[] {
  return db
    .prepare<[string], AccountId>(
      'SELECT account_id FROM given_account WHERE handoff_id = ? ORDER BY account_id',
    )
    .pluck()
    .all(id);
}

function requireNothingNew(db: Connection, { head, accounts }: GivenHandoff): void {
  const newer = db
    .prepare<[number, string], number>(
      `SELECT seq FROM touchpoint WHERE seq > ? AND account_id IN (SELECT value FROM json_each(?)) LIMIT 1`,
    )
    .pluck()
    .get(head.seq, JSON.stringify(accounts.map(({ id }) => id)));
  if (newer === undefined) return;
  throw new EngineError('conflict', 'Something happened with these accounts while the pack was made.', {
    stale: true,
  });
}

function requireFree(db: Connection, { accounts, startsOn, endsOn }: GivenHandoff): void {
  const taken = db
    .prepare<unknown[], { name: string; to: string; endsOn: string }>(
      `SELECT account.name, recipient_name AS "to", ends_on AS endsOn
       FROM given_account JOIN given_handoff ON given_handoff.id = handoff_id JOIN account ON account.id = account_id
       WHERE closed_at IS NULL AND state <> 'declined' AND starts_on <= @endsOn AND ends_on >= @startsOn
         AND account_id IN (SELECT value FROM json_each(@accounts)) LIMIT 1`,
    )
    .get({ startsOn, endsOn, accounts: JSON.stringify(accounts.map(({ id }) => id)) });
  if (taken === undefined) return;
  throw new EngineError(
    'conflict',
    `${taken.name} is handed to ${taken.to} until ${taken.endsOn} already. Leave it out, or end that handoff first.`,
  );
}
