import type { GateItem } from '../../../../shared/domain/gate/types.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { DUE_SOON_DAYS } from '../../../../shared/domain/letters/letter-data.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { addMinor, ZERO } from '../../../../shared/domain/money.ts';
import type { LetterFacts } from '../../db/queries/letter-facts.ts';
import type { DocumentView } from '../../db/queries/open-documents.ts';

/** Whether a stage speaks of an open invoice: reminders of what is late, the early one of what falls due soon. */
export function stageSpeaksOf(stage: TemplateStage, invoice: DocumentView): boolean {
  if (stage === 'statement') return true;
  const days = invoice.daysPastDue;
  if (days === null) return false;
  return stage === 'before_due' ? days <= 0 && days >= -DUE_SOON_DAYS : days > 0;
}

/**
 * The invoices that a letter would ask for, as the gate takes them. With ticked ones: exactly those, settled ones
 * among them too, so that the gate can say that they are paid. Where nothing is left to ask for, the invoices that
 * were settled last stand in for it, for the same reason.
 */
export function letterItems(
  facts: LetterFacts,
  stage: TemplateStage,
  picked: readonly DocumentId[] | undefined,
): readonly GateItem[] {
  const invoices = facts.documents.filter((document) => document.kind === 'invoice');
  const claimed = new Map(
    facts.claimed.map((one) => [one.documentId, addMinor(one.claimedMinor, one.shortMinor)]),
  );
  const chosen = picked === undefined ? null : new Set(picked);
  const open = invoices
    .filter((invoice) => (chosen === null ? stageSpeaksOf(stage, invoice) : chosen.has(invoice.id)))
    .map((invoice) => ({
      documentId: invoice.id,
      number: invoice.number,
      totalMinor: invoice.total,
      openMinor: invoice.open,
      claimedMinor: claimed.get(invoice.id) ?? ZERO,
      ...facts.restraints.invoices.get(invoice.id),
    }));
  if (chosen === null && open.length > 0) return open;
  const settled = facts.settled.map((invoice) => ({
    documentId: invoice.id,
    number: invoice.number,
    totalMinor: invoice.total,
    openMinor: ZERO,
  }));
  return chosen === null && invoices.length > 0 ? open : [...open, ...settled];
}
