import { weekdayName } from '../../../../../shared/domain/contact-rules/local-time.ts';
import type { PlainDate } from '../../../../../shared/domain/dates.ts';
import { formatDate } from '../../../../../shared/domain/format/dates.ts';
import { formatMoney } from '../../../../../shared/domain/format/money.ts';
import { countDays } from '../../../../../shared/domain/format/words.ts';
import type { ContactChannel } from '../../../../../shared/domain/holds/types.ts';
import type { TemplateStage } from '../../../../../shared/domain/letters/stages.ts';
import type { Money } from '../../../../../shared/domain/money.ts';
import type { BestActionKind } from '../../../../../shared/domain/next-action/types.ts';
import type { MessageState } from '../../../../../shared/domain/outbox/message-states.ts';
import type { PromiseState } from '../../../../../shared/domain/promises/types.ts';
import type { CallOutcome } from '../../../../../shared/domain/touchpoint-kinds.ts';
import type { AccountBrief, LetterState } from './brief.ts';
import { line } from './safe-words.ts';

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

export const PROMISE_WORDS: Readonly<Record<PromiseState, string>> = {
  open: 'open',
  kept: 'kept',
  partly_kept: 'partly kept',
  broken: 'broken',
  replaced: 'replaced by a later one',
  withdrawn: 'taken back',
};

export const OUTCOME_WORDS: Readonly<Record<CallOutcome, string>> = {
  connected: 'somebody answered',
  right_party: 'the right person',
  wrong_party: 'the wrong person',
  voicemail: 'voicemail',
  no_answer: 'no answer',
  busy: 'busy',
  wrong_number: 'wrong number',
  callback: 'call back',
  refused: 'refused',
};

const STAGE_WORDS: Readonly<Record<TemplateStage, string>> = {
  before_due: 'before due',
  friendly: 'friendly',
  firm: 'firm',
  final: 'final',
  statement: 'statement',
};

const ACTION_WORDS: Readonly<Record<Exclude<BestActionKind, 'mail' | 'wait'>, string>> = {
  answer: 'Answer the customer',
  call: 'Call',
  send_statement: 'Send a statement',
  chase_dispute: 'Chase the dispute',
  apply_cash: 'Have the cash applied',
  escalate_internally: 'Have it decided inside',
  read_books: 'Read the books again',
};

const MESSAGE_WORDS: Readonly<Record<MessageState, string>> = {
  approved: 'approved, in the outbox',
  queued: 'queued in the outbox',
  checking: 'queued in the outbox',
  dispatching: 'perhaps sent: look into the Sent folder first',
  review: 'kept back in the outbox',
  sent: 'sent',
  rejected: 'rejected by the mail server',
  unknown: 'perhaps sent: look into the Sent folder first',
  resolved: 'settled',
  cancelled: 'taken back from the outbox',
};

/** `first`, `second` … `11th`: the place of a promise among those that followed each other. */
export function ordinal(number: number): string {
  return ORDINALS[number - 1] ?? `${number}th`;
}

/** An amount with all of its decimals. */
export function moneyOf({ minor, currency }: Money): string {
  return formatMoney(minor, currency);
}

/** `Mon 23 Nov`, with the year when it is not that of `asOf`. */
export function dayOf(date: PlainDate, asOf: PlainDate): string {
  return `${weekdayName(date).slice(0, 3)} ${formatDate(date, asOf)}`;
}

/** `35 days late`, `due today`, `due in 4 days`; a dash without a due date. */
export function lateness(days: number | null): string {
  if (days === null) return '–';
  if (days === 0) return 'due today';
  return days > 0 ? `${countDays(days)} late` : `due in ${countDays(-days)}`;
}

/** What the rules propose, as a headline: `Mail, friendly`, `Wait until Fri 27 Nov`. */
export function proposalTitle(
  action: NonNullable<AccountBrief['balances'][number]['proposal']>,
  asOf: PlainDate,
): string {
  if (action.kind === 'wait') return `Wait until ${dayOf(action.date, asOf)}`;
  if (action.kind === 'mail') return `Mail, ${stageWords(action.stage ?? 'friendly')}`;
  return ACTION_WORDS[action.kind];
}

/** `Call`, `Send copy`: a kind of next action at the start of a sentence. */
export function plannedWords(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function stageWords(stage: TemplateStage): string {
  return STAGE_WORDS[stage];
}

/** Where a letter waits. */
export function letterPlace(state: LetterState): string {
  switch (state.place) {
    case 'here':
      return 'draft';
    case 'mailbox':
      return state.folder === null ? 'in the mailbox' : `in the mailbox, ${line(state.folder)}`;
    case 'on_its_way_to_mailbox':
      return state.failed ? 'could not be put into the mailbox' : 'on its way into the mailbox';
    case 'outbox':
      return MESSAGE_WORDS[state.state];
  }
}

/** What a do-not-contact closes, as the beginning of a sentence. */
export function closedWay(channel: ContactChannel): string {
  switch (channel) {
    case 'mail':
      return 'Do not write to';
    case 'call':
      return 'Do not call';
    case 'all':
      return 'Do not contact';
  }
}
