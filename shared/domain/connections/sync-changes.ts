import type { CurrencyCode, MinorUnits } from '../money.ts';

/** What a sync run changed, as people read it. */
export type SyncChange =
  | {
      readonly kind: 'invoice_added' | 'credit_note_added';
      readonly number: string;
      readonly open: MinorUnits;
    }
  | { readonly kind: 'paid'; readonly number: string; readonly amount: MinorUnits }
  | {
      readonly kind: 'part_paid' | 'reopened';
      readonly number: string;
      readonly amount: MinorUnits;
      readonly open: MinorUnits;
    }
  | {
      readonly kind: 'voided' | 'written_off' | 'deleted';
      readonly number: string;
      readonly amount: MinorUnits;
    }
  | { readonly kind: 'credit_used'; readonly number: string; readonly amount: MinorUnits }
  | {
      readonly kind: 'total_changed';
      readonly number: string;
      readonly from: MinorUnits;
      readonly to: MinorUnits;
    }
  | {
      readonly kind: 'due_date_changed';
      readonly number: string;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'payment_received'; readonly reference: string | null; readonly amount: MinorUnits }
  | { readonly kind: 'payment_removed'; readonly reference: string | null; readonly amount: MinorUnits }
  | { readonly kind: 'customer_added'; readonly name: string }
  | { readonly kind: 'customer_renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'customer_merged'; readonly from: string; readonly into: string }
  | { readonly kind: 'contact_changed'; readonly from: string | null; readonly to: string | null };

export type SyncChangeKind = SyncChange['kind'];

/** A change with the money that it is about; `currency` is null where it is about none. */
export interface ToldChange {
  readonly change: SyncChange;
  readonly currency: CurrencyCode | null;
}
