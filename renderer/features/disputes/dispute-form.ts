import type { z } from 'zod';
import type { disputeDetailsSchema } from '../../../shared/contract/disputes.ts';
import { addDays, isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import { DISPUTE_DOCUMENTS, type DisputeReason } from '../../../shared/domain/disputes/reasons.ts';
import { type CurrencyCode, formatDecimal, type MinorUnits } from '../../../shared/domain/money.ts';
import { readAmount } from '../../ui/format/read-amount.ts';
import type { Papers } from './paper-list.tsx';

export type DisputeDetails = z.infer<typeof disputeDetailsSchema>;

/** What is typed about a dispute, as it stands in the form. */
export interface DisputeDraft {
  readonly reason: DisputeReason | null;
  /** Empty: all that is open. */
  readonly amount: string;
  readonly owner: string;
  readonly papers: Papers;
  /** A person changed the papers: another reason does not replace them any more. */
  readonly ownPapers: boolean;
  readonly nextAction: string;
  readonly nextDate: string;
  readonly text: string;
}

/** A dispute is asked about again after a week, unless somebody says otherwise. */
const FIRST_REMINDER_DAYS = 7;

export function emptyDraft(today: PlainDate): DisputeDraft {
  return {
    ...{ reason: null, amount: '', owner: '', papers: [], ownPapers: false },
    ...{ nextAction: '', nextDate: addDays(today, FIRST_REMINDER_DAYS), text: '' },
  };
}

export function draftOf(dispute: DisputeDetails, currency: CurrencyCode): DisputeDraft {
  return {
    reason: dispute.reason,
    amount: dispute.amountMinor === null ? '' : formatDecimal(dispute.amountMinor, currency),
    owner: dispute.owner ?? '',
    papers: dispute.papers,
    ownPapers: true,
    nextAction: dispute.nextAction ?? '',
    nextDate: dispute.nextDate ?? '',
    text: dispute.text,
  };
}

/** Another reason brings the papers that usually settle it, as long as nobody changed them. */
export function withReason(draft: DisputeDraft, reason: DisputeReason): DisputeDraft {
  if (draft.ownPapers) return { ...draft, reason };
  const papers = DISPUTE_DOCUMENTS[reason].map((name) => ({ name, receivedOn: null }));
  return { ...draft, reason, papers };
}

/** What is wrong with the amount, in words; null when it may stand. `mostMinor`: what is open, where one invoice is meant. */
export function amountProblem(
  draft: DisputeDraft,
  currency: CurrencyCode,
  mostMinor: MinorUnits | null,
): 'no_amount' | 'too_much' | null {
  const amount = readAmount(draft.amount, currency);
  if (amount === undefined || amount === 0) return 'no_amount';
  if (amount !== null && mostMinor !== null && amount > mostMinor) return 'too_much';
  return null;
}

/** The form as the engine takes it; null while the reason is missing. */
export function detailsOf(draft: DisputeDraft, currency: CurrencyCode): DisputeDetails | null {
  if (draft.reason === null) return null;
  return {
    reason: draft.reason,
    amountMinor: readAmount(draft.amount, currency) ?? null,
    text: draft.text.trim(),
    owner: draft.owner.trim() || null,
    nextAction: draft.nextAction.trim() || null,
    nextDate: isPlainDate(draft.nextDate) ? draft.nextDate : null,
    papers: draft.papers.map((paper) => ({ ...paper })),
  };
}
