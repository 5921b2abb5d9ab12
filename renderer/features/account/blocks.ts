import type { Account, AccountDocument } from '../../../shared/contract/accounts.ts';
import type { DisputeView } from '../../../shared/contract/disputes.ts';
import type { StandingHold } from '../../../shared/contract/holds.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { DISPUTE_REASON_LABELS } from '../../../shared/domain/disputes/reasons.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../../../shared/domain/money.ts';
import { shortDate } from '../../ui/format/date-format.ts';
import type { FormatContext } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import { disputedNow, missingPapers } from '../disputes/dispute-words.ts';
import { CHANNEL_WORDS } from '../holds/hold-words.ts';
import type { Wish } from '../holds/use-hold-actions.ts';
import { groundWords, levelWords } from '../promises/promise-words.ts';

type Standing = Account['standing'];
export type PromiseOfAccount = Standing['promises'][number];

/** What a person can do about a block. */
export type Lift =
  | { readonly kind: 'hold'; readonly hold: StandingHold; readonly name: string }
  | { readonly kind: 'wish'; readonly wish: Wish; readonly name: string }
  | { readonly kind: 'answered'; readonly about: string }
  | { readonly kind: 'arrives'; readonly address: string; readonly about: string }
  | { readonly kind: 'promise'; readonly promise: PromiseOfAccount }
  | { readonly kind: 'dispute'; readonly dispute: DisputeView };

/** One thing that stands against asking: what, since when, who can lift it, and the way to do so. */
export interface Block {
  readonly key: string;
  readonly what: string;
  readonly since: PlainDate | null;
  readonly who: string;
  /** Null: it is lifted elsewhere, as `who` says. */
  readonly lift: Lift | null;
}

/** What stands against asking an account in one currency: what closes everything first, then what closes a part. */
export function blocksOf(
  account: Account,
  currency: CurrencyCode | null,
  format: FormatContext,
): readonly Block[] {
  const { standing } = account;
  const own = account.documents.filter((item) => item.kind === 'invoice' && item.currency === currency);
  return [
    ...standing.holds.map((hold) => blockOfHold(hold, account, format)),
    ...standing.doNotContact.map((wish) => blockOfWish(wish, account)),
    ...blockOfReply(standing),
    ...standing.undeliverable.map(({ address, since, about }) => ({
      key: `address ${address}`,
      what: `Mail to ${address} comes back${about === '' ? '' : `: ${about}`}`,
      since,
      who: 'Correct the address, or say that it arrives again',
      lift: { kind: 'arrives', address, about } as const,
    })),
    ...standing.promises
      .filter((promise) => promise.state === 'open' && promise.currency === currency)
      .map((promise) => blockOfPromise(promise, format)),
    ...standing.disputes
      .filter((dispute) => dispute.currency === currency)
      .map((dispute) => blockOfDispute(dispute, format)),
    ...blockOfBooks(own, standing, format),
    ...blockOfClaims(own, format),
  ];
}

function blockOfHold(hold: Standing['holds'][number], account: Account, format: FormatContext): Block {
  const name = { workspace: 'Everything', account: account.name, invoice: hold.number ?? 'An invoice' }[
    hold.target.scope
  ];
  const what = { workspace: 'Everything', account: 'The account', invoice: name }[hold.target.scope];
  const end = hold.until === null ? '' : ` until ${shortDate(hold.until, format.today, format.locale)}`;
  return {
    key: hold.id,
    what: `${what} is on hold${end}: ${hold.reason}`,
    since: hold.setOn,
    who: `set by ${hold.setBy}; anybody here can lift it`,
    lift: { kind: 'hold', hold, name },
  };
}

function blockOfWish(wish: Wish, account: Account): Block {
  const name = wish.name ?? account.name;
  return {
    key: wish.id,
    what: `${wish.contactId === null ? 'The account' : name}: ${CHANNEL_WORDS[wish.channel]}${wish.reason === '' ? '' : `, ${wish.reason}`}`,
    since: wish.setOn,
    who: `set by ${wish.setBy}; lift it only when they say so`,
    lift: { kind: 'wish', wish, name },
  };
}

function blockOfReply({ unansweredReply: reply }: Standing): readonly Block[] {
  if (reply === null) return [];
  return [
    {
      key: 'reply',
      what: `The customer waits for an answer${reply.about === '' ? '' : `: ${reply.about}`}`,
      since: reply.since,
      who: 'until it has one',
      lift: { kind: 'answered', about: reply.about },
    },
  ];
}

function blockOfPromise(promise: PromiseOfAccount, { today, locale }: FormatContext): Block {
  const { amountMinor, currency, date, lastDay } = promise;
  const grace = lastDay === date ? '' : `, counted until ${shortDate(lastDay, today, locale)}`;
  const level = levelWords(promise.level);
  return {
    key: promise.id,
    what: `${moneyText(amountMinor, currency, locale)} promised by ${shortDate(date, today, locale)}${grace} ${groundWords(promise.numbers)}${level === null ? '' : ` (${level})`}`,
    since: promise.madeOn,
    who: 'payments decide it',
    lift: { kind: 'promise', promise },
  };
}

function blockOfDispute(dispute: DisputeView, { locale }: FormatContext): Block {
  const missing = missingPapers(dispute);
  return {
    key: dispute.id,
    what: `${moneyText(disputedNow(dispute), dispute.currency, locale)} of ${dispute.number} disputed: ${DISPUTE_REASON_LABELS[dispute.reason].toLowerCase()}`,
    since: dispute.openedOn,
    who: [dispute.owner === null ? 'nobody settles it yet' : `${dispute.owner} settles it`, missing]
      .filter(Boolean)
      .join(', '),
    lift: { kind: 'dispute', dispute },
  };
}

/** Invoices that only the books call disputed. */
function blockOfBooks(
  invoices: readonly AccountDocument[],
  { disputes }: Standing,
  format: FormatContext,
): readonly Block[] {
  const marked = invoices.filter(
    ({ id, parts }) => (parts?.disputed ?? 0) > 0 && !disputes.some(({ documentId }) => documentId === id),
  );
  if (marked.length === 0) return [];
  const amount = sumOf(marked, 'disputed');
  return [
    {
      key: 'books',
      what: `${inWords(amount, marked, format)} disputed in the books (${marked.map(({ number }) => number).join(', ')})`,
      since: null,
      who: 'lifted in the books; take it up here with d to say more about it',
      lift: null,
    },
  ];
}

function blockOfClaims(invoices: readonly AccountDocument[], format: FormatContext): readonly Block[] {
  const claimed = invoices.filter(({ parts }) => (parts?.claimed ?? 0) > 0);
  if (claimed.length === 0) return [];
  return [
    {
      key: 'claims',
      what: `${inWords(sumOf(claimed, 'claimed'), claimed, format)} paid, and not posted in the books yet`,
      since: null,
      who: 'ends when the payment is posted; withdrawn under Cash',
      lift: null,
    },
  ];
}

function sumOf(invoices: readonly AccountDocument[], part: 'disputed' | 'claimed'): MinorUnits {
  return addMinor(...invoices.flatMap(({ parts }) => parts?.[part] ?? []));
}

function inWords(amount: MinorUnits, [first]: readonly AccountDocument[], { locale }: FormatContext): string {
  return first === undefined ? '' : moneyText(amount, first.currency, locale);
}
