import type { ConnectorKind } from '../../../../shared/domain/connections/connector-kinds.ts';
import {
  noteMarker,
  noteText,
  type WriteBackKind,
  writeBackKind,
  writeBackOffer,
} from '../../../../shared/domain/connections/write-back.ts';
import { fileMarker, letterFileName } from '../../../../shared/domain/connections/write-back-files.ts';
import type { AccountId, ConnectionId } from '../../../../shared/domain/ids.ts';
import { CALL_OUTCOMES } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { LogReceipt, NewLogEntry } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import type { ContextData } from '../executor.ts';
import { type SentLetter, sentLetter } from './sent-letter.ts';

interface Flow {
  readonly connectionId: ConnectionId;
  readonly connector: ConnectorKind;
  readonly kindsJson: string;
  readonly customer: string;
}

/** What flows back of an entry. */
interface Flowing {
  readonly id: string;
  readonly kind: WriteBackKind;
  readonly text: string;
  readonly letter: SentLetter | null;
}

/**
 * Queues the notes and letters of entries that flow back, in the transaction that logs them: an entry without its note, or
 * a note without its entry, cannot be. An entry that is taken back takes its note along while nobody has it yet.
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
    const { account } = entry;
    if (account === null || (writeBackKind(entry.kind) === null && entry.kind !== 'mail_sent')) return;
    const flow = flowOf(db, account);
    if (flow === undefined) return;
    const kinds = kindsOf(flow);
    const flowing = [
      noteOf(entry, receipt.id, context),
      ...(kinds.includes('attachment') ? [letterOf(db, entry, receipt.id, context)] : []),
    ];
    for (const one of flowing) {
      if (one !== null && kinds.includes(one.kind)) {
        queue(db, { ...one, account, touchpointId: receipt.id, flow }, context.now);
      }
    }
  });
}

function noteOf(
  entry: NewLogEntry,
  touchpointId: string,
  { today, actor }: Pick<ContextData, 'today' | 'actor'>,
): Flowing | null {
  const kind = writeBackKind(entry.kind);
  if (kind === null) return null;
  const id = noteMarker(touchpointId);
  const text = noteText({ entry: entry.kind, date: today, actor, ...wordsOf(entry) }, id);
  return { id, kind, text, letter: null };
}

/** The letter of an entry, where a message of the outbox was sent. */
function letterOf(
  db: Connection,
  entry: NewLogEntry,
  touchpointId: string,
  { today }: Pick<ContextData, 'today'>,
): Flowing | null {
  const letter = sentLetter(db, entry);
  if (letter === null) return null;
  const id = fileMarker(touchpointId);
  const numbers = letter.invoices.map(({ number }) => number);
  const text = letterFileName({ date: today, stage: letter.stage, numbers }, id);
  return { id, kind: 'attachment', text, letter };
}

function queue(
  db: Connection,
  {
    flow,
    letter,
    ...row
  }: Flowing & { readonly account: AccountId; readonly touchpointId: string; readonly flow: Flow },
  now: string,
): void {
  const offer = writeBackOffer(flow.connector);
  if (!offer.offered) return;
  const { onto } = offer;
  const sourceId = onto === 'customer' ? flow.customer : invoiceFor(db, row.account, letter);
  // Where only invoices carry notes, a customer without an invoice has nothing to write to.
  if (sourceId === undefined) return;
  const { connectionId } = flow;
  const messageId = letter === null ? null : letter.messageId;
  db.prepare(
    `INSERT OR IGNORE INTO write_back (id, connection_id, account_id, touchpoint_id, kind, onto, source_id, text,
       message_id, state, attempts, run_at, created_at, updated_at)
     VALUES (@id, @connectionId, @account, @touchpointId, @kind, @onto, @sourceId, @text, @messageId, 'queued', 0, @now, @now, @now)`,
  ).run({ ...row, connectionId, onto, sourceId, messageId, now });
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

/** The open invoice that was due first, for a letter one of its own; without one, the newest. */
function invoiceFor(db: Connection, account: AccountId, letter: SentLetter | null): string | undefined {
  const own = JSON.stringify(letter === null ? [] : letter.invoices.map(({ id }) => id));
  return db
    .prepare<[string, string], string>(
      `SELECT source_id FROM document
       WHERE account_id = ? AND kind = 'invoice' AND deleted_at IS NULL
         AND source_id <> '' AND source_id NOT GLOB '*[^0-9]*'
       ORDER BY id IN (SELECT value FROM json_each(?)) DESC, open_minor > 0 DESC,
         CASE WHEN open_minor > 0 THEN due_date END, issue_date DESC, id LIMIT 1`,
    )
    .pluck()
    .get(account, own);
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
