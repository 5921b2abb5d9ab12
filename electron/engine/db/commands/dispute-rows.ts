import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { DisputeReason } from '../../../../shared/domain/disputes/reasons.ts';
import type { AccountId, DisputeId, DocumentId } from '../../../../shared/domain/ids.ts';
import type { MinorUnits } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';

/** What a person may say and change about a dispute while it is open. */
export interface DisputeDetails {
  readonly reason: DisputeReason;
  /** `null`: all that is open of the invoice. */
  readonly amountMinor: MinorUnits | null;
  readonly text: string;
  /** Who settles it, outside accounts receivable. */
  readonly owner: string | null;
  readonly nextAction: string | null;
  readonly nextDate: PlainDate | null;
  readonly papers: readonly { readonly name: string; readonly receivedOn: PlainDate | null }[];
}

/** A dispute as it is kept, without its papers. */
export interface DisputeState extends Omit<DisputeDetails, 'papers'> {
  readonly accountId: AccountId;
  readonly documentId: DocumentId;
  readonly state: 'open' | 'resolved';
  readonly openedOn: PlainDate;
}

/** The dispute. Throws `not_found`. */
export function requireDispute(db: Connection, id: DisputeId): DisputeState {
  const row = db
    .prepare<[string], DisputeState>(
      `SELECT account_id AS accountId, document_id AS documentId, state, opened_on AS openedOn, reason,
         amount_minor AS amountMinor, text, owner, next_action AS nextAction, next_date AS nextDate
       FROM dispute WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such dispute in this workspace.');
  return row;
}

/** The papers that it needs, in the order in which they were named. */
export function papersOf(db: Connection, id: DisputeId): DisputeDetails['papers'] {
  return db
    .prepare<[string], DisputeDetails['papers'][number]>(
      'SELECT name, received_on AS receivedOn FROM dispute_paper WHERE dispute_id = ? ORDER BY rowid',
    )
    .all(id);
}

/** Puts these papers in place of those before; a name that is blank, or there twice, is left out. */
export function writePapers(db: Connection, id: DisputeId, papers: DisputeDetails['papers']): void {
  db.prepare('DELETE FROM dispute_paper WHERE dispute_id = ?').run(id);
  const insert = db.prepare('INSERT OR IGNORE INTO dispute_paper VALUES (?, ?, ?)');
  for (const { name, receivedOn } of papers) if (name.trim() !== '') insert.run(id, name.trim(), receivedOn);
}
