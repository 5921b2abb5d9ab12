import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, ContactId, TouchpointId } from '../../../../shared/domain/ids.ts';
import {
  type CallOutcome,
  callFacts,
  MANUAL_KINDS,
  type ManualKind,
} from '../../../../shared/domain/touchpoint-kinds.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { requireCallAllowed } from '../calls/call-guard.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { WriteCommand } from './command.ts';

export interface NewTouchpoint {
  readonly accountId: AccountId;
  readonly kind: ManualKind;
  readonly outcome: CallOutcome | null;
  readonly text: string;
  /** Who was called, and when the call began; absent: not known, and now. */
  readonly contactId?: ContactId | null;
  readonly calledAt?: Instant;
}

const KIND_LABELS: Readonly<Record<ManualKind, string>> = {
  note: 'Note',
  call: 'Call',
  mail: 'Mail',
  letter: 'Letter',
  sms: 'Text message',
  meeting: 'Meeting',
};

/** The most that the line of an entry shows of its text. */
const MOST_CHARACTERS = 120;

/**
 * Logs what a person did or noticed. A call needs an outcome, a note a text. Gives back what spoke against a call without
 * forbidding it. Errors: `not_found`, `validation`, `policy_blocked` (the rules of contact forbid the call).
 */
export const addTouchpoint: WriteCommand<NewTouchpoint, { readonly warnings: readonly string[] }> = (
  db,
  input,
  context,
) => {
  requireAccount(db, input.accountId);
  if (input.outcome !== null && input.kind !== 'call') {
    throw new EngineError('validation', 'Only a call has an outcome. Leave it out, or log a call.');
  }
  if (input.kind === 'call' && input.outcome === null) {
    throw new EngineError('validation', 'A call needs its outcome, such as right_party or voicemail.');
  }
  if (input.kind === 'note' && input.text.trim() === '') {
    throw new EngineError('validation', 'The note is empty. Write what happened.');
  }
  const called = { accountId: input.accountId, contactId: input.contactId ?? null };
  const warnings =
    input.kind === 'call' ? requireCallAllowed(db, { ...called, at: input.calledAt ?? context.now }) : [];
  const outcome = input.outcome === null ? '' : ` · ${input.outcome.replaceAll('_', ' ')}`;
  const firstLine = input.text.trim().split('\n', 1)[0] ?? '';
  const entry = {
    kind: input.kind,
    account: input.accountId,
    payload: {
      summary: `${KIND_LABELS[input.kind]}${outcome}${firstLine === '' ? '' : `: ${shorten(firstLine)}`}`,
      text: input.text,
      ...(input.outcome === null ? {} : { outcome: input.outcome, ...callFacts(input.outcome) }),
      ...(called.contactId === null ? {} : { contact: called.contactId }),
      ...(warnings.length === 0 ? {} : { warnings }),
    },
  } as const;
  return { output: { warnings }, entries: [entry], afterLog: refreshAfter(db, context, [input.accountId]) };
};

/** Takes an entry made by hand back. The entry stays; the retraction is an entry of its own. */
export const retractTouchpoint: WriteCommand<{ readonly id: TouchpointId; readonly reason: string }, null> = (
  db,
  input,
  context,
) => {
  const entry = db
    .prepare<[string], { seq: number; kind: string; account_id: AccountId | null }>(
      'SELECT seq, kind, account_id FROM touchpoint WHERE id = ?',
    )
    .get(input.id);
  if (entry === undefined) throw new EngineError('not_found', 'There is no such entry in the log.');
  if (!(MANUAL_KINDS as readonly string[]).includes(entry.kind)) {
    throw new EngineError('validation', 'Only entries that a person made by hand can be taken back.');
  }
  const done = db
    .prepare('INSERT OR IGNORE INTO retraction (touchpoint_id, at) VALUES (?, ?)')
    .run(input.id, context.now);
  if (done.changes === 0) return { output: null, unchanged: true };
  const { account_id: account } = entry;
  return {
    output: null,
    entries: [
      {
        kind: 'note_retracted',
        account,
        payload: {
          summary: `Entry ${entry.seq} taken back`,
          entry: input.id,
          seq: entry.seq,
          reason: input.reason,
        },
      },
    ],
    afterLog: refreshAfter(db, context, account === null ? [] : [account]),
  };
};

/** At most 120 characters, none of them cut in half: the log refuses half a character. */
function shorten(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS - 1).replace(/\p{Cs}$/u, '')}…`;
}
