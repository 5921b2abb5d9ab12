import type {
  CashMatchView,
  CashProposalView,
  CashSource,
  Unapplied,
} from '../../../shared/contract/cash.ts';
import { formatMoney } from '../../../shared/domain/format/money.ts';
import type { BankLineId, PaymentId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { type Choice, numbersOf } from './cash-words.ts';

/** What can be done with money. Each says what happened, and can be taken back. */
export function useCashActions() {
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  /** Says whether it was done. */
  const attempt = async (run: () => Promise<void>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      feedback.failed(error);
      return false;
    }
  };
  return {
    approve: (money: Unapplied, { account, proposal }: Choice) =>
      attempt(async () => {
        const { accountId } = account;
        const { id } = await client.cash.approve({ source: sourceOf(money), accountId, proposal });
        const amount = formatMoney(money.openMinor, money.currency, locale);
        feedback.done({
          title: `${amount} applied to ${numbersOf(proposal.allocations)}`,
          text: 'It waits for posting. Letters leave out what it pays.',
          undo: async () => void (await client.cash.withdraw({ id })),
        });
      }),
    withdraw: (match: CashMatchView) =>
      attempt(async () => {
        await client.cash.withdraw({ id: match.id });
        const source = matchSource(match);
        const title = `Application to ${numbersOf(match.items)} withdrawn`;
        if (source === null) feedback.say(title);
        else {
          const { accountId } = match;
          const again = { source, accountId, proposal: proposalOf(match) };
          feedback.done({ title, undo: async () => void (await client.cash.approve(again)) });
        }
      }),
  };
}

export type CashActions = ReturnType<typeof useCashActions>;

/** The money of a row, as the engine names it. */
export function sourceOf({ kind, id }: Unapplied): CashSource {
  return kind === 'bank_line' ? { bankLineId: id as BankLineId } : { paymentId: id as PaymentId };
}

function matchSource({ bankLineId, paymentId }: CashMatchView): CashSource | null {
  if (bankLineId !== null) return { bankLineId };
  return paymentId === null ? null : { paymentId };
}

function proposalOf({ kind, confidence, restMinor, reasons, items }: CashMatchView): CashProposalView {
  const allocations = items.map(({ documentId, gone: _, ...part }) => ({ itemId: documentId, ...part }));
  return { kind, confidence, restMinor, reasons, allocations };
}
