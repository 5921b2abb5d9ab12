import type { FollowUpEvent, HandoffEvent } from './handoff-events.ts';

/**
 * What happened in a simulated quarter, in its order: what customers, their books and the specialist did, which messages
 * left, and what the application showed. Days are ISO dates, amounts minor units. It is all that the oracle reads.
 */
export type QuarterEvent = {
  readonly day: string;
  /** At which desk; absent outside the application, and where there is one desk alone. */
  readonly desk?: string;
} & (BookEvent | SpokenEvent | SeenEvent | DeskEvent);

/** What matters where several desks work on the same accounts. */
export type DeskEvent = FollowUpEvent | HandoffEvent;

/** In the accounting system; the application knows of it from the next `books_read` on. */
export type BookEvent =
  | {
      readonly kind: 'invoiced';
      readonly customer: string;
      readonly currency: string;
      readonly invoice: string;
      readonly minor: number;
      readonly due: string;
    }
  | { readonly kind: 'paid'; readonly invoice: string; readonly minor: number }
  | { readonly kind: 'credited'; readonly invoice: string; readonly minor: number }
  /** Money without a word what it is for. */
  | {
      readonly kind: 'cash_received';
      readonly customer: string;
      readonly currency: string;
      readonly cash: string;
      readonly minor: number;
    }
  | { readonly kind: 'cash_applied'; readonly cash: string; readonly invoice: string; readonly minor: number }
  | { readonly kind: 'books_read' };

/** Said by somebody and put down in the application at once. */
export type SpokenEvent =
  | {
      readonly kind: 'promised';
      readonly customer: string;
      readonly currency: string;
      readonly promise: string;
      /** Empty: on the account. */
      readonly invoices: readonly string[];
      readonly minor: number;
      /** The last day on which a payment keeps it: the promised date and the days of grace. */
      readonly lastDay: string;
    }
  | { readonly kind: 'promise_withdrawn'; readonly promise: string }
  /** A person said what became of it: nobody waits for it any more. */
  | { readonly kind: 'promise_corrected'; readonly promise: string }
  /** Received money was matched with an invoice by a person; the books show it later. */
  | { readonly kind: 'claimed'; readonly claim: string; readonly invoice: string; readonly minor: number }
  | { readonly kind: 'claim_withdrawn'; readonly claim: string }
  | {
      readonly kind: 'disputed';
      readonly dispute: string;
      readonly invoice: string;
      /** Null: all that is open. */
      readonly minor: number | null;
    }
  | { readonly kind: 'dispute_settled' | 'dispute_reopened'; readonly dispute: string }
  | {
      readonly kind: 'held';
      readonly hold: string;
      /** Neither: everything. */
      readonly customer: string | null;
      readonly invoice: string | null;
      /** The first day without it. */
      readonly until: string | null;
    }
  | { readonly kind: 'hold_lifted'; readonly hold: string }
  | {
      readonly kind: 'mail_refused' | 'mail_allowed' | 'asked' | 'answered' | 'mail_came_back';
      readonly customer: string;
    };

/** What left the application, and what it showed. */
export type SeenEvent =
  | {
      readonly kind: 'message';
      readonly customer: string;
      readonly currency: string;
      readonly lines: readonly { readonly invoice: string; readonly minor: number }[];
    }
  /** A message that was approved and stopped at the moment of sending. */
  | { readonly kind: 'kept_back'; readonly customer: string; readonly currency: string; readonly why: string }
  /** The morning: the worklist as it opens, and whose promises Today lists as broken. */
  | {
      readonly kind: 'list_shown';
      readonly rows: readonly {
        readonly customer: string;
        readonly currency: string;
        readonly broken: boolean;
      }[];
      readonly brokenToday: readonly { readonly customer: string; readonly currency: string }[];
    }
  /** What is planned for the accounts when the day's work is done. */
  | {
      readonly kind: 'day_closed';
      readonly rows: readonly {
        readonly customer: string;
        readonly currency: string;
        readonly next: string | null;
        readonly owner: string | null;
      }[];
    };
