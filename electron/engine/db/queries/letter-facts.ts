import { dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { GateContact } from '../../../../shared/domain/gate/types.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { CONTACT_KINDS } from '../summary/work-facts.ts';
import { worklistRows } from '../summary/worklist-rows.ts';
import { type ContactRow, contactsOf, type DocumentView, openDocuments } from './accounts.ts';
import { figuresAsOf } from './worklist.ts';
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
  readonly documents: readonly DocumentView[];
  readonly contacts: readonly ContactRow[];
  readonly recentContacts: readonly GateContact[];
  readonly figuresAsOf: Instant | null;
  /** The stage that the account's age and last letters call for. */
  readonly proposedStage: TemplateStage;
  /** Currencies in which the account has anything open. */
  readonly currencies: readonly CurrencyCode[];
}

export interface LetterFactsInput {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

const LOOKED_BACK = 50;

export function letterFacts(db: Connection, input: LetterFactsInput): LetterFacts {
  const account = db
    .prepare<[string], LetterFacts['account']>('SELECT id, number, name, country FROM account WHERE id = ?')
    .get(input.accountId);
  if (account === undefined)
    throw new EngineError('not_found', 'There is no such account in this workspace.');
  const all = openDocuments(db, { id: input.accountId, asOf: input.asOf, today: input.today });
  const rows = worklistRows(db, { asOf: input.asOf, today: input.today, accounts: [input.accountId] });
  return {
    account,
    currency: input.currency,
    documents: all.filter((document) => document.currency === input.currency),
    contacts: contactsOf(db, input.accountId),
    recentContacts: recentContacts(db, input.accountId),
    figuresAsOf: figuresAsOf(db),
    proposedStage: rows.find((row) => row.currency === input.currency)?.stage ?? 'statement',
    currencies: [...new Set(all.map((document) => document.currency))].sort(),
  };
}

function recentContacts(db: Connection, account: AccountId): readonly GateContact[] {
  const { timeZone } = readWorkspace(db);
  return db
    .prepare<[string, number], { at: Instant; kind: string; actor: string }>(
      `SELECT at, kind, actor FROM touchpoint WHERE account_id = ? AND kind IN (${CONTACT_KINDS})
         AND id NOT IN (SELECT touchpoint_id FROM retraction) ORDER BY seq DESC LIMIT ?`,
    )
    .all(account, LOOKED_BACK)
    .map((row) => ({
      date: dateInZone(row.at, timeZone),
      kind: row.kind.startsWith('draft_') ? 'mail' : (row.kind as GateContact['kind']),
      actor: row.actor,
    }));
}
