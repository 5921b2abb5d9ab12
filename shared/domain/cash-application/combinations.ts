import { layPayment } from './allocate.ts';
import { findSubsets } from './subset-sum.ts';
import type { CashItem, CashPayment, CashProposal, CashProposals, CashSettings } from './types.ts';

/**
 * Two or more items that together are exactly the payment, credit notes netted. One combination of a search that came
 * to its end is likely; several are ambiguous; one beside a better match, or of a search that gave up, is possible.
 * The items are in canonical order, so that the answer does not depend on how they were read.
 */
export function combinations(question: {
  readonly payment: CashPayment;
  readonly items: readonly CashItem[];
  readonly settings: CashSettings;
  /** Whether something simpler explains the payment too. */
  readonly rivals: boolean;
}): CashProposals {
  const { payment, settings, rivals } = question;
  const usable = question.items.filter(
    (item) => item.kind === 'credit_note' || item.openMinor < payment.amountMinor * 2,
  );
  const candidates = usable.slice(0, settings.mostCandidates);
  const amounts = candidates.map((item) => (item.kind === 'invoice' ? item.openMinor : -item.openMinor));
  const { found, gaveUp } = findSubsets(amounts, payment.amountMinor, {
    mostItems: settings.mostItems,
    mostSteps: settings.mostSteps,
    mostFound: settings.mostShown + 1,
  });
  const several = found.filter((places) => places.length > 1);
  const cut = gaveUp || usable.length > candidates.length;
  const confidence = several.length > 1 ? 'ambiguous' : rivals || cut ? 'possible' : 'likely';
  const proposals = several.slice(0, settings.mostShown).flatMap((places): CashProposal[] => {
    const laid = layPayment(
      payment,
      candidates.filter((_, place) => places.includes(place)),
      settings,
    );
    if (laid?.fit !== 'exact') return [];
    const reasons = [reasonFor(places.length, several.length), ...laid.reasons];
    return [
      { kind: 'combination', confidence, allocations: laid.allocations, restMinor: laid.restMinor, reasons },
    ];
  });
  return {
    proposals,
    remarks: remarksOn({ gaveUp, usable: usable.length, several: several.length, settings }),
  };
}

function reasonFor(items: number, several: number): string {
  const sum = `The payment is exactly the sum of ${items} items.`;
  return several > 1 ? `${sum} Other combinations give the same sum.` : sum;
}

function remarksOn(search: {
  readonly gaveUp: boolean;
  readonly usable: number;
  readonly several: number;
  readonly settings: CashSettings;
}): string[] {
  const { settings } = search;
  return [
    ...(search.usable > settings.mostCandidates
      ? [`Only the ${settings.mostCandidates} items due first of ${search.usable} were combined.`]
      : []),
    ...(search.gaveUp
      ? [`The search for combinations was stopped after ${settings.mostSteps} steps: there may be more.`]
      : []),
    ...(search.several > settings.mostShown
      ? [`More than ${settings.mostShown} combinations fit; the first are shown.`]
      : []),
  ];
}
