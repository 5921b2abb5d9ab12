import { endOfDay, type Instant, LAST_DATE, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, TouchpointId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { CALL_OUTCOMES, type CallOutcome, MANUAL_KINDS } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { Connection } from '../connection.ts';
import { familyOf } from '../summary/account-family.ts';
import { CONTACT_KINDS } from '../summary/work-facts.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { readWorkspace } from './workspace.ts';

export interface TimelineRow {
  readonly key: string;
  readonly at: Instant;
  readonly kind: string;
  readonly actor: string;
  readonly summary: string;
  readonly text: string | null;
  readonly outcome: CallOutcome | null;
  readonly touchpointId: TouchpointId | null;
  readonly retracted: boolean;
  readonly money: { readonly minor: MinorUnits; readonly currency: CurrencyCode } | null;
}

export interface TimelineInput {
  readonly id: AccountId;
  readonly group: 'all' | 'conversation' | 'ledger';
  /** Only what had happened by the end of this day, in the workspace's time zone; absent: everything. */
  readonly asOf?: PlainDate;
  readonly limit: number;
  readonly cursor: string | null;
}

interface Found {
  readonly at: Instant;
  readonly key: string;
  readonly seq: number | null;
  readonly kind: string;
  readonly actor: string | null;
  readonly id: TouchpointId | null;
  readonly payload: string | null;
  readonly retracted: number;
  readonly minor: MinorUnits | null;
  readonly currency: CurrencyCode | null;
  readonly numbers: string | null;
}

/**
 * What happened with an account and those that were merged into it, newest first: the log, and money that arrived according to
 * the books.
 */
export function timeline(
  db: Connection,
  input: TimelineInput,
): { readonly entries: TimelineRow[]; readonly next: string | null } {
  const [at, key] = input.cursor === null ? ['9999', ''] : decodeCursor(input.cursor, isPosition);
  const parts = [logPart(input.group), ...(input.group === 'conversation' ? [] : [PAYMENTS])];
  const asOf = input.asOf ?? LAST_DATE;
  const until = endOfDay(asOf, readWorkspace(db).timeZone);
  const rows = db
    .prepare<unknown[], Found>(
      `SELECT * FROM (${parts.join(' UNION ALL ')}) WHERE (at, key) < (@at, @key) OR (@at = '9999')
       ORDER BY at DESC, key DESC LIMIT @limit`,
    )
    .all({ id: input.id, asOf, until, at, key, limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    entries: page.map(entryOf),
    next: rows.length > input.limit && last !== undefined ? encodeCursor([last.at, last.key]) : null,
  };
}

const KINDS_OF = {
  all: '',
  conversation: `AND kind IN ('note', ${CONTACT_KINDS})`,
  ledger: "AND kind = 'payments_received'",
} satisfies Record<TimelineInput['group'], string>;

const logPart = (group: TimelineInput['group']) => `
  SELECT at, 'log:' || printf('%012d', seq) AS key, seq, kind, actor, id, payload,
    EXISTS (SELECT 1 FROM retraction WHERE touchpoint_id = touchpoint.id) AS retracted,
    NULL AS minor, NULL AS currency, NULL AS numbers
  FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE account_id IN ${familyOf('@id')} AND at <= @until
  ${KINDS_OF[group]}`;

/**
 * Applications of one day in one currency are one line: a payment run often pays many invoices. What a run of a
 * connection brought stands in the log by then, with its numbers, and is not told a second time.
 */
const PAYMENTS = `
  SELECT date || 'T12:00:00.000Z' AS at, 'payment:' || date || ':' || document.currency AS key, NULL AS seq,
    'payment_received' AS kind, NULL AS actor, NULL AS id, NULL AS payload, 0 AS retracted,
    SUM(amount_minor) AS minor, document.currency AS currency,
    group_concat(document.number, ', ' ORDER BY document.number) AS numbers
  FROM allocation JOIN document ON document.id = allocation.document_id
  WHERE document.account_id = @id AND document.kind = 'invoice' AND date <= @asOf
    AND (allocation.batch_id IS NULL OR allocation.batch_id NOT IN (SELECT runs.value FROM touchpoint
      JOIN touchpoint_payload USING (seq), json_each(payload, '$.runs') AS runs
      WHERE account_id IN ${familyOf('@id')} AND kind = 'payments_received' AND at <= @until))
  GROUP BY date, document.currency HAVING SUM(amount_minor) > 0`;

function entryOf(row: Found): TimelineRow {
  const payload = row.payload === null ? {} : (JSON.parse(row.payload) as Record<string, unknown>);
  const manual = (MANUAL_KINDS as readonly string[]).includes(row.kind);
  const text = typeof payload.text === 'string' && payload.text !== '' ? payload.text : null;
  return {
    key: row.key,
    at: row.at,
    kind: row.kind,
    actor: row.actor ?? 'Ledger',
    summary: typeof payload.summary === 'string' ? payload.summary : paidSummary(row.numbers ?? ''),
    text,
    // Other entries have outcomes in words of their own, such as a resolved dispute.
    outcome: CALL_OUTCOMES.find((outcome) => outcome === payload.outcome) ?? null,
    touchpointId: manual ? row.id : null,
    retracted: row.retracted === 1,
    money: row.minor === null || row.currency === null ? null : { minor: row.minor, currency: row.currency },
  };
}

function paidSummary(numbers: string): string {
  const all = numbers.split(', ');
  return all.length <= 3 ? `Payment received on ${numbers}` : `Payment received on ${all.length} invoices`;
}

function isPosition(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
