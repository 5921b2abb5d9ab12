import { z } from 'zod';
import type { AccountId, DraftId } from '../../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../../shared/domain/letters/stages.ts';
import { currencyCode, minorUnits } from '../../../../../shared/domain/money.ts';
import {
  isUnsettled,
  MESSAGE_STATES,
  type MessageState,
} from '../../../../../shared/domain/outbox/message-states.ts';
import type { DraftRecord } from '../../../db/queries/drafts.ts';
import type { OpenWorkspace } from '../../workspace/open-workspace.ts';
import type { LetterState, WaitingLetter } from './brief.ts';

const PAGE = 500;
const WAITING = ['draft', 'queued', 'appending', 'failed', 'in_mailbox', 'in_outbox'];

const invoicesSchema = z.array(z.unknown());
const recipientsSchema = z.array(z.object({ address: z.string() }));

/** Letters to an account that were written and did not go out, the oldest first. */
export async function collectLetters(
  { db }: OpenWorkspace,
  accountId: AccountId,
): Promise<readonly WaitingLetter[]> {
  const { drafts } = await db.read('draftList', { states: WAITING, accountId, limit: PAGE, cursor: null });
  if (drafts.length === 0) return [];
  const states = MESSAGE_STATES.filter(isUnsettled);
  const outbox = await db.read('outboxList', {
    states,
    accountId,
    settledSince: null,
    limit: PAGE,
    cursor: null,
  });
  // Newest first: of a draft that was in the outbox before, its last message counts.
  const messages = new Map<DraftId, MessageState>(
    outbox.messages.toReversed().map(({ draftId, state }) => [draftId, state]),
  );
  return drafts
    .filter(({ seenInMailbox }) => seenInMailbox !== 'sent' && seenInMailbox !== 'removed')
    .map((draft) => letterOf(draft, messages.get(draft.id)))
    .reverse();
}

function letterOf(draft: DraftRecord, message: MessageState | undefined): WaitingLetter {
  return {
    subject: draft.subject,
    stage: draft.stage as TemplateStage,
    amount: { minor: minorUnits(draft.amountMinor), currency: currencyCode(draft.currency) },
    invoices: invoicesSchema.parse(JSON.parse(draft.invoicesJson)).length,
    to: recipientsSchema.parse(JSON.parse(draft.toJson)).map(({ address }) => address),
    writtenAt: draft.createdAt,
    state: stateOf(draft, message),
  };
}

function stateOf({ state, folder }: DraftRecord, message: MessageState | undefined): LetterState {
  switch (state) {
    case 'in_mailbox':
      return { place: 'mailbox', folder };
    case 'queued':
    case 'appending':
      return { place: 'on_its_way_to_mailbox', failed: false };
    case 'failed':
      return { place: 'on_its_way_to_mailbox', failed: true };
    case 'in_outbox':
      return { place: 'outbox', state: message ?? 'approved' };
    default:
      return { place: 'here' };
  }
}
