import type { Account, AccountDocument } from '../../../shared/contract/accounts.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';

/** Overdue invoices of which something may be asked for: what is ticked before a person ticks anything. */
export function askableOf(documents: readonly AccountDocument[]): readonly AccountDocument[] {
  return documents.filter((item) => item.kind === 'invoice' && (item.daysPastDue ?? 0) > 0 && isFree(item));
}

/** Something is overdue, and all of it is held: by a hold, or because somebody else looks after the account. */
export function allHeld(documents: readonly AccountDocument[]): boolean {
  const overdue = documents.filter((item) => item.kind === 'invoice' && (item.daysPastDue ?? 0) > 0);
  return overdue.length > 0 && overdue.every(({ parts }) => (parts?.held ?? 0) > 0);
}

/** Open invoices of an account in one currency, oldest due first. */
export function invoicesIn(account: Account, currency: CurrencyCode): readonly AccountDocument[] {
  return account.documents.filter((item) => item.kind === 'invoice' && item.currency === currency);
}

/**
 * What stays ticked when the account was read anew: what nobody may be asked for any more is not, and ticks that stand
 * as they were set at first are set anew.
 */
export function ticksAfter(
  ticks: ReadonlySet<string>,
  before: readonly AccountDocument[],
  now: readonly AccountDocument[],
): ReadonlySet<string> {
  const first = askableOf(before);
  if (first.length === ticks.size && first.every(({ id }) => ticks.has(id))) {
    return new Set(askableOf(now).map(({ id }) => id));
  }
  const wasFree = new Set(before.filter(isFree).map(({ id }) => id));
  const stay = now.filter((item) => ticks.has(item.id) && (isFree(item) || !wasFree.has(item.id)));
  return new Set(stay.map(({ id }) => id));
}

function isFree({ parts }: AccountDocument): boolean {
  return (parts?.free ?? 0) > 0;
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
