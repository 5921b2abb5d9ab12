import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { Connection } from '../connection.ts';
import { requireGiven } from './give-handoff.ts';
import type { RecordKindName } from './records/record-kind.ts';

/** An entry about a handed account, as it was written where it happened. */
export interface TrailEntry {
  /** In our log. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly kind: TouchpointKind;
  readonly accountId: AccountId;
  readonly summary: string;
  /** The day that it speaks of: of a next action, or a promise. */
  readonly date: PlainDate | null;
  readonly retracted: boolean;
}

/** An account of a handoff, with the recipient's answer. */
export interface HandedAccountView {
  readonly id: AccountId;
  readonly name: string;
  readonly number: string | null;
  readonly state: 'handed' | 'accepted' | 'declined';
}

/** A promise that was open at the handoff, or was made while it ran. */
export interface TrailPromise {
  readonly accountId: AccountId;
  readonly date: PlainDate;
  /** The last day on which a payment keeps it. */
  readonly lastDay: PlainDate;
  readonly state: string;
}

/** What is known of the time in which somebody else worked on accounts. */
export interface HandoffTrail {
  readonly accounts: readonly HandedAccountView[];
  /** When they took over; null before the first return. */
  readonly acceptedAt: Instant | null;
  /** Up to when their log is known; null before the first return. */
  readonly knownUntil: Instant | null;
  /** What they did, in their order. */
  readonly theirs: readonly TrailEntry[];
  /** Our next actions as they stood when the pack was made. */
  readonly planned: readonly TrailEntry[];
  readonly promises: readonly TrailPromise[];
  /** Records that were taken over from them. */
  readonly taken: readonly {
    readonly accountId: AccountId | null;
    readonly kind: RecordKindName;
    readonly count: number;
  }[];
}

/** Reads the trail of a handoff. Throws `not_found`. */
export function handoffTrail(db: Connection, { id }: { readonly id: HandoffId }): HandoffTrail {
  const { logId } = requireGiven(db, id);
  const known = db
    .prepare<[string | null], { acceptedAt: Instant | null; knownUntil: Instant | null }>(
      `SELECT MIN(CASE WHEN kind = 'handoff_accepted' THEN at END) AS acceptedAt, MAX(at) AS knownUntil
       FROM received_entry WHERE log_id = ?`,
    )
    .get(logId);
  return {
    accounts: db.prepare<[string], HandedAccountView>(ACCOUNTS).all(id),
    acceptedAt: known?.acceptedAt ?? null,
    knownUntil: known?.knownUntil ?? null,
    theirs: db.prepare<unknown[], EntryRow>(THEIRS).all({ log: logId }).map(entryOf),
    planned: db.prepare<unknown[], EntryRow>(PLANNED).all({ id }).map(entryOf),
    promises: db.prepare<unknown[], TrailPromise>(PROMISES).all({ id }),
    taken: db.prepare<unknown[], HandoffTrail['taken'][number]>(TAKEN).all({ id }),
  };
}

/** Up to which entry of their log returns were merged; null for a handoff that was not given from here. */
export function mergedUpTo(db: Connection, { id }: { readonly id: HandoffId }): number | null {
  return (
    db.prepare<[string], number>('SELECT returned_seq FROM given_handoff WHERE id = ?').pluck().get(id) ??
    null
  );
}

type EntryRow = Omit<TrailEntry, 'retracted'> & { readonly retracted: 0 | 1 };

function entryOf({ retracted, ...entry }: EntryRow): TrailEntry {
  return { ...entry, retracted: retracted === 1 };
}

const ACCOUNTS = `
  SELECT account.id, name, number, state FROM given_account JOIN account ON account.id = account_id
  WHERE handoff_id = ? ORDER BY name COLLATE NOCASE, account.id`;

const ENTRY = `t.seq, t.at, t.actor, t.kind, t.account_id AS accountId,
  COALESCE(p.payload ->> '$.summary', '') AS summary, p.payload ->> '$.date' AS date,
  EXISTS (SELECT 1 FROM retraction WHERE touchpoint_id = t.id) AS retracted`;

const THEIRS = `
  SELECT ${ENTRY}
  FROM received_entry r JOIN touchpoint t ON t.seq = r.own_seq JOIN touchpoint_payload p ON p.seq = t.seq
  WHERE r.log_id = @log AND t.account_id IS NOT NULL ORDER BY r.seq`;

/** The last word on the next action of each account before the handoff; none where it was cleared. */
const PLANNED = `
  SELECT ${ENTRY}
  FROM touchpoint t JOIN touchpoint_payload p USING (seq)
  WHERE t.kind = 'next_action_set' AND t.seq IN (
    SELECT MAX(seq) FROM touchpoint
    WHERE kind IN ('next_action_set', 'next_action_cleared')
      AND seq <= (SELECT head_seq FROM given_handoff WHERE id = @id)
      AND account_id IN (SELECT account_id FROM given_account WHERE handoff_id = @id)
    GROUP BY account_id)
  ORDER BY t.account_id`;

const PROMISES = `
  SELECT account_id AS accountId, date, date(date, grace_days || ' days') AS lastDay, state FROM promise JOIN given_handoff ON given_handoff.id = @id
  WHERE account_id IN (SELECT account_id FROM given_account WHERE handoff_id = @id)
    AND date BETWEEN starts_on AND ends_on AND (decided_on IS NULL OR decided_on >= starts_on)
  ORDER BY account_id, date`;

const TAKEN = `
  SELECT account_id AS accountId, kind, COUNT(*) AS count FROM handoff_record AS record
  WHERE handoff_id = @id AND NOT EXISTS (
    SELECT 1 FROM merge_conflict
    WHERE merge_conflict.handoff_id = @id AND merge_conflict.kind = record.kind AND merge_conflict.key = record.key
      AND decision IS NOT 'theirs')
  GROUP BY account_id, kind ORDER BY account_id, kind`;
