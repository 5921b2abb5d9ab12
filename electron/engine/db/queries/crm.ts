import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, ContactId, TouchpointId } from '../../../../shared/domain/ids.ts';
import type { CallOutcome } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { Connection } from '../connection.ts';

/** Which accounts an export is about: those that are named, or all; customers that were merged away count as the other one. */
export interface CrmScope {
  readonly accounts: readonly AccountId[] | null;
}

export interface CrmAccountRow {
  readonly id: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly terms: string | null;
}

const CHOSEN = `account.deleted_at IS NULL AND account.merged_into_id IS NULL
  AND (@accounts IS NULL OR account.id IN (SELECT value FROM json_each(@accounts)))`;

/** The customers of an export in the order of their names. */
export function crmAccounts(db: Connection, scope: CrmScope): CrmAccountRow[] {
  return db
    .prepare<unknown[], CrmAccountRow>(
      `SELECT id, number, name, country, terms FROM account WHERE ${CHOSEN} ORDER BY name_key, id`,
    )
    .all(parametersOf(scope));
}

export interface CrmContactRow {
  readonly id: ContactId;
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** The contacts of those customers, without the removed ones and those that carry nothing to find them by. */
export function crmContacts(db: Connection, scope: CrmScope): CrmContactRow[] {
  return db
    .prepare<unknown[], CrmContactRow>(
      `SELECT contact.id, account.id AS accountId, account.name AS accountName, contact.name, contact.role,
         contact.email, contact.phone
       FROM contact JOIN account ON account.id = contact.account_id
       WHERE ${CHOSEN} AND contact.removed_at IS NULL AND COALESCE(contact.name, contact.email) IS NOT NULL
       ORDER BY account.name_key, account.id, contact.name, contact.id`,
    )
    .all(parametersOf(scope));
}

/** Kinds of log entries that a CRM knows as an activity. */
export const CRM_ENTRY_KINDS = [
  'note',
  'call',
  'mail',
  'letter',
  'sms',
  'meeting',
  'mail_sent',
  'draft_sent_in_mailbox',
] as const;
export type CrmEntryKind = (typeof CRM_ENTRY_KINDS)[number];

export interface CrmTouchpointRow {
  readonly id: TouchpointId;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly kind: CrmEntryKind;
  readonly summary: string;
  readonly text: string | null;
  readonly outcome: CallOutcome | null;
  readonly accountId: AccountId;
  readonly accountName: string;
}

export interface CrmTouchpointsInput extends CrmScope {
  readonly from: Instant | null;
  /** Exclusive. */
  readonly to: Instant | null;
  readonly kinds: readonly CrmEntryKind[];
  /** Only entries behind this number of the log. */
  readonly after: number;
}

/** What was done towards those customers, oldest first, without what a person took back. */
export function crmTouchpoints(db: Connection, input: CrmTouchpointsInput): CrmTouchpointRow[] {
  return db
    .prepare<unknown[], CrmTouchpointRow>(
      `SELECT t.id, t.seq, t.at, t.actor, t.kind, p.payload ->> '$.summary' AS summary,
         NULLIF(p.payload ->> '$.text', '') AS text, p.payload ->> '$.outcome' AS outcome,
         account.id AS accountId, account.name AS accountName
       FROM touchpoint t JOIN touchpoint_payload p USING (seq)
         JOIN account AS entered ON entered.id = t.account_id
         JOIN account ON account.id = COALESCE(entered.merged_into_id, entered.id)
       WHERE ${CHOSEN} AND t.seq > @after AND (@from IS NULL OR t.at >= @from) AND (@to IS NULL OR t.at < @to)
         AND t.kind IN (SELECT value FROM json_each(@kinds))
         AND NOT EXISTS (SELECT 1 FROM retraction WHERE touchpoint_id = t.id)
       ORDER BY t.seq`,
    )
    .all({
      ...parametersOf(input),
      after: input.after,
      from: input.from,
      to: input.to,
      kinds: JSON.stringify(input.kinds),
    });
}

export interface CrmTaskRow {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly kind: string;
  readonly date: PlainDate;
  readonly note: string | null;
}

/** What is planned on those customers, at most one step each. */
export function crmTasks(db: Connection, scope: CrmScope): CrmTaskRow[] {
  return db
    .prepare<unknown[], CrmTaskRow>(
      `SELECT account.id AS accountId, account.name AS accountName, kind, date, note
       FROM next_action JOIN account ON account.id = next_action.account_id
       WHERE ${CHOSEN} ORDER BY date, account.name_key, account.id`,
    )
    .all(parametersOf(scope));
}

/** Up to which entry of the log the activities of one kind went to a CRM before; 0 for never. */
export function crmExportedUpTo(
  db: Connection,
  input: { readonly system: string; readonly activity: string },
): { readonly seq: number } {
  const seq = db
    .prepare<unknown[], number>(
      `SELECT COALESCE(MAX(payload ->> '$.upTo'), 0) FROM touchpoint JOIN touchpoint_payload USING (seq)
       WHERE kind = 'crm_exported' AND payload ->> '$.system' = @system
         AND EXISTS (SELECT 1 FROM json_each(payload, '$.activities') WHERE value = @activity)`,
    )
    .pluck()
    .get(input);
  return { seq: seq ?? 0 };
}

function parametersOf({ accounts }: CrmScope): { readonly accounts: string | null } {
  return { accounts: accounts === null ? null : JSON.stringify(accounts) };
}
