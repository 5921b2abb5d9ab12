import type { ComposeTarget } from '../../../../renderer/app/compose/compose-context.tsx';
import type { Draft, DraftProposal, GateEntryView } from '../../../../shared/contract/drafts.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, DraftId } from '../../../../shared/domain/ids.ts';
import { writeEditedHtml } from '../../../../shared/domain/letters/write-html.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { TODAY } from '../support/sample-ledger.ts';

export const TEXT =
  'Dear Dana,\n\nThe invoices below are overdue.\n\nPlease pay now, or tell us a date.\n\nKind regards,\nInes\n';
export const GAP = TEXT.replace('Dana', '[missing: customer.contactName]');

export const note = (code: string): GateEntryView => ({
  code,
  decision: 'warn',
  text: `About ${code}.`,
  invoices: [],
});
export const block = (code: string, ...invoices: string[]): GateEntryView => ({
  code,
  decision: 'block',
  text: `Stopped: ${code}.`,
  invoices,
});

export function target(number: number): ComposeTarget {
  return { accountId: `acc-${number}` as AccountId, currency: currencyCode('EUR') };
}

/** What the engine would propose for an invented account. */
export function proposal(
  number: number,
  part: {
    readonly name?: string;
    readonly text?: string;
    readonly gate?: GateEntryView[];
    readonly leftOut?: boolean;
  } = {},
): DraftProposal {
  const text = part.text ?? TEXT;
  return {
    accountId: `acc-${number}` as AccountId,
    accountName: part.name ?? `Customer ${number}`,
    currency: currencyCode('EUR'),
    stage: 'firm',
    gate: part.gate ?? [],
    sender: null,
    senderRemark: null,
    overdue: {
      invoices: 1,
      amount: minorUnits(120_000),
      disputed: { invoices: 0, amount: minorUnits(0) },
    },
    draft: part.leftOut
      ? null
      : {
          to: [{ name: 'Dana Whitfield', address: `ap${number}@northwind.example` }],
          cc: [],
          subject: 'Overdue: €1,200.00',
          text,
          html: writeEditedHtml(text, 'en'),
          unresolved: [],
          invoices: [
            { id: `doc-${number}` as DocumentId, number: `INV-${number}`, open: minorUnits(120_000) },
          ],
          amount: minorUnits(120_000),
        },
  };
}

/** The draft that the engine keeps of a proposal. */
export function draftOf(from: DraftProposal, part: Partial<Draft> = {}): Draft {
  if (from.draft === null) throw new Error('Nothing is kept of a proposal that was left out.');
  return {
    ...from,
    ...from.draft,
    id: `draft-${from.accountId}` as DraftId,
    language: 'en',
    templateVersion: 1,
    from: null,
    senderProblem: null,
    files: [],
    edited: false,
    figures: null,
    asOf: TODAY,
    state: 'draft',
    messageId: '<1@duebook.invalid>',
    mailboxId: null,
    folder: null,
    mailboxCopy: null,
    attempts: 0,
    lastError: null,
    createdAt: '2026-11-21T09:00:00.000Z' as Instant,
    updatedAt: '2026-11-21T09:00:00.000Z' as Instant,
    ...part,
  };
}
