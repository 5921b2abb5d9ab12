import type { PlainDate } from '../dates.ts';
import type { AccountId, DisputeId, DocumentId } from '../ids.ts';
import type { CurrencyCode, MinorUnits } from '../money.ts';
import type { DisputeReason } from './reasons.ts';

export type DisputeState = 'open' | 'resolved';

/** An objection to one invoice. The disputed part is not asked for while it is open; the rest of the invoice is. */
export interface Dispute {
  readonly id: DisputeId;
  readonly accountId: AccountId;
  readonly documentId: DocumentId;
  readonly currency: CurrencyCode;
  readonly reason: DisputeReason;
  /** More than zero; `null`: the whole invoice, whatever is open of it. */
  readonly amountMinor: MinorUnits | null;
  readonly state: DisputeState;
  readonly openedOn: PlainDate;
  readonly resolvedOn: PlainDate | null;
}
