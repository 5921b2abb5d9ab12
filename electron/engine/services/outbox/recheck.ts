import type { OutboxReview } from '../../../../shared/contract/outbox.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { GateEntry } from '../../../../shared/domain/gate/types.ts';
import { currencyCode, type MinorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { type LetterProposal, proposeLetter } from '../outreach/propose-letter.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

type Invoice = LetterProposal['invoices'][number];

/**
 * Asks about an approved message again, on the newest figures: null when it may go out exactly as it was approved,
 * else why not and what the letter would be today. It may not when an invoice that it asks for is paid, part paid or
 * kept back by the gate, when anybody was in touch with the customer since or perhaps was, or when a remark has come up that
 * the person has not seen.
 */
export async function recheck(workspace: OpenWorkspace, message: OutboxRecord): Promise<OutboxReview | null> {
  const draft = await workspace.db.read('draftRecord', { id: message.draftId });
  const approved = JSON.parse(message.invoicesJson) as readonly Invoice[];
  const proposal = await proposalOfToday(workspace, draft, approved);
  if (typeof proposal === 'string') return reviewOf(workspace, proposal, [], null, []);
  const dropped = approved.flatMap((invoice) => droppedOf(invoice, proposal));
  const remarks = await newRemarks(workspace, message, proposal.gate);
  const [first, ...others] = [
    ...(await otherMail(workspace, message)),
    ...dropped.map((item) => `${item.number}: ${item.why}`),
    ...remarks.map((entry) => entry.text),
  ];
  if (first === undefined) return null;
  const more = others.length;
  const reason = more === 0 ? first : `${first} (and ${more} more)`;
  return reviewOf(workspace, reason, proposal.gate, proposal, dropped);
}

/** Another mail to the same customer that the customer has, perhaps: what follows it may be one too many. */
async function otherMail(
  workspace: OpenWorkspace,
  { id, accountId, currency }: OutboxRecord,
): Promise<readonly string[]> {
  const other = await workspace.db.read('mailUnderWay', { id, accountId, currency });
  if (other === null) return [];
  return other.state === 'unknown'
    ? [`A mail to this customer was perhaps sent already: "${other.subject}". Settle that one first.`]
    : [`Another mail to this customer is being sent: "${other.subject}".`];
}

async function proposalOfToday(
  workspace: OpenWorkspace,
  draft: DraftRecord,
  approved: readonly Invoice[],
): Promise<LetterProposal | string> {
  try {
    return await proposeLetter(workspace, await readSettings(workspace), {
      accountId: draft.accountId,
      currency: currencyCode(draft.currency),
      stage: draft.stage as LetterProposal['stage'],
      language: draft.language,
      picked: approved.map((invoice) => invoice.id),
      asOf: workspace.today(),
    });
  } catch (error) {
    if (isEngineError(error) && error.code === 'not_found') return error.message;
    throw error;
  }
}

/** What became of an invoice that the approved message asks for; nothing when it still stands as it did. */
function droppedOf(invoice: Invoice, proposal: LetterProposal): OutboxReview['dropped'] {
  const document = proposal.facts.documents.find((item) => item.id === invoice.id);
  const now: MinorUnits = document?.open ?? ZERO;
  const entry = proposal.gate.find(
    (one) => one.decision === 'block' && one.invoices.includes(invoice.number),
  );
  const money = (minor: MinorUnits) => formatMoney(minor, proposal.facts.currency);
  if (now === ZERO) return [{ number: invoice.number, before: invoice.open, now, why: 'it is paid.' }];
  if (entry !== undefined) return [{ number: invoice.number, before: invoice.open, now, why: entry.text }];
  if (now === invoice.open) return [];
  const why = `${money(invoice.open)} was open when it was approved, now it is ${money(now)}.`;
  return [{ number: invoice.number, before: invoice.open, now, why }];
}

/** Remarks that matter and that the approver has not seen, and blocks that name no invoice. */
async function newRemarks(
  workspace: OpenWorkspace,
  { id, accountId, currency, gateJson }: OutboxRecord,
  gate: readonly GateEntry[],
): Promise<readonly GateEntry[]> {
  const seen = JSON.parse(gateJson) as readonly GateEntry[];
  const contacted = await workspace.db.read('contactedSince', { id, accountId, currency });
  return gate.filter((entry) => {
    if (entry.decision === 'block') return entry.invoices.length === 0;
    switch (entry.code) {
      case 'recent_contact':
        return contacted;
      case 'stale_data':
        return !seen.some(({ code }) => code === entry.code);
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

function reviewOf(
  workspace: OpenWorkspace,
  reason: string,
  gate: readonly GateEntry[],
  proposal: LetterProposal | null,
  dropped: OutboxReview['dropped'],
): OutboxReview {
  const letter = proposal?.letter ?? null;
  return {
    at: workspace.now(),
    reason,
    gate: gate.map((entry) => ({ ...entry, invoices: [...entry.invoices] })),
    now:
      letter === null || proposal === null
        ? null
        : {
            to: proposal.to.map((person) => ({ ...person })),
            subject: letter.subject,
            text: letter.text,
            invoices: [...proposal.invoices],
            amount: proposal.amount,
          },
    dropped,
  };
}
