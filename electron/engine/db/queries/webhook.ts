import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, TouchpointId } from '../../../../shared/domain/ids.ts';
import type { CallOutcome } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { WebhookKind } from '../../../../shared/domain/webhook/webhook-kinds.ts';
import type { Connection } from '../connection.ts';

export interface WebhookRow {
  readonly url: string;
  readonly kinds: readonly WebhookKind[];
  readonly withText: boolean;
  readonly privateAllowed: boolean;
  readonly secretName: string;
  readonly state: 'on' | 'paused';
  readonly attempts: number;
  readonly nextAt: Instant | null;
  readonly problem: string | null;
  readonly delivered: number;
  readonly deliveredAt: Instant | null;
  /** Entries of the log that it still has to tell of. */
  readonly waiting: number;
}

type Stored = Omit<WebhookRow, 'kinds' | 'withText' | 'privateAllowed'> & {
  readonly kindsJson: string;
  readonly withText: number;
  readonly privateAllowed: number;
};

const WAITING = `touchpoint.seq > webhook.after_seq
  AND touchpoint.kind IN (SELECT value FROM json_each(webhook.kinds_json))`;

/** The webhook as it is set; null while it is off. */
export function webhook(db: Connection): WebhookRow | null {
  const row = db
    .prepare<[], Stored>(
      `SELECT url, kinds_json AS kindsJson, with_text AS withText, private_allowed AS privateAllowed,
         secret_name AS secretName, state, attempts, next_at AS nextAt, problem, delivered, delivered_at AS deliveredAt,
         (SELECT COUNT(*) FROM touchpoint WHERE ${WAITING}) AS waiting
       FROM webhook`,
    )
    .get();
  if (row === undefined) return null;
  const { kindsJson, withText, privateAllowed, ...rest } = row;
  return {
    ...rest,
    kinds: JSON.parse(kindsJson) as WebhookKind[],
    withText: withText === 1,
    privateAllowed: privateAllowed === 1,
  };
}

/** An entry of the log that waits to be told. */
export interface WaitingEntry {
  readonly seq: number;
  readonly id: TouchpointId;
  readonly at: Instant;
  readonly actor: string;
  readonly kind: WebhookKind;
  readonly accountId: AccountId | null;
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly summary: string;
  readonly text: string | null;
  readonly outcome: CallOutcome | null;
}

/** What waits to be told, oldest first. */
export function webhookEntries(db: Connection, { limit }: { readonly limit: number }): WaitingEntry[] {
  return db
    .prepare<unknown[], WaitingEntry>(
      `SELECT touchpoint.seq, touchpoint.id, touchpoint.at, touchpoint.actor, touchpoint.kind,
         account.id AS accountId, account.number AS accountNumber, account.name AS accountName,
         payload ->> '$.summary' AS summary, NULLIF(payload ->> '$.text', '') AS text, payload ->> '$.outcome' AS outcome
       FROM webhook JOIN touchpoint ON ${WAITING} JOIN touchpoint_payload USING (seq)
         LEFT JOIN account AS entered ON entered.id = touchpoint.account_id
         LEFT JOIN account ON account.id = COALESCE(entered.merged_into_id, entered.id)
       WHERE webhook.state = 'on' ORDER BY touchpoint.seq LIMIT ?`,
    )
    .all(limit);
}
