import { addDays, dayNumber, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import { EngineError } from '../../platform/engine-error.ts';

/** Longer than any absence; whoever has accounts for longer than that owns them. */
const MOST_DAYS = 366;

/** Who may open a pack: the holder of a card, or whoever knows a passphrase. */
export type HandoffRecipient =
  | { readonly kind: 'person'; readonly card: PublicCard }
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly name: string };

/** What is handed over, to whom, and for how long. */
export interface HandoffOrder {
  readonly accounts: readonly AccountId[] | 'all';
  /** First and last day of the window, both with it, in the workspace's time zone. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly recipient: HandoffRecipient;
  /** Coverage instructions in the specialist's own words; may be empty. */
  readonly words: string;
  /** What the specialist wrote about single accounts. */
  readonly wordsOf: ReadonlyMap<AccountId, string>;
}

/** Checks the window. Throws `validation`. */
export function requireWindow({ from, to }: Pick<HandoffOrder, 'from' | 'to'>, today: PlainDate): void {
  if (to < from) {
    throw new EngineError('validation', `The window ends on ${to}, before it begins on ${from}.`, {
      field: 'to',
    });
  }
  if (to < today) {
    throw new EngineError('validation', `The window was over on ${to}. Choose days from ${today} on.`, {
      field: 'to',
    });
  }
  if (dayNumber(to) - dayNumber(from) < MOST_DAYS && from <= addDays(today, MOST_DAYS)) return;
  throw new EngineError(
    'validation',
    'A handoff covers at most a year, and begins within a year. For longer, hand over once more.',
    { field: 'to' },
  );
}

export function recipientName(recipient: HandoffRecipient): string {
  return recipient.kind === 'person' ? recipient.card.name : recipient.name;
}
