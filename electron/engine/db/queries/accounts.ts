import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import type { AccountId, ContactId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { PriorityReason } from '../../../../shared/domain/priority/priority.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { type WorklistRow, worklistRows } from '../summary/worklist-rows.ts';
import {
  type AccountStanding,
  accountStanding,
  type PartedDocument,
  partedDocuments,
} from './account-standing.ts';
import { type AgingView, agingView } from './aging-view.ts';
import { figuresOf } from './figures.ts';
import { figuresStopMail } from './figures-stop-mail.ts';
import { openDocuments } from './open-documents.ts';
import { type ProposedAction, proposalToday } from './proposal-today.ts';
import { withSummariesAt } from './summaries-at.ts';

const DOCUMENT_LIMIT = 500;

export interface ContactRow {
  readonly id: ContactId;
  readonly name: string | null;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly billing: boolean;
  readonly source: 'ledger' | 'user';
}

interface HoldView {
  readonly code: string;
  readonly until: PlainDate | null;
  readonly reason: string | null;
}

export interface AccountBalance {
  readonly aging: AgingView;
  readonly overdue: MinorUnits;
  /** What of the overdue may be asked for: neither claimed, disputed, held nor promised. */
  readonly free: MinorUnits;
  /** Nothing is to be done today: on hold, or all of it waits for a promise. */
  readonly rests: boolean;
  /** The level of the last promise where it was not kept and is not made good; else 0. */
  readonly brokenLevel: number;
  readonly oldestDaysPastDue: number;
  readonly score: number;
  readonly reasons: PriorityReason[];
  readonly stage: TemplateStage;
  /** The action that serves it best; null when nothing is overdue. */
  readonly proposal: ProposedAction | null;
}

export interface AccountView {
  readonly id: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly aliases: string[];
  readonly country: string | null;
  readonly terms: string | null;
  readonly balances: AccountBalance[];
  readonly contacts: ContactRow[];
  readonly nextAction: {
    readonly kind: string;
    readonly date: PlainDate;
    readonly note: string | null;
  } | null;
  /** Why it rests or must not be written to, as in the worklist. */
  readonly holds: HoldView[];
  readonly standing: AccountStanding;
  readonly documents: PartedDocument[];
  readonly documentCount: number;
  readonly figures: Figures;
  readonly asOf: PlainDate;
}

export interface AccountInput {
  readonly id: AccountId;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

/** An account by its id or, failing that, its number or exact name; throws `not_found`, or `conflict` when several match. */
export function findAccount(db: Connection, { key }: { readonly key: string }): { readonly id: AccountId } {
  const byId = db
    .prepare<[string], { id: AccountId }>(
      'SELECT COALESCE(merged_into_id, id) AS id FROM account WHERE id = ?',
    )
    .get(key);
  if (byId !== undefined) return byId;
  const rows = db
    .prepare<[string, string], { id: AccountId; number: string | null; name: string }>(
      `SELECT id, number, name FROM account WHERE id IN (SELECT COALESCE(merged_into_id, id) FROM account
         WHERE number = ? OR (number IS NULL AND name = ?)) ORDER BY name LIMIT 5`,
    )
    .all(key, key);
  const [first, second] = rows;
  if (first === undefined) {
    throw new EngineError('not_found', `There is no account with the id or number "${key}".`, {
      account: key,
    });
  }
  if (second !== undefined) {
    throw new EngineError('conflict', `Several accounts are called "${key}". Name one by its id.`, {
      accounts: rows.map((row) => row.id),
    });
  }
  return { id: first.id };
}

interface AccountNames {
  readonly id: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly terms: string | null;
}

/** Everything that the account page shows at once; of an account that was merged into another, that other one's. */
export function accountView(db: Connection, { id: asked, asOf, today }: AccountInput): AccountView {
  const account = db
    .prepare<[string], AccountNames>(
      `SELECT id, number, name, country, terms FROM account
       WHERE id = (SELECT COALESCE(merged_into_id, id) FROM account WHERE id = ?)`,
    )
    .get(asked);
  if (account === undefined)
    throw new EngineError('not_found', 'There is no such account in this workspace.');
  const { id } = account;
  const rows = worklistRows(db, { asOf, today, accounts: [id], book: bookAt(db, { asOf, today }) });
  const tooOld = figuresStopMail(db, asOf, id);
  const balances = rows
    .map((row) => ({
      aging: agingView(row),
      overdue: row.overdue,
      free: row.free,
      rests: row.rests,
      brokenLevel: row.brokenLevel,
      oldestDaysPastDue: row.oldestDays,
      score: row.priority.score,
      reasons: [...row.priority.reasons],
      stage: row.stage,
      proposal: proposalToday(row.proposal, { today: asOf, tooOld }),
    }))
    .sort((left, right) => right.overdue - left.overdue || right.aging.gross - left.aging.gross);
  const documents = partedDocuments(db, { id, asOf }, openDocuments(db, { id, asOf, today }));
  const nextAction = db
    .prepare<[string], { kind: string; date: PlainDate; note: string | null }>(
      'SELECT kind, date, note FROM next_action WHERE account_id = ?',
    )
    .get(id);
  return {
    ...account,
    aliases: db
      .prepare('SELECT name FROM account_alias WHERE account_id = ? ORDER BY name')
      .pluck()
      .all(id) as string[],
    balances,
    contacts: contactsOf(db, id),
    nextAction: nextAction ?? null,
    holds: [...holdsOf(rows), ...snoozeOf(db, { id, asOf })],
    standing: accountStanding(db, { id, asOf }),
    documents: documents.slice(0, DOCUMENT_LIMIT),
    documentCount: documents.length,
    figures: figuresOf(db, id),
    asOf,
  };
}

/** What the rows of an account's currencies say against asking, each once. */
function holdsOf(rows: readonly WorklistRow[]): HoldView[] {
  const each = new Map(rows.flatMap((row) => row.holds).map((hold) => [JSON.stringify(hold), hold]));
  return [...each.values()];
}

function snoozeOf(db: Connection, { id, asOf }: Pick<AccountInput, 'id' | 'asOf'>): HoldView[] {
  return db
    .prepare<[string, string], HoldView>(
      "SELECT 'snoozed' AS code, until, reason FROM snooze WHERE account_id = ? AND until > ?",
    )
    .all(id, asOf);
}

/** Contacts of an account that were not removed, billing contacts first. */
export function contactsOf(db: Connection, id: AccountId): ContactRow[] {
  return db
    .prepare<[string], Omit<ContactRow, 'billing'> & { billing: number }>(
      `SELECT id, name, role, email, phone, billing, source FROM contact
       WHERE account_id = ? AND removed_at IS NULL ORDER BY billing DESC, name, email`,
    )
    .all(id)
    .map((row) => ({ ...row, billing: row.billing === 1 }));
}

export interface AccountMatch {
  readonly id: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly match: string;
}

/** Open invoices of the whole book on the date, by currency: what an account's share of it is measured by. */
function bookAt(
  db: Connection,
  scope: { readonly asOf: PlainDate; readonly today: PlainDate },
): ReadonlyMap<CurrencyCode, MinorUnits> {
  const sums = (table: string) =>
    db
      .prepare<[], { currency: CurrencyCode; gross: MinorUnits }>(
        `SELECT currency, SUM(gross_minor) AS gross FROM ${table} GROUP BY currency`,
      )
      .all();
  const rows = scope.asOf === scope.today ? sums('account_summary') : withSummariesAt(db, scope, sums);
  return new Map(rows.map((row) => [row.currency, row.gross]));
}
