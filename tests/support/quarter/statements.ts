/** What a customer tells the specialist, or the client's office does: to be put down in the application. */
export type Statement =
  | {
      readonly kind: 'promises';
      readonly customer: string;
      readonly currency: string;
      /** Empty: for the account. */
      readonly invoices: readonly string[];
      readonly minor: number;
      readonly date: string;
    }
  | { readonly kind: 'takes_promises_back'; readonly customer: string }
  | {
      readonly kind: 'disputes';
      readonly customer: string;
      readonly invoice: string;
      readonly minor: number | null;
    }
  | { readonly kind: 'dispute_settled'; readonly customer: string; readonly invoice: string }
  | { readonly kind: 'dispute_reopened'; readonly customer: string; readonly invoice: string }
  | { readonly kind: 'wants_a_call'; readonly customer: string; readonly date: string }
  | { readonly kind: 'refuses_mail' | 'asks' | 'has_answer'; readonly customer: string }
  | {
      readonly kind: 'hold';
      readonly customer: string | null;
      readonly invoice: string | null;
      readonly until: string | null;
    }
  | { readonly kind: 'hold_lifted'; readonly customer: string | null; readonly invoice: string | null };
