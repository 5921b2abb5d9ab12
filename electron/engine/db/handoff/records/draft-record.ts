import { z } from 'zod';
import type { AccountId } from '../../../../../shared/domain/ids.ts';
import { TEMPLATE_STAGES } from '../../../../../shared/domain/letters/stages.ts';
import type { Connection } from '../../connection.ts';
import { draft } from '../../schema/index.ts';
import { familiesOf } from '../../summary/account-family.ts';
import { type PackRow, packColumns, rowSchema } from '../row-schema.ts';
import type { AccountRecord, RecordKind } from './record-kind.ts';

/**
 * What became of a letter. `waiting`: somebody still has to see to it. `unclear`: it was handed to a mail server and
 * nobody knows whether it was taken, so nobody may send it again.
 */
const FATES = ['waiting', 'sent', 'unclear', 'gone'] as const;
type Fate = (typeof FATES)[number];

/** What a letter says and asks for, without where its copies lie and how it was to be sent. */
const CARRIED = [
  'id',
  'account_id',
  'currency',
  'stage',
  'language',
  'template_version',
  'to_json',
  'cc_json',
  'subject',
  'text',
  'html',
  'edited',
  'unresolved_json',
  'invoices_json',
  'amount_minor',
  'gate_json',
  'as_of',
  'message_id',
  'created_at',
  'figures_json',
  'origin',
  'handed_over_at',
] as const;
/** Worked out anew on each side. */
const WORKED_OUT: readonly string[] = ['gate_json', 'as_of', 'figures_json'];

const SELECT = `SELECT ${CARRIED.map((name) => `draft.${name}`).join(', ')},
  CASE
    WHEN draft.state = 'sent' OR draft.seen_in_mailbox = 'sent' THEN 'sent'
    WHEN draft.state = 'discarded' OR draft.seen_in_mailbox = 'removed' THEN 'gone'
    WHEN draft.state <> 'in_outbox' THEN 'waiting'
    WHEN message.state IN ('dispatching', 'unknown') THEN 'unclear'
    WHEN message.state = 'sent' OR (message.state = 'resolved' AND message.resolved_as = 'sent') THEN 'sent'
    ELSE 'waiting'
  END AS fate,
  draft.handed_over_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM draft AS later WHERE later.account_id = draft.account_id
    AND later.currency = draft.currency AND later.handed_over_at > draft.handed_over_at) AS last
  FROM draft LEFT JOIN outbox_message AS message ON message.id =
    (SELECT id FROM outbox_message WHERE draft_id = draft.id AND state <> 'cancelled' ORDER BY id DESC LIMIT 1)
  WHERE draft.account_id IN ${familiesOf('@accounts')} ORDER BY draft.id`;

const schema = z.strictObject({
  fate: z.enum(FATES),
  /** The last letter to the account in its currency that left: the next stage and its day go by it. */
  last: z.boolean(),
  row: carriedRow(),
});

/** A letter that is written and not sent: whoever has the account sees to it. */
export const draftRecord: RecordKind = {
  schema,
  read(db, accounts) {
    const rows = db
      .prepare<unknown[], PackRow & { readonly fate: Fate; readonly last: number }>(SELECT)
      .all({ accounts: JSON.stringify(accounts) });
    return rows.map(({ fate, last, ...row }): AccountRecord => {
      const value = { fate, last: last === 1, row };
      return { key: String(row.id), accountId: row.account_id as AccountId, value };
    });
  },
  comparable: (value) => {
    if (value.fate !== 'waiting') return { fate: value.fate };
    const row = Object.entries(value.row as PackRow).filter(([name]) => !WORKED_OUT.includes(name));
    return { fate: value.fate, row: Object.fromEntries(row) };
  },
  travels: ({ fate, last }) => fate === 'waiting' || fate === 'unclear' || (fate === 'sent' && last === true),
  stands: (value) => value.fate === 'waiting',
  put(db, key, value, now) {
    const row = value.row as PackRow;
    if (row.id !== key) throw new TypeError(`A draft under ${key} says that it is another one.`);
    if (value.fate === 'waiting') putWaiting(db, row, now);
    else if (value.fate === 'gone') putAway(db, key, 'discarded', now);
    else putSent(db, row, now);
  },
  remove: (db, key, now) => putAway(db, key, 'discarded', now),
  accountOf: (value) => (value.row as PackRow).account_id as AccountId,
  madeAt: (value) => String((value.row as PackRow).created_at),
  rivals: () => [],
  giveWay: () => undefined,
};

/** Its wording as the other side left it; how it is sent is decided here. */
function putWaiting(db: Connection, row: PackRow, now: string): void {
  const names = [...CARRIED];
  takeFromOutbox(db, String(row.id), now);
  db.prepare(
    `INSERT INTO draft (${names.join(', ')}, state, attempts, updated_at)
     VALUES (${names.map((name) => `@${name}`).join(', ')}, 'draft', 0, @now)
     ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')},
       state = 'draft', bytes = NULL, last_error_json = NULL, updated_at = @now`,
  ).run({ ...row, now });
}

/** It went out from the other side: the next stage goes by its day, and nothing here may send it once more. */
function putSent(db: Connection, row: PackRow, now: string): void {
  const names = [...CARRIED];
  takeFromOutbox(db, String(row.id), now);
  db.prepare(
    `INSERT INTO draft (${names.join(', ')}, state, attempts, updated_at)
     VALUES (${names.map((name) => `@${name}`).join(', ')}, 'sent', 0, @now)
     ON CONFLICT (id) DO UPDATE SET state = 'sent', run_at = NULL, updated_at = @now,
       handed_over_at = COALESCE(excluded.handed_over_at, handed_over_at)`,
  ).run({ ...row, now });
}

/** The other side has seen to it: nothing here may send it once more. */
function putAway(db: Connection, id: string, state: 'discarded', now: string): void {
  takeFromOutbox(db, id, now);
  db.prepare('UPDATE draft SET state = ?, run_at = NULL, updated_at = ? WHERE id = ?').run(state, now, id);
}

function takeFromOutbox(db: Connection, id: string, now: string): void {
  db.prepare(
    `UPDATE outbox_message SET state = 'cancelled', settled_at = ?, updated_at = ?
     WHERE draft_id = ? AND state IN ('approved', 'queued', 'checking', 'review', 'rejected')`,
  ).run(now, now, id);
}

function carriedRow(): z.ZodType<PackRow> {
  const carried: readonly string[] = CARRIED;
  const whole = rowSchema(
    draft,
    packColumns(draft).filter(({ name }) => carried.includes(name)),
  );
  return whole.refine(
    (row) => (TEMPLATE_STAGES as readonly string[]).includes(String(row.stage)),
    'has no stage',
  );
}
