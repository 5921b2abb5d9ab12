import { Fragment } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import { addMinor, type CurrencyCode } from '../../../shared/domain/money.ts';
import { shortDate } from '../../ui/format/date-format.ts';
import { type FormatContext, useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import { Tag, type TagTone } from '../../ui/tag.tsx';
import { disputedNow } from '../disputes/dispute-words.ts';
import { KEPT_RATE_DEFINITION, keptWords } from '../promises/promise-words.ts';

interface AccountTag {
  readonly text: string;
  readonly tone: TagTone;
}

/** What stands against asking, in a few words beside the account's name. */
export function AccountTags(props: { readonly account: Account; readonly currency: CurrencyCode | null }) {
  const format = useFormat();
  return (
    <>
      {tagsOf(props.account, props.currency, format).map(({ text, tone }) => (
        <Fragment key={text}>
          <Tag tone={tone}>{text}</Tag>{' '}
        </Fragment>
      ))}
    </>
  );
}

/** How reliably the customer kept its promises in this currency; the tooltip says how that is counted. */
export function KeptRate(props: { readonly account: Account; readonly currency: CurrencyCode | null }) {
  const { locale } = useFormat();
  const rate = props.account.standing.keptRates.find(({ currency }) => currency === props.currency);
  if (rate === undefined) return null;
  return <span title={KEPT_RATE_DEFINITION}>{keptWords(rate, locale)}</span>;
}

export function tagsOf(
  { standing, documents, balances }: Account,
  currency: CurrencyCode | null,
  { today, locale }: FormatContext,
): readonly AccountTag[] {
  const day = (date: Parameters<typeof shortDate>[0]) => shortDate(date, today, locale);
  const [promise] = standing.promises.filter((one) => one.state === 'open' && one.currency === currency);
  const disputes = standing.disputes.filter((one) => one.currency === currency);
  const disputed = addMinor(...disputes.map(disputedNow));
  const [hold] = standing.holds.filter(({ target }) => target.scope !== 'invoice');
  const held = standing.holds.filter(({ target }) => target.scope === 'invoice').length;
  const inBooks = documents.filter((item) => item.disputedInLedger && item.currency === currency).length;
  const broken = balances.find(({ aging }) => aging.currency === currency)?.brokenLevel ?? 0;
  const tags: readonly (AccountTag | null)[] = [
    broken > 0
      ? { text: broken === 1 ? 'broke its promise' : `broke promise no. ${broken}`, tone: 'red' }
      : null,
    hold
      ? { text: hold.until === null ? 'on hold' : `on hold until ${day(hold.until)}`, tone: 'amber' }
      : null,
    held > 0 ? { text: `${held} on hold`, tone: 'amber' } : null,
    standing.doNotContact.length > 0 ? { text: 'do not contact', tone: 'amber' } : null,
    standing.unansweredReply ? { text: 'waits for an answer', tone: 'amber' } : null,
    promise ? { text: `promised until ${day(promise.lastDay)}`, tone: 'amber' } : null,
    currency !== null && disputes.length > 0
      ? { text: `${moneyText(disputed, currency, locale)} disputed`, tone: 'amber' }
      : null,
    inBooks > 0 ? { text: `${inBooks} disputed in the ledger`, tone: 'amber' } : null,
  ];
  return tags.filter((tag) => tag !== null);
}
