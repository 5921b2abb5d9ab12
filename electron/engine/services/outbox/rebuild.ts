import type { DraftId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { missingFieldsIn } from '../../../../shared/domain/letters/missing-marker.ts';
import type { RebuiltDraft } from '../../db/commands/outbox-review.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import type { RenderedLetter } from '../../mail/templates/render-letter.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { messageFiles } from '../outreach/draft-files.ts';
import { letterAgain } from '../outreach/letter-again.ts';
import { changedSentences } from '../outreach/letter-gate.ts';
import { letterOrigin } from '../outreach/letter-sender.ts';
import type { LetterProposal } from '../outreach/propose-letter.ts';
import { regate } from '../outreach/regate.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { contactsAmong, goneAddresses, recipientsOfToday } from './contact-addresses.ts';
import { finalMessage } from './final-message.ts';
import { ownWords, wordingIn, wordingOf } from './own-words.ts';

/** A message in review, its draft as it was approved, and the letter of today. */
interface Reviewed {
  readonly message: OutboxRecord;
  readonly draft: DraftRecord;
  readonly proposal: LetterProposal;
  readonly letter: RenderedLetter;
}

/**
 * Replaces a message in review by the letter of today about the same invoices, as the review shows it: the template's
 * wording, the figures of now, to the same people as far as their addresses still stand. Whoever asks approves it.
 *
 * @param dropOwnWords true when the person knows that words of their own are lost by it.
 * Errors: `conflict` (not in review, or own words would be lost), `policy_blocked` (nothing is left to write about),
 * `validation` (a gap in the letter, no recipient).
 */
export async function rebuildFromToday(
  workspace: OpenWorkspace,
  id: OutboxMessageId,
  { dropOwnWords = false }: { readonly dropOwnWords?: boolean } = {},
): Promise<void> {
  const reviewed = await reviewedMessage(workspace, id);
  const { message, draft, proposal, letter } = reviewed;
  const lost = ownWords(wordingIn(message.wordingJson), wordingOf(draft), wordingOf(letter));
  if (lost !== null && !dropOwnWords) {
    throw new EngineError(
      'conflict',
      `"${message.subject}" has words of your own that the template does not have. Say that they may go, or take the letter back and keep them.`,
      { field: 'dropOwnWords', ...lost },
    );
  }
  const context = workspace.context();
  const rebuilt = todaysDraft(workspace, reviewed, letter, proposal.gate);
  const origin = await letterOrigin(workspace, { ...draft, ...senderOf(message) });
  const todays = { ...draft, ...rebuilt };
  const final = await finalMessage(id, todays, origin, context.now, await messageFiles(workspace, todays));
  const contactsJson = JSON.stringify(contactsAmong(rebuilt, proposal.facts.contacts));
  await workspace.db.write(
    'rebuildMessage',
    { id, ...final, contactsJson, wordingJson: null, draft: rebuilt },
    context,
  );
}

/**
 * Makes a message in review a draft again: with the person's own words, and the invoices and recipients of today. The
 * figures in the words are the person's to put right. Errors: `conflict` (not in review), `policy_blocked`.
 */
export async function reworkFromToday(workspace: OpenWorkspace, id: OutboxMessageId): Promise<DraftId> {
  const reviewed = await reviewedMessage(workspace, id);
  const { draft, proposal, letter } = reviewed;
  const { to } = todaysRecipients(reviewed);
  const changed = changedSentences(`${letter.subject}\n${letter.text}`, `${draft.subject}\n${draft.text}`);
  const gate = regate(workspace, await readSettings(workspace), proposal, to, changed);
  const reworked = todaysDraft(workspace, reviewed, draft, gate);
  await workspace.db.write('reworkMessage', { id, draft: reworked }, workspace.context());
  return draft.id;
}

async function reviewedMessage(workspace: OpenWorkspace, id: OutboxMessageId): Promise<Reviewed> {
  const message = await workspace.db.read('outboxRecord', { id });
  if (message.state !== 'review') {
    throw new EngineError(
      'conflict',
      `"${message.subject}" is ${message.state}: only a message in review is rebuilt.`,
    );
  }
  const draft = await workspace.db.read('draftRecord', { id: message.draftId });
  const proposal = await letterAgain(workspace, draft, message.invoicesJson, workspace.today(), {
    withoutHours: true,
  });
  const { letter } = proposal;
  if (letter === null) {
    const reasons = proposal.gate.map((entry) => entry.text).join(' ');
    throw new EngineError('policy_blocked', `There is nothing left to write about. ${reasons}`.trim());
  }
  return { message, draft, proposal, letter };
}

function todaysRecipients({ message, draft, proposal }: Reviewed): ReturnType<typeof recipientsOfToday> {
  const approved = JSON.parse(message.contactsJson) as readonly string[];
  return recipientsOfToday(draft, goneAddresses(approved, proposal.facts.contacts), proposal.to);
}

function todaysDraft(
  workspace: OpenWorkspace,
  reviewed: Reviewed,
  { subject, text, html }: Pick<RenderedLetter, 'subject' | 'text' | 'html'>,
  gate: LetterProposal['gate'],
): RebuiltDraft {
  const { proposal } = reviewed;
  const { to, cc } = todaysRecipients(reviewed);
  return {
    toJson: JSON.stringify(to),
    ccJson: JSON.stringify(cc),
    subject,
    text,
    html,
    unresolvedJson: JSON.stringify(missingFieldsIn(subject, text)),
    invoicesJson: JSON.stringify(proposal.invoices),
    amountMinor: proposal.amount,
    gateJson: JSON.stringify(gate),
    asOf: workspace.today(),
    figuresJson: JSON.stringify(proposal.facts.figures),
  };
}

/** It goes out from where it was approved to. */
function senderOf({
  mailboxId,
  senderAddress,
}: OutboxRecord): Pick<OutboxRecord, 'mailboxId' | 'senderAddress'> {
  return { mailboxId, senderAddress };
}
