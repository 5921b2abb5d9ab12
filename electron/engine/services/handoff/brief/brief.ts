import type { AgingEdges } from '../../../../../shared/domain/aging/buckets.ts';
import type { DebtorPlace } from '../../../../../shared/domain/contact-rules/types.ts';
import type { Instant, PlainDate } from '../../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../../shared/domain/figures.ts';
import type { Hold } from '../../../../../shared/domain/holds/types.ts';
import type { TemplateStage } from '../../../../../shared/domain/letters/stages.ts';
import type { Money } from '../../../../../shared/domain/money.ts';
import type { MessageState } from '../../../../../shared/domain/outbox/message-states.ts';
import type { AccountStanding } from '../../../db/queries/account-standing.ts';
import type { AccountView, ContactRow } from '../../../db/queries/accounts.ts';
import type { PromiseListRow } from '../../../db/queries/hold-fire.ts';
import type { TimelineRow } from '../../../db/queries/timeline.ts';

/**
 * What a backup has to know to take over accounts for a time, read from the log and the books at one moment: nothing in
 * it is worded for people yet, and its renderings say nothing that does not stand here.
 */
export interface Brief {
  /** Whose accounts they are: the name of the workspace. */
  readonly client: string;
  readonly senderName: string;
  readonly recipientName: string;
  /** First and last day of the window, both with it. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The day of all figures, in the workspace's time zone. */
  readonly asOf: PlainDate;
  readonly madeAt: Instant;
  /** IANA time zone of the workspace. */
  readonly timeZone: string;
  /** Coverage instructions in the specialist's own words; empty: none. */
  readonly words: string;
  /** How old the figures of the workspace are. */
  readonly figures: Figures;
  readonly agingEdges: AgingEdges;
  /** Holds on the whole workspace. */
  readonly holds: readonly Hold[];
  /** In the order of their names. */
  readonly accounts: readonly AccountBrief[];
}

type SeenOnAccount = Pick<
  AccountView,
  'id' | 'number' | 'name' | 'aliases' | 'terms' | 'balances' | 'nextAction' | 'documents' | 'documentCount'
>;
type AgainstAsking = Pick<
  AccountStanding,
  'keptRates' | 'disputes' | 'doNotContact' | 'unansweredReply' | 'undeliverable' | 'owner'
>;

/** One account of a brief. `documents` are at most 500 of `documentCount`; amounts owed to the customer are negative. */
export interface AccountBrief extends SeenOnAccount, AgainstAsking {
  readonly contacts: readonly ContactRow[];
  readonly place: DebtorPlace;
  /** Those that wait by their last day, then the others, the newest first; none that were taken back. */
  readonly promises: readonly PromiseListRow[];
  /** On the account and its invoices. */
  readonly holds: AccountStanding['holds'];
  readonly snooze: { readonly until: PlainDate | null; readonly reason: string | null } | null;
  readonly figures: Figures;
  /** What the specialist wrote about this account; empty: nothing. */
  readonly words: string;
  readonly letters: readonly WaitingLetter[];
  readonly lastTalk: TimelineRow | null;
  /** The last message to the customer, whatever way it went. */
  readonly lastMessage: TimelineRow | null;
  /** What happened last, newest first. */
  readonly story: readonly TimelineRow[];
  /** The log and the books tell of more than `story`. */
  readonly hasEarlier: boolean;
}

/** A letter that was written and is not sent. */
export interface WaitingLetter {
  readonly subject: string;
  readonly stage: TemplateStage;
  readonly amount: Money;
  readonly invoices: number;
  readonly to: readonly string[];
  readonly writtenAt: Instant;
  readonly state: LetterState;
}

/** Where a letter waits: as a draft here or in the mailbox, or in a state of the outbox. */
export type LetterState =
  | { readonly place: 'here' }
  | { readonly place: 'mailbox'; readonly folder: string | null }
  | { readonly place: 'on_its_way_to_mailbox'; readonly failed: boolean }
  | { readonly place: 'outbox'; readonly state: MessageState };
