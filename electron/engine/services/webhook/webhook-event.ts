import { MANUAL_KINDS } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { WaitingEntry } from '../../db/queries/webhook.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** One event as it goes out, version 1; `docs/crm.md` tells of each field. */
export interface WebhookEvent {
  readonly version: 1;
  /** The id of the log entry: the same at every try, so that a receiver can tell a second delivery. */
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly sequence: number;
  readonly workspace: { readonly id: string; readonly name: string };
  readonly actor: string;
  readonly account: { readonly id: string; readonly number: string | null; readonly name: string } | null;
  readonly summary: string;
  readonly outcome?: string;
  readonly text?: string;
}

/** The event of a log entry. Without `withText` nothing that a person wrote in a note, call or mail goes along. */
export function webhookEvent(
  { id, name }: Pick<OpenWorkspace, 'id' | 'name'>,
  entry: WaitingEntry,
  withText: boolean,
): WebhookEvent {
  const { accountId, accountNumber, accountName, outcome, text } = entry;
  return {
    version: 1,
    id: entry.id,
    type: entry.kind,
    at: entry.at,
    sequence: entry.seq,
    workspace: { id, name },
    actor: entry.actor,
    account:
      accountId === null ? null : { id: accountId, number: accountNumber, name: accountName ?? accountId },
    summary: withText ? entry.summary : withoutText(entry),
    ...(outcome === null ? {} : { outcome }),
    ...(withText && text !== null ? { text } : {}),
  };
}

/** What a person types stands at the start of the line of such entries, behind a colon. */
const WITH_OWN_WORDS: readonly string[] = [...MANUAL_KINDS, 'next_action_set'];

function withoutText({ kind, summary }: WaitingEntry): string {
  return WITH_OWN_WORDS.includes(kind) ? (lineBefore(summary, kind) ?? kind) : summary;
}

/** "Next: call on 20 Nov 2026: of all three" keeps its plan, "Call · right party: they pay on Friday" its outcome. */
function lineBefore(summary: string, kind: string): string | undefined {
  const parts = summary.split(': ');
  return kind === 'next_action_set' ? parts.slice(0, 2).join(': ') : parts[0];
}

/** The event that *Send a test event* sends: nothing of any customer. */
export function testEvent(
  { id, name }: Pick<OpenWorkspace, 'id' | 'name'>,
  made: {
    readonly id: string;
    readonly at: string;
    readonly actor: string;
  },
): WebhookEvent {
  return {
    version: 1,
    ...made,
    type: 'test',
    sequence: 0,
    workspace: { id, name },
    account: null,
    summary: 'A test event: the address is reached, and the signature can be checked.',
  };
}
