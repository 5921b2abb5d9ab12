import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { GateEntry } from '../../../../shared/domain/gate/types.ts';
import { type MinorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { LetterProposal } from './propose-letter.ts';

type Invoice = Omit<LetterProposal['invoices'][number], 'asked'> & { readonly asked?: MinorUnits };

/** An invoice that a letter asks for and that does not stand any more as it did. Amounts in the letter's currency. */
export interface DroppedInvoice {
  readonly number: string;
  readonly before: MinorUnits;
  readonly now: MinorUnits;
  /** What happened to it, as the end of a sentence. */
  readonly why: string;
}

/**
 * What became of the invoices that a letter asks for; those that still stand as they did are left out.
 *
 * @param when what was done with the letter when it had these figures.
 */
export function droppedInvoices(
  invoices: readonly Invoice[],
  proposal: LetterProposal,
  when: 'approved' | 'written',
): readonly DroppedInvoice[] {
  return invoices.flatMap((invoice) => {
    const document = proposal.facts.documents.find((item) => item.id === invoice.id);
    const now: MinorUnits = document?.open ?? ZERO;
    const why = whatHappened(invoice, now, proposal, when);
    return why === null ? [] : [{ number: invoice.number, before: invoice.open, now, why }];
  });
}

function whatHappened(
  { id, number, open, asked }: Invoice,
  now: MinorUnits,
  { gate, facts, invoices }: LetterProposal,
  when: 'approved' | 'written',
): string | null {
  if (now === ZERO) return 'it is paid.';
  const block = gate.find((entry) => entry.decision === 'block' && entry.invoices.includes(number));
  if (block !== undefined) return block.text;
  const money = (minor: MinorUnits) => formatMoney(minor, facts.currency);
  const askedNow = invoices.find((invoice) => invoice.id === id)?.asked ?? ZERO;
  if (now === open) {
    // Letters of the time before amounts could be held back asked for all that was open.
    const askedThen = asked ?? open;
    if (askedNow >= askedThen) return null;
    return `it asks for ${money(askedThen)}, and only ${money(askedNow)} of it may be asked for now.`;
  }
  return `${money(open)} was open when it was ${when}, now it is ${money(now)}.`;
}

/**
 * Remarks that matter and that a person has not seen on the letter, and blocks that name no invoice.
 *
 * @param contacted whether anybody was in touch with the customer since.
 */
export function unseenRemarks(
  gate: readonly GateEntry[],
  seen: readonly GateEntry[],
  contacted: boolean,
): readonly GateEntry[] {
  return gate.filter((entry) => {
    if (entry.decision === 'block') return entry.invoices.length === 0;
    switch (entry.code) {
      case 'recent_contact':
        return contacted;
      case 'stale_data':
      case 'undeliverable':
        return !seen.some(({ code }) => code === entry.code);
      case 'claimed_payment':
      case 'promised':
      case 'disputed':
        return !seen.some(({ code, invoices }) => code === entry.code && covers(invoices, entry.invoices));
      case 'credit_covers':
        return !seen.some(({ code, text }) => code === entry.code && text === entry.text);
      default:
        return false;
    }
  });
}

function covers(some: readonly string[], others: readonly string[]): boolean {
  return others.every((number) => some.includes(number));
}
