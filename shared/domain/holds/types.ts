import type { PlainDate } from '../dates.ts';
import type { AccountId, DocumentId, DoNotContactId, HoldId } from '../ids.ts';

/** What a hold rests on. */
export type HoldTarget =
  | { readonly scope: 'workspace' }
  | { readonly scope: 'account'; readonly accountId: AccountId }
  | { readonly scope: 'invoice'; readonly accountId: AccountId; readonly documentId: DocumentId };
export type HoldScope = HoldTarget['scope'];

/** Nothing on its target is asked for until somebody lifts it, or up to the day before `until`. */
export interface Hold {
  readonly id: HoldId;
  readonly target: HoldTarget;
  readonly reason: string;
  /** The date on which work resumes; `null`: until it is lifted. */
  readonly until: PlainDate | null;
  readonly setBy: string;
  readonly setOn: PlainDate;
}

/** Ways to reach somebody that can be closed one by one; `all` closes every one. */
export const CONTACT_CHANNELS = ['mail', 'call', 'all'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** Somebody asked not to be contacted. Absolute: nothing goes around it. */
export interface DoNotContact {
  readonly id: DoNotContactId;
  readonly accountId: AccountId;
  /** One person of the account, by mail address or phone; `null`: the whole account. */
  readonly contact: { readonly email: string | null; readonly phone: string | null } | null;
  readonly channel: ContactChannel;
  readonly reason: string;
  readonly setOn: PlainDate;
}
