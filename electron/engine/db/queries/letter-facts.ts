import type { ContactSubject } from '../../../../shared/domain/contact-rules/types.ts';
import { dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import type { GateContact } from '../../../../shared/domain/gate/types.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { addMinor, type CurrencyCode, type MinorUnits, ZERO } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { debtorOf } from '../calls/debtor-of.ts';
import type { Connection } from '../connection.ts';
import { unreturnedAccounts } from '../handoff/unreturned.ts';
import { type AccountRestraints, type RestrainedInvoice, restraintsOf } from '../hold-fire/restraints-of.ts';
import { familyOf } from '../summary/account-family.ts';
import { type ClaimedDocument, claimedDocuments } from '../summary/claimed-cash.ts';
import { CONTACT_KINDS } from '../summary/work-facts.ts';
import { worklistRows } from '../summary/worklist-rows.ts';
import { type ContactRow, contactsOf } from './accounts.ts';
import { figuresOf } from './figures.ts';
import { type DocumentView, openDocuments } from './open-documents.ts';
import { readWorkspace } from './workspace.ts';

/** All that a letter to one account in one currency, and the gate before it, rest on. Read in one snapshot. */
export interface LetterFacts {
  readonly account: {
    readonly id: AccountId;
    readonly number: string | null;
    readonly name: string;
    readonly country: string | null;
  };
  readonly currency: CurrencyCode;
  /** Open items of the account in this currency. */
  readonly documents: readonly DocumentView[];
  /** Invoices in this currency that were settled by then: those that were picked, else the latest ones. */
  readonly settled: readonly SettledInvoice[];
  /** Invoices that received payments were matched with and the books do not show as paid yet. */
  readonly claimed: readonly ClaimedDocument[];
  /** Promises, disputes, holds and wishes that stand against asking for the invoices or writing at all. */
  readonly restraints: AccountRestraints;
  /** What kind of debtor it is and where: for the hours of contact. */
  readonly subject: ContactSubject;
  readonly contacts: readonly ContactRow[];
  readonly recentContacts: readonly GateContact[];
  readonly figures: Figures;
  /** The stage that the account's age and last letters call for. */
  readonly proposedStage: TemplateStage;
  /** Currencies in which the account has anything open. */
  readonly currencies: readonly CurrencyCode[];
}

export interface SettledInvoice {
  readonly id: DocumentId;
  readonly number: string;
  readonly total: MinorUnits;
  readonly dueDate: PlainDate | null;
}

export interface LetterFactsInput {
  /** Invoices that a person ticked; absent: nobody did. */
  readonly picked?: readonly DocumentId[];
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

const LOOKED_BACK = 50;
const LATEST_SETTLED = 20;

export function letterFacts(db: Connection, input: LetterFactsInput): LetterFacts {
  const account = db
    .prepare<[string], LetterFacts['account']>('SELECT id, number, name, country FROM account WHERE id = ?')
    .get(input.accountId);
  if (account === undefined)
    throw new EngineError('not_found', 'There is no such account in this workspace.');
  const all = openDocuments(db, { id: input.accountId, asOf: input.asOf, today: input.today });
  const rows = worklistRows(db, { asOf: input.asOf, today: input.today, accounts: [input.accountId] });
  const claimed = claimedDocuments(db, input.accountId);
  return {
    account,
    currency: input.currency,
    documents: all.filter((document) => document.currency === input.currency),
    settled: settledInvoices(db, input, new Set(all.map((document) => document.id))),
    claimed,
    restraints: restraintsOf(db, {
      account: input.accountId,
      asOf: input.asOf,
      invoices: restrainedInvoices(all, claimed),
    }),
    subject: debtorOf(db, input.accountId),
    contacts: contactsOf(db, input.accountId),
    recentContacts: [...recentContacts(db, input.accountId), ...handedContacts(db, input)],
    figures: figuresOf(db, input.accountId),
    proposedStage: rows.find((row) => row.currency === input.currency)?.stage ?? 'statement',
    currencies: [...new Set(all.map((document) => document.currency))].sort(),
  };
}

function restrainedInvoices(
  documents: readonly DocumentView[],
  claimed: readonly ClaimedDocument[],
): readonly RestrainedInvoice[] {
  const claims = new Map(claimed.map((one) => [one.documentId, addMinor(one.claimedMinor, one.shortMinor)]));
  return documents
    .filter((document) => document.kind === 'invoice')
    .map((invoice) => ({ ...invoice, claimed: claims.get(invoice.id) ?? ZERO }));
}

function recentContacts(db: Connection, account: AccountId): readonly GateContact[] {
  const { timeZone } = readWorkspace(db);
  return db
    .prepare<unknown[], { at: Instant; kind: string; actor: string }>(
      `SELECT at, kind, actor FROM touchpoint WHERE account_id IN ${familyOf('@account')} AND kind IN (${CONTACT_KINDS})
         AND id NOT IN (SELECT touchpoint_id FROM retraction) ORDER BY seq DESC LIMIT @limit`,
    )
    .all({ account, limit: LOOKED_BACK })
    .map((row) => ({
      date: dateInZone(row.at, timeZone),
      kind: /^(draft|mail)_/u.test(row.kind) ? 'mail' : (row.kind as GateContact['kind']),
      actor: row.actor,
    }));
}

/** Whoever had the account and did not return it yet may have written on the last day. */
function handedContacts(
  db: Connection,
  { accountId, today }: Pick<LetterFactsInput, 'accountId' | 'today'>,
): readonly GateContact[] {
  return unreturnedAccounts(db, today)
    .filter((one) => one.accountId === accountId)
    .map(({ lastDay, recipientName }) => ({ date: lastDay, kind: 'handed', actor: recipientName }));
}

function settledInvoices(
  db: Connection,
  input: LetterFactsInput,
  open: ReadonlySet<DocumentId>,
): readonly SettledInvoice[] {
  const picked = input.picked === undefined ? '' : 'AND id IN (SELECT value FROM json_each(@picked))';
  return db
    .prepare<unknown[], SettledInvoice>(
      `SELECT id, number, total_minor AS total, due_date AS dueDate FROM document
       WHERE account_id = @accountId AND currency = @currency AND kind = 'invoice' AND deleted_at IS NULL
         AND (issue_date IS NULL OR issue_date <= @asOf) ${picked}
       ORDER BY COALESCE(due_date, issue_date) DESC LIMIT @limit`,
    )
    .all({
      accountId: input.accountId,
      currency: input.currency,
      asOf: input.asOf,
      limit: open.size + LATEST_SETTLED,
      ...(input.picked === undefined ? {} : { picked: JSON.stringify(input.picked) }),
    })
    .filter((row) => !open.has(row.id))
    .slice(0, LATEST_SETTLED);
}
