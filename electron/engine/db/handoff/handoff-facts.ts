import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** The handoff that this workspace came from. */
export interface ReceivedHandoff {
  readonly id: HandoffId;
  readonly senderJson: string;
  readonly recipientJson: string | null;
  readonly workspaceId: WorkspaceId;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly words: string;
  readonly manifestJson: string;
  readonly acceptedAt: Instant;
  readonly acceptedBy: string;
  readonly returnedAt: Instant | null;
  readonly accounts: readonly {
    readonly id: AccountId;
    readonly name: string;
    readonly number: string | null;
    readonly state: 'accepted' | 'declined';
    readonly words: string;
  }[];
}

/** The handoff that this workspace came from; null in one of one's own. */
export function receivedHandoff(db: Connection): ReceivedHandoff | null {
  const row = db
    .prepare<[], Omit<ReceivedHandoff, 'accounts'>>(
      `SELECT id, sender_json AS senderJson, recipient_json AS recipientJson, workspace_id AS workspaceId,
         starts_on AS startsOn, ends_on AS endsOn, words, manifest_json AS manifestJson, accepted_at AS acceptedAt,
         accepted_by AS acceptedBy, returned_at AS returnedAt FROM received_handoff`,
    )
    .get();
  if (row === undefined) return null;
  const accounts = db
    .prepare<[], ReceivedHandoff['accounts'][number]>(
      `SELECT account_id AS id, name, number, state, words FROM received_account ORDER BY name COLLATE NOCASE, account_id`,
    )
    .all();
  return { ...row, accounts };
}

/** A handoff that was given from here, with how it stands. */
export interface GivenHandoffView {
  readonly id: HandoffId;
  readonly recipientName: string;
  readonly recipientJson: string | null;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly words: string;
  readonly givenAt: Instant;
  readonly givenBy: string;
  readonly logId: WorkspaceId | null;
  readonly returnedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closedWhy: string | null;
  readonly accounts: number;
  readonly declined: number;
  /** Conflicts of its returns that wait for a decision. */
  readonly conflicts: number;
}

/** Handoffs that were given from here, newest first. */
export function givenHandoffs(db: Connection): readonly GivenHandoffView[] {
  return db
    .prepare<[], GivenHandoffView>(
      `SELECT id, recipient_name AS recipientName, recipient_json AS recipientJson, starts_on AS startsOn,
         ends_on AS endsOn, words, given_at AS givenAt, given_by AS givenBy, log_id AS logId, returned_at AS returnedAt,
         closed_at AS closedAt, closed_why AS closedWhy,
         (SELECT COUNT(*) FROM given_account WHERE handoff_id = given_handoff.id) AS accounts,
         (SELECT COUNT(*) FROM given_account WHERE handoff_id = given_handoff.id AND state = 'declined') AS declined,
         (SELECT COUNT(*) FROM merge_conflict WHERE handoff_id = given_handoff.id AND decision IS NULL) AS conflicts
       FROM given_handoff ORDER BY given_at DESC, id DESC`,
    )
    .all();
}
