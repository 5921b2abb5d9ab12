import type { ConnectorKind } from '../../../../shared/domain/connections/connector-kinds.ts';
import {
  noteMarker,
  noteText,
  type WriteBackKind,
  writeBackKind,
  writeBackOffer,
} from '../../../../shared/domain/connections/write-back.ts';
import type { AccountId, ConnectionId } from '../../../../shared/domain/ids.ts';
import { CALL_OUTCOMES } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { LogReceipt, NewLogEntry } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import type { ContextData } from '../executor.ts';

interface Flow {
  readonly connectionId: ConnectionId;
  readonly connector: ConnectorKind;
  readonly kindsJson: string;
  readonly customer: string;
}

/**
 * Queues the notes of entries that flow back, in the transaction that logs them: an entry without its note, or a note
 * without its entry, cannot be. An entry that is taken back takes its note along while nobody has it yet.
 */
export function queueNotes(
  db: Connection,
  entries: readonly NewLogEntry[],
  receipts: readonly LogReceipt[],
  context: Pick<ContextData, 'now' | 'today' | 'actor'>,
): void {
  entries.forEach((entry, index) => {
    const receipt = receipts[index];
    if (receipt === undefined) return;
    if (entry.kind === 'note_retracted') dropRetracted(db, entry, context.now);
    const kind = writeBackKind(entry.kind);
    if (kind === null || entry.account === null) return;
    const flow = flowOf(db, entry.account);
    if (flow === undefined || !kindsOf(flow).includes(kind)) return;
    queueNote(db, { entry, account: entry.account, touchpointId: receipt.id, kind, flow }, context);
  });
}

function queueNote(
  db: Connection,
  note: {
    readonly entry: NewLogEntry;
    readonly account: AccountId;
    readonly touchpointId: string;
    readonly kind: WriteBackKind;
    readonly flow: Flow;
  },
  { now, today, actor }: Pick<ContextData, 'now' | 'today' | 'actor'>,
): void {
  const { entry, account, touchpointId, kind, flow } = note;
  const offer = writeBackOffer(flow.connector);
  if (!offer.offered) return;
  const sourceId = offer.onto === 'customer' ? flow.customer : invoiceFor(db, account);
  // Where only invoices carry notes, a customer without an invoice has nothing to write to.
  if (sourceId === undefined) return;
  const id = noteMarker(touchpointId);
  const facts = { entry: entry.kind, date: today, actor, ...wordsOf(entry) };
  db.prepare(
    `INSERT OR IGNORE INTO write_back (id, connection_id, account_id, touchpoint_id, kind, onto, source_id, text, state,
       attempts, run_at, created_at, updated_at)
     VALUES (@id, @connectionId, @account, @touchpointId, @kind, @onto, @sourceId, @text, 'queued', 0, @now, @now, @now)`,
  ).run({
    id,
    connectionId: flow.connectionId,
    account,
    touchpointId,
    kind,
    onto: offer.onto,
    sourceId,
    text: noteText(facts, id),
    now,
  });
}

/** The connection of an account whose notes flow back; undefined where they do not. */
function flowOf(db: Connection, account: AccountId): Flow | undefined {
  return db
    .prepare<[string], Flow>(
      `SELECT connection.id AS connectionId, connection.kind AS connector, kinds_json AS kindsJson,
         substr(source_key, 4) AS customer
       FROM account JOIN connection ON connection.id = account.ledger_id AND removed_at IS NULL
         JOIN write_back_setting ON connection_id = connection.id AND is_on = 1
       WHERE account.id = ? AND source_key LIKE 'id:%'`,
    )
    .get(account);
}

function kindsOf({ kindsJson }: Flow): readonly WriteBackKind[] {
  return JSON.parse(kindsJson) as WriteBackKind[];
}

/** The open invoice that was due first; without one, the newest. */
function invoiceFor(db: Connection, account: AccountId): string | undefined {
  return db
    .prepare<[string], string>(
      `SELECT source_id FROM document
       WHERE account_id = ? AND kind = 'invoice' AND deleted_at IS NULL
         AND source_id <> '' AND source_id NOT GLOB '*[^0-9]*'
       ORDER BY open_minor > 0 DESC, CASE WHEN open_minor > 0 THEN due_date END, issue_date DESC, id LIMIT 1`,
    )
    .pluck()
    .get(account);
}

function wordsOf({ kind, payload }: NewLogEntry) {
  const { text, outcome, subject, summary } = payload;
  return {
    text: typeof text === 'string' ? text : '',
    outcome: CALL_OUTCOMES.find((one) => one === outcome) ?? null,
    subject: typeof subject === 'string' ? subject : subjectIn(kind, summary),
  };
}

/** A message of the outbox is logged as `Sent: ` and its subject. */
function subjectIn(kind: NewLogEntry['kind'], summary: string): string | null {
  return kind === 'mail_sent' ? summary.replace(/^Sent: /, '') : null;
}

function dropRetracted(db: Connection, { payload }: NewLogEntry, now: string): void {
  db.prepare(
    `UPDATE write_back SET state = 'dropped', run_at = NULL, updated_at = ?
     WHERE touchpoint_id = ? AND state IN ('queued', 'failed', 'ambiguous')`,
  ).run(now, payload.entry);
}
