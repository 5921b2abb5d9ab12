/** What somebody has to come back to, and what was done about an account without a message. */
export type FollowUpEvent =
  | {
      readonly kind: 'planned';
      readonly what: 'next_action' | 'dispute';
      /** The customer, or the dispute. */
      readonly key: string;
      readonly customer: string;
      readonly due: string;
      /** The day for which something was planned there before, as the application showed it. */
      readonly instead: string | null;
    }
  | { readonly kind: 'touched'; readonly customer: string; readonly how: 'call' | 'note' | 'chase' | 'look' }
  /** A letter was written; `told`: the application said that somebody was in touch a few days ago. */
  | {
      readonly kind: 'written';
      readonly customer: string;
      readonly currency: string;
      readonly told: boolean;
    };

/** Accounts pass from desk to desk. The desk of the event is who did it. */
export type HandoffEvent =
  | {
      readonly kind: 'handed';
      readonly handoff: string;
      readonly customers: readonly string[];
      readonly from: string;
      /** The last day of the window. */
      readonly until: string;
    }
  | {
      readonly kind: 'accepted';
      readonly handoff: string;
      readonly customers: readonly string[];
      readonly declined: readonly string[];
    }
  | { readonly kind: 'returned'; readonly handoff: string; readonly pack: string; readonly final: boolean }
  | { readonly kind: 'merged'; readonly handoff: string; readonly pack: string; readonly final: boolean }
  /** Both sides had changed the same, and the giver's stands. */
  | { readonly kind: 'conflict_decided'; readonly what: string; readonly customer: string | null }
  /** A letter that a desk tried to write although it should not, and what the application said. */
  | { readonly kind: 'tried_to_write'; readonly customer: string; readonly refused: boolean }
  /** What the application shows as open, by the names of the events that began it. */
  | {
      readonly kind: 'standing_seen';
      readonly promises: readonly string[];
      readonly disputes: readonly string[];
      readonly holds: readonly string[];
    }
  /** How the application itself judges the follow-ups of a handoff. */
  | {
      readonly kind: 'coverage_seen';
      readonly handoff: string;
      readonly due: number;
      readonly dropped: readonly string[];
    }
  | { readonly kind: 'log_verified'; readonly ok: boolean; readonly entries: number };
