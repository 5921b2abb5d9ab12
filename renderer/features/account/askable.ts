import type { Account, AccountDocument } from '../../../shared/contract/accounts.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';

/** Overdue invoices of which something may be asked for: what is ticked before a person ticks anything. */
export function askableOf(documents: readonly AccountDocument[]): readonly AccountDocument[] {
  return documents.filter(
    ({ kind, daysPastDue, parts }) => kind === 'invoice' && (daysPastDue ?? 0) > 0 && (parts?.free ?? 0) > 0,
  );
}

/** Open invoices of an account in one currency, oldest due first. */
export function invoicesIn(account: Account, currency: CurrencyCode): readonly AccountDocument[] {
  return account.documents.filter((item) => item.kind === 'invoice' && item.currency === currency);
}

/**
 * The invoices that a person ticked, and none where the ticks stand as they were set at first: those say what is asked
 * for, not what somebody has in mind.
 */
export function tickedByHand(
  account: Account,
  currency: CurrencyCode,
  ticked: ComposeTarget | null,
): readonly DocumentId[] {
  if (ticked?.accountId !== account.id || ticked.currency !== currency) return [];
  const ids = ticked.documentIds ?? [];
  const atFirst = new Set(askableOf(invoicesIn(account, currency)).map(({ id }) => id));
  const same = ids.length === atFirst.size && ids.every((id) => atFirst.has(id));
  return same && ids.length > 1 ? [] : ids;
}
