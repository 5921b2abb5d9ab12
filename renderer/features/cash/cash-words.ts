import type { AdvisedAccount, CashProposalView, Unapplied } from '../../../shared/contract/cash.ts';
import type { MatchConfidence, ShortPayReason } from '../../../shared/domain/cash-application/types.ts';
import { listOf } from '../../../shared/domain/format/words.ts';
import type { TagTone } from '../../ui/tag.tsx';

/** How sure a proposal is. */
export const CONFIDENCE_WORDS: Readonly<
  Record<MatchConfidence, { readonly text: string; readonly tone: TagTone }>
> = {
  exact: { text: 'Exact', tone: 'green' },
  likely: { text: 'Likely', tone: 'accent' },
  possible: { text: 'Check it', tone: 'amber' },
  ambiguous: { text: 'Several fit', tone: 'amber' },
};

/** Why less came than was open. */
export const SHORT_WORDS: Readonly<Record<ShortPayReason, string>> = {
  rounding: 'rounding',
  cash_discount: 'cash discount',
  cash_discount_late: 'cash discount, taken late',
  withholding_tax: 'withheld tax',
  bank_fee: 'bank fee',
  deduction: 'deduction',
};

const EVIDENCE: Readonly<Record<AdvisedAccount['by'][number], string>> = {
  invoices: 'its invoices are named',
  bank_account: 'it paid from this bank account before',
  number: 'its customer number is named',
  name: 'the payer has its name',
};

/** What says that the money comes from an account; empty when the books or a person say so. */
export function evidenceWords(by: AdvisedAccount['by']): string {
  return listOf(by.map((one) => EVIDENCE[one]));
}

/** Whom money is from, as far as that is known. */
export function payerName({ account, payerName: payer, kind }: Unapplied): string {
  return account ?? payer ?? (kind === 'bank_line' ? 'Unknown payer' : '—');
}

/** Where money stands. */
export const KIND_WORDS: Readonly<Record<Unapplied['kind'], string>> = {
  bank_line: 'Bank',
  payment: 'Books',
  credit_note: 'Credit note',
};

/** One proposal with the account that it is for. */
export interface Choice {
  readonly account: AdvisedAccount;
  readonly proposal: CashProposalView;
}

/** All proposals in the order in which they stand on the screen. */
export function choicesOf(accounts: readonly AdvisedAccount[]): readonly Choice[] {
  return accounts.flatMap((account) =>
    account.proposals.proposals.map((proposal) => ({ account, proposal })),
  );
}

/** The one that is chosen at first: the only exact one, else the only likely one. A guess is never chosen for a person. */
export function firstChoice(choices: readonly Choice[]): number | null {
  for (const confidence of ['exact', 'likely'] as const) {
    const places = choices.flatMap(({ proposal }, place) =>
      proposal.confidence === confidence ? [place] : [],
    );
    if (places.length > 0) return places.length === 1 ? (places[0] ?? null) : null;
  }
  return null;
}

/** What a proposal or a match goes to: `INV-1, INV-2 and 3 more`. */
export function numbersOf(parts: readonly { readonly number: string }[]): string {
  return listOf(
    parts.map(({ number }) => number),
    3,
  );
}
