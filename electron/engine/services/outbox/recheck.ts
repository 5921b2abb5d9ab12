import type { OutboxReview } from '../../../../shared/contract/outbox.ts';
import type { GateEntry } from '../../../../shared/domain/gate/types.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { MailUnderWay } from '../../db/queries/mail-under-way.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { letterAgain } from '../outreach/letter-again.ts';
import { whyNotFrom } from '../outreach/letter-sender.ts';
import type { LetterProposal } from '../outreach/propose-letter.ts';
import { droppedInvoices, unseenRemarks } from '../outreach/since-then.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type Comparison, comparisonOf, NOTHING_TO_COMPARE } from './review-comparison.ts';

const OTHER_MAIL: Readonly<Record<MailUnderWay['state'], (subject: string) => string>> = {
  unknown: (subject) =>
    `A mail to this customer was perhaps sent already: "${subject}". Settle that one first.`,
  dispatching: (subject) => `Another mail to this customer is being sent: "${subject}".`,
  found: (subject) =>
    `A mail to this customer that was settled as not sent was found in Sent: "${subject}". The customer has it.`,
};

type Invoice = LetterProposal['invoices'][number];

/**
 * Asks about an approved message again, on the newest figures: null when it may go out exactly as it was approved,
 * else why not and what the letter would be today. It may not when an invoice that it asks for is paid, part paid or
 * kept back by the gate, when anybody was in touch with the customer since or perhaps was, when a remark has come up that
 * the person has not seen, when one of its recipients is no longer an address of the account's contacts (one that a person
 * typed in never is), or when its sender is no longer an address of the mailbox.
 */
export async function recheck(workspace: OpenWorkspace, message: OutboxRecord): Promise<OutboxReview | null> {
  const draft = await workspace.db.read('draftRecord', { id: message.draftId });
  const sender = { mailboxId: message.mailboxId, address: message.senderAddress };
  const gone = await whyNotFrom(workspace, sender);
  if (gone !== null) {
    const reason = `${gone} Take the letter back and choose another sender.`;
    return reviewOf(workspace, reason, [], []);
  }
  const approved = JSON.parse(message.invoicesJson) as readonly Invoice[];
  const proposal = await proposalOfToday(workspace, message, draft);
  if (typeof proposal === 'string') return reviewOf(workspace, proposal, [], []);
  const comparison = comparisonOf(message, draft, proposal);
  const dropped = droppedInvoices(approved, proposal, 'approved').map((invoice) => ({ ...invoice }));
  const remarks = await newRemarks(workspace, message, proposal.gate);
  const [first, ...others] = [
    ...(await otherMail(workspace, message)),
    ...dropped.map((item) => `${item.number}: ${item.why}`),
    ...comparison.gone.map((address) => `${address} is no longer an address of ${message.accountName}.`),
    ...remarks.map((entry) => entry.text),
  ];
  if (first === undefined) return null;
  const more = others.length;
  const reason = more === 0 ? first : `${first} (and ${more} more)`;
  return reviewOf(workspace, reason, proposal.gate, dropped, comparison);
}

/** Another mail to the same customer that the customer has, perhaps: what follows it may be one too many. */
async function otherMail(
  workspace: OpenWorkspace,
  { id, accountId, currency }: OutboxRecord,
): Promise<readonly string[]> {
  const other = await workspace.db.read('mailUnderWay', { id, accountId, currency });
  if (other === null) return [];
  return [OTHER_MAIL[other.state](other.subject)];
}

async function proposalOfToday(
  workspace: OpenWorkspace,
  { invoicesJson }: OutboxRecord,
  draft: DraftRecord,
): Promise<LetterProposal | string> {
  try {
    return await letterAgain(workspace, draft, invoicesJson, workspace.today(), { withoutHours: true });
  } catch (error) {
    if (isEngineError(error) && error.code === 'not_found') return error.message;
    throw error;
  }
}

/** Remarks that matter and that the approver has not seen. */
async function newRemarks(
  workspace: OpenWorkspace,
  { id, accountId, currency, gateJson }: OutboxRecord,
  gate: readonly GateEntry[],
): Promise<readonly GateEntry[]> {
  const seen = JSON.parse(gateJson) as readonly GateEntry[];
  return unseenRemarks(gate, seen, await workspace.db.read('contactedSince', { id, accountId, currency }));
}

function reviewOf(
  workspace: OpenWorkspace,
  reason: string,
  gate: readonly GateEntry[],
  dropped: OutboxReview['dropped'],
  comparison: Comparison = NOTHING_TO_COMPARE,
): OutboxReview {
  return {
    at: workspace.now(),
    reason,
    gate: gate.map((entry) => ({ ...entry, invoices: [...entry.invoices] })),
    dropped,
    ...comparison,
  };
}
