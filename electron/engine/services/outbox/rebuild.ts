import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { missingFieldsIn } from '../../../../shared/domain/letters/missing-marker.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { requireMailbox } from '../mailboxes/mailboxes-service.ts';
import { recipients } from '../outreach/draft-view.ts';
import { type LetterProposal, proposeLetter } from '../outreach/propose-letter.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { finalMessage } from './final-message.ts';

/**
 * Replaces a message in review by the letter of today about the same invoices, as the review shows it: the template's
 * wording, the figures of now, to the same people.
 * Whoever asks approves it. Errors: `conflict` (not in review), `policy_blocked` (nothing is left to write about),
 * `validation` (a gap in the letter, no recipient).
 */
export async function rebuildFromToday(workspace: OpenWorkspace, id: OutboxMessageId): Promise<void> {
  const message = await workspace.db.read('outboxRecord', { id });
  if (message.state !== 'review') {
    throw new EngineError(
      'conflict',
      `"${message.subject}" is ${message.state}: only a message in review is rebuilt.`,
    );
  }
  const draft = await workspace.db.read('draftRecord', { id: message.draftId });
  const proposal = await proposeLetter(workspace, await readSettings(workspace), {
    accountId: draft.accountId,
    currency: currencyCode(draft.currency),
    stage: draft.stage as LetterProposal['stage'],
    language: draft.language,
    picked: (JSON.parse(message.invoicesJson) as LetterProposal['invoices']).map((invoice) => invoice.id),
    asOf: workspace.today(),
  });
  const { letter } = proposal;
  if (letter === null) {
    const reasons = proposal.gate.map((entry) => entry.text).join(' ');
    throw new EngineError('policy_blocked', `There is nothing left to write about. ${reasons}`.trim());
  }
  const context = workspace.context();
  const to = recipients(draft.toJson).length > 0 ? draft.toJson : JSON.stringify(proposal.to);
  const rebuilt = {
    ...draft,
    toJson: to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    gateJson: JSON.stringify(proposal.gate),
    invoicesJson: JSON.stringify(proposal.invoices),
    amountMinor: proposal.amount,
  };
  const mailbox = await requireMailbox(workspace, message.mailboxId);
  const final = await finalMessage(id, rebuilt, mailbox, context.now);
  await workspace.db.write(
    'rebuildMessage',
    {
      id,
      ...final,
      draft: {
        toJson: rebuilt.toJson,
        subject: rebuilt.subject,
        text: rebuilt.text,
        html: rebuilt.html,
        unresolvedJson: JSON.stringify(missingFieldsIn(letter.subject, letter.text)),
        invoicesJson: rebuilt.invoicesJson,
        amountMinor: rebuilt.amountMinor,
        gateJson: rebuilt.gateJson,
        asOf: workspace.today(),
      },
    },
    context,
  );
}
