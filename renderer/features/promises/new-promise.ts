import type { Account, AccountDocument } from '../../../shared/contract/accounts.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../../../shared/domain/money.ts';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { askableOf, invoicesIn } from '../account/askable.ts';

type Promise = Account['standing']['promises'][number];

/** The invoices that a new promise is about at first: what is ticked, else all that is overdue and may be asked for. */
export function firstInvoices(
  account: Account,
  currency: CurrencyCode,
  ticked: ComposeTarget | null,
): readonly DocumentId[] {
  const own =
    ticked?.accountId === account.id && ticked.currency === currency ? ticked.documentIds : undefined;
  const invoices = invoicesIn(account, currency);
  const chosen = (own ?? []).filter((id) => invoices.some((invoice) => invoice.id === id));
  return chosen.length > 0 ? chosen : askableOf(invoices).map(({ id }) => id);
}

/** What is asked for of invoices: neither paid, disputed nor held. What is promised already counts: it is promised anew. */
export function askedFor(invoices: readonly AccountDocument[]): MinorUnits {
  return addMinor(...invoices.flatMap(({ parts }) => (parts === null ? [] : [parts.free, parts.promised])));
}

/** What is open on the ground of a promise: on its invoices, or on all of the account when there are none. */
export function openOn(invoices: readonly AccountDocument[], chosen: ReadonlySet<DocumentId>): MinorUnits {
  const ground = chosen.size === 0 ? invoices : invoices.filter(({ id }) => chosen.has(id));
  return addMinor(...ground.map(({ open }) => open));
}

/** The open promises whose place a new one takes: those on a common invoice, or both on the account. */
export function replacedBy(
  account: Account,
  currency: CurrencyCode,
  chosen: ReadonlySet<DocumentId>,
): readonly Promise[] {
  return account.standing.promises.filter((promise) => {
    if (promise.state !== 'open' || promise.currency !== currency) return false;
    if (promise.documentIds.length === 0 || chosen.size === 0)
      return promise.documentIds.length === chosen.size;
    return promise.documentIds.some((id) => chosen.has(id));
  });
}
