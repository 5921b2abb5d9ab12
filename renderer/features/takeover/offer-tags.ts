import type { OfferedAccount } from '../../../shared/contract/takeover.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { ContactChannel } from '../../../shared/domain/holds/types.ts';
import { count } from '../../ui/format/count.ts';
import { dateText } from '../../ui/format/date-format.ts';
import type { TagTone } from '../../ui/tag.tsx';

export interface OfferTag {
  readonly text: string;
  readonly tone: TagTone;
}

const CLOSED: Readonly<Record<ContactChannel, string>> = {
  all: 'Do not contact',
  mail: 'Do not write',
  call: 'Do not call',
};

/** What is under way about an offered account, what must not be done first. */
export function offerTags(account: OfferedAccount, today: PlainDate, locale: string): readonly OfferTag[] {
  const tag = (text: string, tone: TagTone): readonly OfferTag[] => [{ text, tone }];
  const counted = (number: number, one: string) => (number === 0 ? [] : tag(count(number, one), 'neutral'));
  return [
    ...(account.doNotContact === null ? [] : tag(CLOSED[account.doNotContact], 'red')),
    ...(account.holds === 0 ? [] : tag('On hold', 'red')),
    ...(account.replyWaiting ? tag('Waits for an answer', 'red') : []),
    ...(account.promiseDue === null
      ? []
      : tag(
          account.promiseDue < today
            ? `Promised, ${dateText(account.promiseDue, today, locale)}`
            : `Promise due ${dateText(account.promiseDue, today, locale)}`,
          'amber',
        )),
    ...(account.disputes === 0 ? [] : tag(count(account.disputes, 'dispute'), 'amber')),
    ...counted(account.drafts, 'draft'),
  ];
}
