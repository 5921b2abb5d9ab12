import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** What a backup would have to ask about, by a code that scripts may rely on. */
export const GAP_CODES = [
  'no_next_action',
  'no_owner',
  'stale_notes',
  'reply_waiting',
  'drafts_without_owner',
  'mail_queued',
  'mail_unclear',
] as const;
export type GapCode = (typeof GAP_CODES)[number];

export interface HandoffGap {
  readonly code: GapCode;
  readonly accounts: readonly { readonly id: AccountId; readonly name: string }[];
}

/** An overdue account about which nothing was noted for so long needs a look before it is handed over. */
export const STALE_AFTER_DAYS = 30;

const OF = 'account_id IN (SELECT value FROM json_each(@accounts))';
const OVERDUE = `SELECT account_id FROM account_summary WHERE ${OF} AND overdue_minor > 0`;
const WAITING_DRAFTS = `SELECT account_id FROM draft WHERE ${OF}
  AND state IN ('draft', 'failed', 'queued', 'appending') AND seen_in_mailbox IS NULL`;

const ACCOUNTS_OF: Readonly<Record<GapCode, string>> = {
  no_next_action: `${OVERDUE} AND has_step = 0`,
  no_owner: `${OVERDUE} AND owner IS NULL`,
  stale_notes: `${OVERDUE} AND (last_touch_at IS NULL OR last_touch_at < @staleBefore)`,
  reply_waiting: `SELECT account_id FROM unanswered_reply WHERE ${OF}`,
  drafts_without_owner: `${WAITING_DRAFTS} AND account_id NOT IN (SELECT account_id FROM account_owner)`,
  mail_queued: `SELECT account_id FROM outbox_message WHERE ${OF}
    AND state IN ('approved', 'queued', 'checking', 'review')`,
  mail_unclear: `SELECT account_id FROM outbox_message WHERE ${OF} AND state IN ('dispatching', 'unknown')`,
};

/** What is not in order about accounts before they are handed over: every kind of gap that there is, with its accounts. */
export function handoffGaps(
  db: Connection,
  { accounts, today }: { readonly accounts: readonly AccountId[]; readonly today: PlainDate },
): readonly HandoffGap[] {
  const parameters = { accounts: JSON.stringify(accounts), staleBefore: addDays(today, -STALE_AFTER_DAYS) };
  return GAP_CODES.map((code) => ({
    code,
    accounts: db
      .prepare<unknown[], HandoffGap['accounts'][number]>(
        `SELECT id, name FROM account WHERE id IN (${ACCOUNTS_OF[code]}) ORDER BY name COLLATE NOCASE, id`,
      )
      .all(named(ACCOUNTS_OF[code], parameters)),
  })).filter((gap) => gap.accounts.length > 0);
}

/** SQLite refuses parameters that a statement does not name. */
function named(sql: string, parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => sql.includes(`@${name}`)));
}
