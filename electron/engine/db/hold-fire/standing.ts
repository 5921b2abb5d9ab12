import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { InvoiceParts } from '../../../../shared/domain/hold-fire/parts.ts';
import type { Hold } from '../../../../shared/domain/holds/types.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import { addMinor } from '../../../../shared/domain/money.ts';
import { brokenPromises } from '../../../../shared/domain/promises/ground.ts';
import type { Connection } from '../connection.ts';
import { type DocumentView, openDocuments } from '../queries/open-documents.ts';
import { balanceKey } from '../summary/work-facts.ts';
import { doNotContactOf, holdsAt } from './holds-at.ts';
import { partsOfInvoice, type RestraintsOfInvoice, restraintsOfInvoices } from './invoice-parts.ts';
import { type PromiseAt, promisesAt } from './promises-at.ts';

/** Why an account rests or must not be written to, as the worklist shows it. */
export interface StandingHold {
  readonly code: 'held' | 'promised' | 'disputed' | 'do_not_contact' | 'unanswered_reply';
  readonly until: PlainDate | null;
  readonly reason: string | null;
}

/** What stands against asking an account for what is overdue in one currency. */
export interface BalanceStanding {
  /** The overdue invoices parted: see `partsOf`. */
  readonly parts: InvoiceParts;
  /** Due date of the oldest invoice of which something may be asked for; null when there is none. */
  readonly oldestFreeDue: PlainDate | null;
  readonly holds: readonly StandingHold[];
  /** The level of the last promise when it was broken or kept in part and is not made good; 0 otherwise. */
  readonly brokenLevel: number;
  readonly brokenOn: PlainDate | null;
  /** The day of the promise that is due next; null without an open one. */
  readonly promiseDue: PlainDate | null;
}

export interface StandingScope {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly accounts?: readonly AccountId[];
}

/**
 * What stands against asking, by account and currency (`balanceKey`), for the accounts on which anything was put down:
 * promises, disputes, holds, claimed payments, wishes and waiting replies. Others are not in it: only marks of the books
 * stand against those, which the figures know. `workspaceHold` rests on all of them.
 */
export function standingOf(
  db: Connection,
  scope: StandingScope,
): { readonly balances: ReadonlyMap<string, BalanceStanding>; readonly workspaceHold: StandingHold | null } {
  const holds = holdsAt(db, scope);
  const whole = holds.find((hold) => hold.target.scope === 'workspace');
  const balances = new Map<string, BalanceStanding>();
  const promises = Map.groupBy(promisesAt(db, scope), (promise) => promise.accountId);
  const wishes = new Map(doNotContactOf(db, scope.accounts).map((wish) => [wish.accountId, wish]));
  const waiting = waitingReplies(db);
  for (const account of concerned(db, scope, holds)) {
    const documents = openDocuments(db, { id: account, asOf: scope.asOf, today: scope.today });
    const restraints = restraintsOfInvoices(db, { account, asOf: scope.asOf, documents });
    const wish = wishes.get(account);
    const reply = waiting.get(account);
    const own: readonly StandingHold[] = [
      ...holds
        .filter(({ target }) => target.scope === 'account' && target.accountId === account)
        .map(({ until, reason }) => ({ code: 'held' as const, until, reason })),
      ...(wish === undefined ? [] : [{ code: 'do_not_contact' as const, until: null, reason: wish.reason }]),
      ...(reply === undefined ? [] : [{ code: 'unanswered_reply' as const, until: null, reason: reply }]),
    ];
    for (const currency of new Set(documents.map((document) => document.currency))) {
      const overdue = documents.filter(
        (document) =>
          document.currency === currency && document.kind === 'invoice' && (document.daysPastDue ?? 0) > 0,
      );
      const made = (promises.get(account) ?? []).filter((promise) => promise.currency === currency);
      balances.set(balanceKey(account, currency), balanceOf(overdue, restraints, made, own));
    }
  }
  return {
    balances,
    workspaceHold: whole === undefined ? null : { code: 'held', until: whole.until, reason: whole.reason },
  };
}

function balanceOf(
  overdue: readonly DocumentView[],
  restraints: ReadonlyMap<DocumentId, RestraintsOfInvoice>,
  promises: readonly PromiseAt[],
  own: readonly StandingHold[],
): BalanceStanding {
  const parted = overdue.map((document) => ({
    document,
    parts: partsOfInvoice(document, restraints.get(document.id)),
  }));
  const sum = (part: keyof InvoiceParts) => addMinor(...parted.map(({ parts }) => parts[part]));
  const parts = {
    claimed: sum('claimed'),
    disputed: sum('disputed'),
    held: sum('held'),
    promised: sum('promised'),
    free: sum('free'),
  };
  const free = parted.filter((one) => one.parts.free > 0).flatMap(({ document }) => document.dueDate ?? []);
  const open = promises.filter(({ state }) => state === 'open').sort((a, b) => (a.date < b.date ? -1 : 1));
  const broken = brokenOf(promises, overdue);
  const [next] = open;
  return {
    parts,
    oldestFreeDue: free.sort()[0] ?? null,
    holds: [
      ...own,
      ...(next === undefined || parts.promised === 0
        ? []
        : [{ code: 'promised' as const, until: next.lastDay, reason: null }]),
      ...(parts.disputed === 0 ? [] : [{ code: 'disputed' as const, until: null, reason: null }]),
    ],
    brokenLevel: broken?.level ?? 0,
    brokenOn: broken?.lastDay ?? null,
    promiseDue: next?.date ?? null,
  };
}

/** Of several broken promises the one of the highest level, and of those the one that broke last. */
function brokenOf(promises: readonly PromiseAt[], overdue: readonly DocumentView[]): PromiseAt | null {
  return brokenPromises(promises, overdue).reduce<PromiseAt | null>((worst, one) => {
    if (worst === null || one.level > worst.level) return one;
    return one.level === worst.level && one.lastDay >= worst.lastDay ? one : worst;
  }, null);
}

/** Accounts on which something was put down that may stand against asking; few beside the whole book. */
function concerned(
  db: Connection,
  { accounts }: StandingScope,
  holds: readonly Hold[],
): ReadonlySet<AccountId> {
  const rows = db
    .prepare<[], AccountId>(
      `SELECT COALESCE(merged_into_id, id) FROM account WHERE id IN (
         SELECT account_id FROM promise WHERE state NOT IN ('replaced', 'withdrawn')
         UNION SELECT account_id FROM dispute WHERE state = 'open' OR overrides_books = 1
         UNION SELECT account_id FROM do_not_contact WHERE lifted_at IS NULL
         UNION SELECT account_id FROM unanswered_reply
         UNION SELECT account_id FROM cash_match WHERE withdrawn_at IS NULL)`,
    )
    .pluck()
    .all();
  const held = holds.flatMap(({ target }) => (target.scope === 'workspace' ? [] : [target.accountId]));
  const all = new Set([...rows, ...held]);
  return accounts === undefined ? all : new Set(accounts.filter((account) => all.has(account)));
}

function waitingReplies(db: Connection): ReadonlyMap<AccountId, string> {
  const rows = db
    .prepare<[], { accountId: AccountId; about: string }>(
      `SELECT COALESCE((SELECT merged_into_id FROM account WHERE id = account_id), account_id) AS accountId, about
       FROM unanswered_reply`,
    )
    .all();
  return new Map(rows.map((row) => [row.accountId, row.about]));
}
