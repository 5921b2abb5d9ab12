import type { Draft, DraftProposal } from '../../../shared/contract/drafts.ts';
import type { InvoiceCopies } from '../../../shared/contract/invoice-files.ts';
import type { Sender } from '../../../shared/domain/drafts/senders.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import type { TagTone } from '../../ui/tag.tsx';
import { gateLabel } from './gate-words.ts';
import {
  edited,
  isEdited,
  type Letter,
  type LetterEdits,
  letterOf,
  missingIn,
  problemsOf,
} from './letter.ts';

/** What became of a message in this review. */
export type Outcome = 'open' | 'approved' | 'sent' | 'saved' | 'exported' | 'copied' | 'skipped';

/** One message of the review: what was proposed, what a person made of it, and what became of it. */
export interface Message {
  readonly key: string;
  readonly target: ComposeTarget;
  readonly proposal: DraftProposal;
  readonly edits: LetterEdits;
  /** Who a person chose that it goes out from; null: the sender that it came with. */
  readonly sender: Sender | null;
  /** Copies of its invoices that go out with it; null: a person did not want them. */
  readonly copies: InvoiceCopies | null;
  /** The kept draft, once the message left the review in any way. */
  readonly draft: Draft | null;
  /** The approved message in the outbox; null while the approval is on its way, and before it. */
  readonly outboxId: OutboxMessageId | null;
  readonly outcome: Outcome;
  readonly busy: boolean;
  readonly error: unknown;
}

export function messageKey(target: Pick<ComposeTarget, 'accountId' | 'currency'>): string {
  return `${target.accountId} ${target.currency}`;
}

/** The proposals as messages, in the order in which they were asked for. */
export function messagesOf(
  targets: readonly ComposeTarget[],
  proposals: readonly DraftProposal[],
): readonly Message[] {
  return targets.flatMap((target) => {
    const key = messageKey(target);
    const proposal = proposals.find((one) => messageKey(one) === key);
    return proposal
      ? [
          {
            key,
            target,
            proposal,
            edits: {},
            sender: null,
            copies: null,
            draft: null,
            outboxId: null,
            outcome: 'open' as const,
            busy: false,
            error: null,
          },
        ]
      : [];
  });
}

/** The letter as it reads now; null when the gate left nothing to write about. */
export function shownLetter({ proposal, edits }: Pick<Message, 'proposal' | 'edits'>): Letter | null {
  return proposal.draft ? edited(letterOf(proposal.draft), edits) : null;
}

/** Who the message goes out from: the chosen sender, else the one that it came with, else the first of the workspace. */
export function senderOf(
  { sender, proposal }: Pick<Message, 'sender' | 'proposal'>,
  first: Sender | null,
): Sender | null {
  return sender ?? proposal.sender ?? first;
}

/** Waits for the person: neither done, nor skipped, nor left out by the gate. */
export function isOpen(message: Message): boolean {
  return message.outcome === 'open' && message.proposal.draft !== null;
}

/** Could go at once: nothing is missing. Remarks do not hold it back. */
export function isReady(message: Message): boolean {
  const letter = shownLetter(message);
  return isOpen(message) && !message.busy && letter !== null && problemsOf(letter).length === 0;
}

/** Ready, without a single remark of the gate and without a change of wording: fit for "save all clear". */
export function isClear(message: Message): boolean {
  return (
    isReady(message) &&
    !isEdited(message.edits) &&
    message.proposal.gate.every((entry) => entry.decision === 'allow')
  );
}

/** A person came from the account's page with nothing ticked there, and nothing else stands against the letter. */
export function isUnticked({ target, proposal }: Message): boolean {
  const blocked = proposal.gate.some((entry) => entry.decision === 'block');
  return target.documentIds?.length === 0 && proposal.draft === null && !blocked;
}

export interface GateState {
  readonly text: string;
  readonly tone: TagTone;
}

/** The state of a message in two words, for the list. */
export function gateState(message: Message): GateState {
  if (message.outcome === 'approved') return { text: OUTCOMES.approved, tone: 'accent' };
  if (message.outcome !== 'open') return { text: OUTCOMES[message.outcome], tone: 'neutral' };
  if (message.error !== null) return { text: 'did not work', tone: 'red' };
  const { proposal } = message;
  const blocks = proposal.gate.filter((entry) => entry.decision === 'block');
  const letter = shownLetter(message);
  if (letter === null) {
    const [first] = blocks;
    if (first) return { text: `left out: ${gateLabel(first)}`, tone: 'red' };
    return { text: isUnticked(message) ? 'nothing ticked' : 'nothing due', tone: 'red' };
  }
  const missing = missingIn(letter).length;
  if (missing > 0)
    return { text: missing === 1 ? '1 field missing' : `${missing} fields missing`, tone: 'red' };
  if (problemsOf(letter).length > 0) return { text: 'check the addresses', tone: 'red' };
  const notes = proposal.gate.filter((entry) => entry.decision === 'warn');
  if (blocks.length > 0) return { text: 'partly left out', tone: 'amber' };
  if (notes.length === 1 && notes[0]) return { text: gateLabel(notes[0]), tone: 'amber' };
  if (notes.length > 1) return { text: `${notes.length} notes`, tone: 'amber' };
  return { text: 'clear', tone: 'green' };
}

const OUTCOMES: Readonly<Record<Exclude<Outcome, 'open'>, string>> = {
  approved: 'approved',
  sent: 'sent off',
  saved: 'on its way',
  exported: 'saved as file',
  copied: 'copied',
  skipped: 'skipped',
};

/** Left the review for good: the account was dealt with. */
export function isHandled({ outcome }: Pick<Message, 'outcome'>): boolean {
  return outcome === 'sent' || outcome === 'saved' || outcome === 'exported' || outcome === 'copied';
}

/** Approved, and not sent off yet. */
export function approvedOf(messages: readonly Message[]): readonly Message[] {
  return messages.filter(({ outcome }) => outcome === 'approved');
}

/** The next message that waits for the person, after this one and then from the top; null when all are done. */
export function nextOpen(messages: readonly Message[], from: string): string | null {
  const at = messages.findIndex((message) => message.key === from);
  const round = [...messages.slice(at + 1), ...messages.slice(0, Math.max(0, at + 1))];
  return round.find((message) => message.key !== from && isOpen(message))?.key ?? null;
}

/** The neighbour in the list; stays at both ends. */
export function neighbour(messages: readonly Message[], from: string, by: 1 | -1): string {
  const at = messages.findIndex((message) => message.key === from);
  const index = Math.min(messages.length - 1, Math.max(0, at + by));
  return messages[index]?.key ?? from;
}

/** Messages whose wording would be lost if the review just ended. */
export function unkept(messages: readonly Message[]): readonly Message[] {
  return messages.filter((message) => isOpen(message) && isEdited(message.edits) && message.draft === null);
}
