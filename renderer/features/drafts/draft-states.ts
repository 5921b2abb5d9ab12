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
      return { text: 'in the mailbox', tone: 'accent' };
    case 'in_outbox':
      return { text: 'in the outbox', tone: 'accent' };
    case 'sent':
      return { text: 'sent', tone: 'neutral' };
    case 'failed':
      return { text: 'not saved', tone: 'red' };
    case 'discarded':
      return { text: 'discarded', tone: 'neutral' };
  }
}

export interface DraftAdvice {
  readonly tone: 'red' | 'amber';
  readonly title: string;
  /** What happened, what is safe, and what to do. */
  readonly text: string;
}

const SAFE = 'The letter is kept here as it is; nothing was saved twice.';

/** What to say above a draft that waits or failed; null when all is well. */
export function draftAdvice(
  draft: Draft,
  connectivity: Connectivity | undefined,
  since: (at: NonNullable<Connectivity['since']>) => string,
): DraftAdvice | null {
  const error = draft.lastError;
  if (draft.state === 'failed') {
    return {
      tone: 'red',
      title: 'The mailbox did not take it',
      text: `${error?.message ?? ''} ${SAFE} Put it right, then retry.`.trim(),
    };
  }
  if (draft.state !== 'queued') return null;
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

/** Wording can change until the letter is on its way. */
export function canChange(draft: Pick<Draft, 'state'>): boolean {
  return draft.state === 'draft' || draft.state === 'failed';
}

export function canDiscard(draft: Pick<Draft, 'state'>): boolean {
  return canChange(draft) || draft.state === 'queued';
}

export function canRetry(draft: Pick<Draft, 'state'>): boolean {
  return draft.state === 'failed' || draft.state === 'queued';
}

/** Complete, and not on its way yet: it can be saved to the mailbox, or sent. */
export function canSave(draft: Pick<Draft, 'state' | 'unresolved' | 'to'>): boolean {
  return canChange(draft) && draft.unresolved.length === 0 && draft.to.length > 0;
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
