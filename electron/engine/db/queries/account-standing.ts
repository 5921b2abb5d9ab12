import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { InvoiceParts } from '../../../../shared/domain/hold-fire/parts.ts';
import type { Hold } from '../../../../shared/domain/holds/types.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import type { PromiseState } from '../../../../shared/domain/promises/types.ts';
import type { DebtorProfile } from '../commands/account-profiles.ts';
import type { Connection } from '../connection.ts';
import { type DisputeRow, disputesOf } from '../hold-fire/disputes-at.ts';
import { type DoNotContactRow, doNotContactOf, setHoldsAt } from '../hold-fire/holds-at.ts';
import { partsOfInvoice, restraintsOfInvoices } from '../hold-fire/invoice-parts.ts';
import { type KeptRateOf, keptRatesOf } from '../hold-fire/kept-rates.ts';
import { type PromiseAt, promisesAt } from '../hold-fire/promises-at.ts';
import { familyOf } from '../summary/account-family.ts';
import type { DocumentView } from './open-documents.ts';

/** Decided promises that are shown beside the open ones. */
const DECIDED_SHOWN = 5;
const DECIDED: readonly PromiseState[] = ['kept', 'partly_kept', 'broken'];

export type PromiseOfAccount = Omit<PromiseAt, 'documentIds'> & {
  readonly documentIds: DocumentId[];
  /** Numbers of its invoices; none: it stands on the account. */
  readonly numbers: string[];
};

export type DisputeOfAccount = Omit<DisputeRow, 'papers'> & {
  readonly papers: DisputeRow['papers'][number][];
};

/** Everything that stands against asking an account, for whoever reads the account's page. */
export interface AccountStanding {
  readonly promises: PromiseOfAccount[];
  readonly keptRates: KeptRateOf[];
  readonly disputes: DisputeOfAccount[];
  readonly holds: (Hold & { readonly number: string | null })[];
  readonly doNotContact: (DoNotContactRow & { readonly name: string | null })[];
  readonly unansweredReply: {
    readonly since: PlainDate;
    readonly about: string;
    readonly setBy: string;
  } | null;
  readonly undeliverable: {
    readonly address: string;
    readonly since: PlainDate;
    readonly about: string;
    readonly setBy: string;
  }[];
  readonly owner: string | null;
  readonly debtor: DebtorProfile;
}

export interface StandingInput {
  readonly id: AccountId;
  readonly asOf: PlainDate;
}

/** What stands against asking an account on a date: open promises by their last day, then those decided last. */
export function accountStanding(db: Connection, { id, asOf }: StandingInput): AccountStanding {
  const scope = { asOf, accounts: [id] };
  const promises = promisesAt(db, scope);
  const number = db.prepare<[string], string>('SELECT number FROM document WHERE id = ?').pluck();
  return {
    promises: shownPromises(promises).map((promise) => ({
      ...promise,
      documentIds: [...promise.documentIds],
      numbers: promise.documentIds.flatMap((document) => number.get(document) ?? []),
    })),
    keptRates: [...keptRatesOf(promises, asOf)],
    disputes: disputesOf(db, scope).map((dispute) => ({ ...dispute, papers: [...dispute.papers] })),
    holds: setHoldsAt(db, scope).map((hold) => ({
      ...hold,
      number: hold.target.scope === 'invoice' ? (number.get(hold.target.documentId) ?? null) : null,
    })),
    doNotContact: wishesOf(db, id),
    unansweredReply: unansweredOf(db, id),
    undeliverable: undeliverableOf(db, id),
    owner: ownerOf(db, id),
    debtor: debtorOf(db, id),
  };
}

function shownPromises(promises: readonly PromiseAt[]): readonly PromiseAt[] {
  const open = promises
    .filter(({ state }) => state === 'open')
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1));
  const decided = promises
    .filter(({ state }) => DECIDED.includes(state))
    .sort((a, b) => (a.lastDay < b.lastDay ? 1 : -1));
  return [...open, ...decided.slice(0, DECIDED_SHOWN)];
}

function wishesOf(db: Connection, id: AccountId): AccountStanding['doNotContact'] {
  const name = db
    .prepare<[string], string | null>('SELECT COALESCE(name, email, phone) FROM contact WHERE id = ?')
    .pluck();
  return doNotContactOf(db, [id]).map((wish) => ({
    ...wish,
    name: wish.contactId === null ? null : (name.get(wish.contactId) ?? null),
  }));
}

function unansweredOf(db: Connection, account: AccountId): AccountStanding['unansweredReply'] {
  const row = db
    .prepare<unknown[], NonNullable<AccountStanding['unansweredReply']>>(
      `SELECT since, about, set_by AS setBy FROM unanswered_reply
       WHERE account_id IN ${familyOf('@account')} ORDER BY since LIMIT 1`,
    )
    .get({ account });
  return row ?? null;
}

function undeliverableOf(db: Connection, account: AccountId): AccountStanding['undeliverable'] {
  return db
    .prepare<unknown[], AccountStanding['undeliverable'][number]>(
      `SELECT address, since, about, set_by AS setBy FROM undeliverable_address WHERE address IN
         (SELECT lower(email) FROM contact
          WHERE account_id IN ${familyOf('@account')} AND email IS NOT NULL AND removed_at IS NULL)
       ORDER BY since, address`,
    )
    .all({ account });
}

function ownerOf(db: Connection, id: AccountId): string | null {
  return (
    db.prepare<[string], string>('SELECT owner FROM account_owner WHERE account_id = ?').pluck().get(id) ??
    null
  );
}

/** Whoever said nothing about a debtor deals with a company. */
const COMPANY = { debtorType: 'company', country: null, region: null, timeZone: null } as const;

function debtorOf(db: Connection, id: AccountId): AccountStanding['debtor'] {
  const row = db
    .prepare<[string], AccountStanding['debtor']>(
      'SELECT debtor_type AS debtorType, country, region, time_zone AS timeZone FROM debtor_profile WHERE account_id = ?',
    )
    .get(id);
  return row ?? COMPANY;
}

/** An open document with the parts of an invoice; null for what is owed to the customer. */
export interface PartedDocument extends DocumentView {
  readonly parts: InvoiceParts | null;
  /** The last day of the promise that it waits for; null: it waits for none. */
  readonly promisedUntil: PlainDate | null;
}

/** Parts the open invoices of an account on a date. */
export function partedDocuments(
  db: Connection,
  { id, asOf }: StandingInput,
  documents: readonly DocumentView[],
): PartedDocument[] {
  const restraints = restraintsOfInvoices(db, { account: id, asOf, documents });
  return documents.map((document) => {
    const own = restraints.get(document.id);
    const days = (own?.promises ?? []).map(({ lastDay }) => lastDay).sort();
    return {
      ...document,
      parts: document.kind === 'invoice' ? partsOfInvoice(document, own) : null,
      promisedUntil: days.at(-1) ?? null,
    };
  });
}
