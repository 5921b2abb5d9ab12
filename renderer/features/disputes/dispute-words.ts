import type { DisputeView } from '../../../shared/contract/disputes.ts';
import { daysBetween, type PlainDate } from '../../../shared/domain/dates.ts';
import { disputedAmount } from '../../../shared/domain/disputes/disputed-amount.ts';
import type { MinorUnits } from '../../../shared/domain/money.ts';

/** Who usually settles disputes, outside accounts receivable: suggestions, any other name will do. */
export const USUAL_OWNERS = [
  'Sales',
  'Logistics',
  'Quality',
  'Billing',
  'Customer service',
  'Legal',
] as const;

/** How disputes usually end: a press writes it down, and a person goes on from there. */
export const USUAL_OUTCOMES = [
  'Credit note issued',
  'Invoice stands, the customer pays',
  'Replaced by a corrected invoice',
  'Papers sent, the customer accepts',
] as const;

/** What is disputed now: the part that was named, or all that is open; never more than is open. */
export function disputedNow(dispute: Pick<DisputeView, 'openMinor' | 'amountMinor'>): MinorUnits {
  return disputedAmount(dispute.openMinor, [dispute]);
}

export function ageInDays(
  { openedOn, resolvedOn }: Pick<DisputeView, 'openedOn' | 'resolvedOn'>,
  today: PlainDate,
): number {
  return daysBetween(openedOn, resolvedOn ?? today);
}

/** `2 of 3 papers missing`; null when none is. */
export function missingPapers({ papers }: Pick<DisputeView, 'papers'>): string | null {
  const missing = papers.filter(({ receivedOn }) => receivedOn === null);
  if (missing.length === 0) return null;
  const [only] = missing;
  if (missing.length === 1 && only !== undefined) return `${only.name} missing`;
  return `${missing.length} of ${papers.length} papers missing`;
}

/** Days since the last day of a dispute without any movement planned after which it is said to be stuck. */
const STUCK_WITHOUT_PLAN_DAYS = 7;

/** Nobody moves it: its next action is overdue, or there is none and it is a week old. */
export function isStuck(
  dispute: Pick<DisputeView, 'state' | 'nextDate' | 'openedOn' | 'resolvedOn'>,
  today: PlainDate,
): boolean {
  if (dispute.state !== 'open') return false;
  if (dispute.nextDate !== null) return dispute.nextDate < today;
  return ageInDays(dispute, today) > STUCK_WITHOUT_PLAN_DAYS;
}
