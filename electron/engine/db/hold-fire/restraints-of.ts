import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { booksDispute, disputedAmount } from '../../../../shared/domain/disputes/disputed-amount.ts';
import type {
  GateClosed,
  GateDispute,
  GateHold,
  GatePromise,
  GateUnanswered,
  GateUndeliverable,
} from '../../../../shared/domain/gate/types.ts';
import { partsOf } from '../../../../shared/domain/hold-fire/parts.ts';
import { promisedParts } from '../../../../shared/domain/hold-fire/promised-parts.ts';
import { closes } from '../../../../shared/domain/holds/active.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, type MinorUnits, minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { familyOf } from '../summary/account-family.ts';
import { disputesOf } from './disputes-at.ts';
import { doNotContactOf, holdsAt } from './holds-at.ts';
import { promisesAt } from './promises-at.ts';

/** What stands against asking for one open invoice. */
export interface InvoiceRestraints {
  readonly disputes: readonly GateDispute[];
  readonly promises: readonly GatePromise[];
  readonly holds: readonly GateHold[];
}

/** What stands against writing to an account: about its invoices, and about the whole of it. */
export interface AccountRestraints {
  readonly invoices: ReadonlyMap<DocumentId, InvoiceRestraints>;
  readonly closed: readonly GateClosed[];
  readonly undeliverable: readonly GateUndeliverable[];
  readonly unanswered: GateUnanswered | null;
}

/** An open invoice of the account, as `openDocuments` gives it. */
export interface RestrainedInvoice {
  readonly id: DocumentId;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  readonly open: MinorUnits;
  readonly currency: CurrencyCode;
  readonly disputedInLedger: boolean;
  /** Approved as paid, not in the books yet. */
  readonly claimed: MinorUnits;
}

/** Reads what stands against a message to an account on a date, for these open invoices of it. */
export function restraintsOf(
  db: Connection,
  {
    account,
    asOf,
    invoices,
  }: {
    readonly account: AccountId;
    readonly asOf: PlainDate;
    readonly invoices: readonly RestrainedInvoice[];
  },
): AccountRestraints {
  const scope = { asOf, accounts: [account] };
  const disputes = disputesByInvoice(db, account, invoices);
  const holds = holdsByInvoice(db, scope, invoices);
  const promises = promisesByInvoice(db, scope, invoices, disputes, holds);
  return {
    invoices: new Map(
      invoices.map(({ id }) => [
        id,
        { disputes: disputes.get(id) ?? [], promises: promises.get(id) ?? [], holds: holds.get(id) ?? [] },
      ]),
    ),
    closed: doNotContactOf(db, [account])
      .filter((one) => closes(one.channel, 'mail') && (one.contactId === null || one.email !== null))
      .map((one) => ({ email: one.contactId === null ? null : one.email, reason: one.reason })),
    undeliverable: undeliverableOf(db, account),
    unanswered: unansweredOf(db, account),
  };
}

function disputesByInvoice(
  db: Connection,
  account: AccountId,
  invoices: readonly RestrainedInvoice[],
): ReadonlyMap<DocumentId, readonly GateDispute[]> {
  const all = disputesOf(db, { accounts: [account] });
  const settled = settledAgainstBooks(db, account);
  return new Map(
    invoices.map(({ id, disputedInLedger }) => {
      const own = all
        .filter((one) => one.documentId === id)
        .map(({ amountMinor, reason, openedOn, owner }) => ({ amountMinor, reason, since: openedOn, owner }));
      const marked = booksDispute({ markedInBooks: disputedInLedger, settledHere: settled.has(id) });
      const books = { amountMinor: null, reason: null, since: null, owner: null };
      // Whoever took the dispute up here knows its amount; the mark of the books says only that there is one.
      return [id, own.length === 0 && marked ? [books] : own] as const;
    }),
  );
}

/** Invoices whose dispute was settled here while the books kept their mark. */
function settledAgainstBooks(db: Connection, account: AccountId): ReadonlySet<DocumentId> {
  const ids = db
    .prepare<unknown[], DocumentId>(
      `SELECT document_id FROM dispute WHERE account_id IN ${familyOf('@account')} AND state = 'resolved' AND overrides_books = 1`,
    )
    .pluck()
    .all({ account });
  return new Set(ids);
}

function holdsByInvoice(
  db: Connection,
  scope: { readonly asOf: PlainDate; readonly accounts: readonly AccountId[] },
  invoices: readonly RestrainedInvoice[],
): ReadonlyMap<DocumentId, readonly GateHold[]> {
  const holds = holdsAt(db, scope);
  return new Map(
    invoices.map(({ id }) => [
      id,
      holds
        .filter(({ target }) => target.scope !== 'invoice' || target.documentId === id)
        .map(({ target, reason, until, setBy }) => ({ scope: target.scope, reason, until, setBy })),
    ]),
  );
}

/** Promises cover what is neither paid, disputed nor held. */
function promisesByInvoice(
  db: Connection,
  scope: { readonly asOf: PlainDate; readonly accounts: readonly AccountId[] },
  invoices: readonly RestrainedInvoice[],
  disputes: ReadonlyMap<DocumentId, readonly GateDispute[]>,
  holds: ReadonlyMap<DocumentId, readonly GateHold[]>,
): ReadonlyMap<DocumentId, readonly GatePromise[]> {
  const standing = promisesAt(db, scope).filter((promise) => promise.state === 'open');
  const byInvoice = new Map<DocumentId, GatePromise[]>();
  for (const currency of new Set(standing.map((promise) => promise.currency))) {
    const coverable = invoices
      .filter((invoice) => invoice.currency === currency)
      .map((invoice) => ({
        documentId: invoice.id,
        issueDate: invoice.issueDate,
        dueDate: invoice.dueDate,
        coverableMinor: coverableOf(
          invoice,
          disputes.get(invoice.id) ?? [],
          (holds.get(invoice.id) ?? []).length > 0,
        ),
      }));
    const own = standing.filter((promise) => promise.currency === currency);
    for (const { promiseId, documentId, minor } of promisedParts(own, coverable)) {
      const promise = own.find(({ id }) => id === promiseId);
      if (promise === undefined) continue;
      const { date, lastDay, level } = promise;
      byInvoice.set(documentId, [
        ...(byInvoice.get(documentId) ?? []),
        { date, lastDay, level, coveredMinor: minor },
      ]);
    }
  }
  return byInvoice;
}

function coverableOf(
  invoice: RestrainedInvoice,
  disputes: readonly GateDispute[],
  held: boolean,
): MinorUnits {
  return partsOf({
    openMinor: minorUnits(Math.max(0, invoice.open)),
    claimedMinor: invoice.claimed,
    disputedMinor: disputedAmount(invoice.open, disputes),
    held,
    promisedMinor: ZERO,
  }).free;
}

function undeliverableOf(db: Connection, account: AccountId): readonly GateUndeliverable[] {
  return db
    .prepare<unknown[], GateUndeliverable>(
      `SELECT address, since FROM undeliverable_address WHERE address IN
         (SELECT lower(email) FROM contact WHERE account_id IN ${familyOf('@account')} AND email IS NOT NULL)`,
    )
    .all({ account });
}

function unansweredOf(db: Connection, account: AccountId): GateUnanswered | null {
  const row = db
    .prepare<unknown[], GateUnanswered>(
      `SELECT since, about FROM unanswered_reply WHERE account_id IN ${familyOf('@account')} ORDER BY since LIMIT 1`,
    )
    .get({ account });
  return row ?? null;
}
