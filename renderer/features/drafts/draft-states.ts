import type { Connectivity } from '../../../shared/contract/app.ts';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { TagTone } from '../../ui/tag.tsx';

export interface DraftStateView {
  readonly text: string;
  readonly tone: TagTone;
}

/** Where a draft is, in two words, for the list. */
export function draftState(draft: Draft, online: boolean): DraftStateView {
  switch (draft.state) {
    case 'draft': {
      const missing = draft.unresolved.length;
      if (missing === 0) return { text: 'draft', tone: 'neutral' };
      return { text: missing === 1 ? '1 field missing' : `${missing} fields missing`, tone: 'red' };
    }
    case 'queued':
      return { text: online ? 'waiting' : 'waiting, offline', tone: 'amber' };
    case 'appending':
      return { text: 'being saved', tone: 'accent' };
    case 'in_mailbox':
      return inMailbox(draft);
    case 'in_outbox':
      return { text: 'in the outbox', tone: 'accent' };
    case 'sent':
      return { text: draft.mailboxCopy?.state === 'sent' ? 'sent by hand' : 'sent', tone: 'neutral' };
    case 'failed':
      return { text: 'not saved', tone: 'red' };
    case 'discarded':
      return { text: 'discarded', tone: 'neutral' };
  }
}

function inMailbox({ mailboxCopy }: Draft): DraftStateView {
  if (mailboxCopy?.state === 'edited') return { text: 'edited there', tone: 'amber' };
  if (mailboxCopy?.state === 'removed') return { text: 'deleted there', tone: 'amber' };
  return { text: 'in the mailbox', tone: 'accent' };
}

/** What became of a letter in the mailbox, to follow its subject: "was edited in the mailbox, 12:04". */
export function copyWords({ mailboxCopy, folder }: Draft, moment: Moment): string {
  const when = mailboxCopy?.at ? `, ${moment(mailboxCopy.at)}` : '';
  switch (mailboxCopy?.state) {
    case 'edited':
      return `was edited in the mailbox${when}, and is not sent yet`;
    case 'removed':
      return `was deleted in the mailbox${when}, and was not sent`;
    case 'sent':
      return `was sent from the mailbox${when}`;
    default:
      return `lies in ${folder ?? 'the drafts folder'} of the mailbox, not sent yet`;
  }
}

export interface DraftAdvice {
  readonly tone: 'red' | 'amber' | 'plain';
  readonly title: string;
  /** What happened, what is safe, and what to do. */
  readonly text: string;
}

/** Writes a moment as people say it. */
type Moment = (at: NonNullable<Connectivity['since']>) => string;

const SAFE = 'The letter is kept here as it is; nothing was saved twice.';

/** What to say above a draft that waits or failed; null when all is well. */
export function draftAdvice(
  draft: Draft,
  connectivity: Connectivity | undefined,
  since: Moment,
): DraftAdvice | null {
  const error = draft.lastError;
  if (draft.state === 'failed') {
    return {
      tone: 'red',
      title: 'The mailbox did not take it',
      text: `${error?.message ?? ''} ${SAFE} Put it right, then retry.`.trim(),
    };
  }
  if (draft.state !== 'queued') return copyAdvice(draft, since);
  if (connectivity?.online === false) {
    const from = connectivity.since === null ? '' : ` since ${since(connectivity.since)}`;
    return {
      tone: 'amber',
      title: `Waiting: offline${from}`,
      text: 'It goes to the drafts folder by itself as soon as there is a network. You can go on working.',
    };
  }
  if (error === null) return null;
  return { tone: 'amber', title: 'Waiting for the mailbox', text: `${error.message} ${SAFE}` };
}

/** What a person did with the copy in the mailbox, what counts now, and what to do about it. */
function copyAdvice({ state, mailboxCopy, folder }: Draft, moment: Moment): DraftAdvice | null {
  if (mailboxCopy?.at == null || (state !== 'in_mailbox' && state !== 'sent')) return null;
  const when = moment(mailboxCopy.at);
  const drafts = folder ?? 'the drafts folder';
  switch (mailboxCopy.state) {
    case 'edited':
      return {
        tone: 'amber',
        title: `Edited in the mailbox, ${when}`,
        text: `The newer wording lies in ${drafts} and is never written over; below is the one that was saved. Send the newer one from your mail program: that is noticed and logged. If you do not need it, discard it here and delete it there.`,
      };
    case 'removed':
      return {
        tone: 'amber',
        title: `Deleted in the mailbox, ${when}`,
        text: 'It is not in Sent either, so it was not sent. Take it back to change it or to save it again, send it as it is, or discard it.',
      };
    case 'sent':
      return {
        tone: 'plain',
        title: `Sent from the mailbox, ${when}`,
        text: 'It was found in Sent by its Message-ID and is logged as sent. Below is the wording that was saved; your mail program has the one that went out.',
      };
    case 'as_saved':
      return null;
  }
}

/** Wording can change until the letter is on its way. */
export function canChange(draft: Pick<Draft, 'state'>): boolean {
  return draft.state === 'draft' || draft.state === 'failed';
}

/** One that lies in the mailbox as it was saved is deleted there: discarded here, it could still be sent. */
export function canDiscard(draft: Pick<Draft, 'state' | 'mailboxCopy'>): boolean {
  return canChange(draft) || draft.state === 'queued' || (draft.state === 'in_mailbox' && wasTouched(draft));
}

/** It was discarded, or deleted in the mailbox, and can be had back as a draft to do. */
export function canTakeBack({ state, mailboxCopy }: Pick<Draft, 'state' | 'mailboxCopy'>): boolean {
  return state === 'discarded' || (state === 'in_mailbox' && mailboxCopy?.state === 'removed');
}

function wasTouched({ mailboxCopy }: Pick<Draft, 'mailboxCopy'>): boolean {
  return mailboxCopy?.state === 'edited' || mailboxCopy?.state === 'removed';
}

export function canRetry(draft: Pick<Draft, 'state'>): boolean {
  return draft.state === 'failed' || draft.state === 'queued';
}

type Complete = Pick<Draft, 'state' | 'unresolved' | 'to'>;

/** Complete, and not on its way yet: it can be saved to the mailbox. */
export function canSave(draft: Complete): boolean {
  return canChange(draft) && isComplete(draft);
}

/** Complete, and not sent: from here, even while it lies in the mailbox. */
export function canSend(draft: Complete): boolean {
  return (canChange(draft) || draft.state === 'in_mailbox') && isComplete(draft);
}

function isComplete({ unresolved, to }: Complete): boolean {
  return unresolved.length === 0 && to.length > 0;
}

/** The parts of the list. */
export const DRAFT_VIEWS = {
  open: { label: 'To do', states: ['draft', 'queued', 'appending', 'failed'] },
  mailbox: { label: 'In the mailbox', states: ['in_mailbox'] },
  outbox: { label: 'In the outbox', states: ['in_outbox'] },
  sent: { label: 'Sent', states: ['sent'] },
  discarded: { label: 'Discarded', states: ['discarded'] },
} as const satisfies Record<string, { readonly label: string; readonly states: readonly Draft['state'][] }>;
export type DraftViewName = keyof typeof DRAFT_VIEWS;

export function isDraftView(text: string | undefined): text is DraftViewName {
  return text !== undefined && Object.hasOwn(DRAFT_VIEWS, text);
}
