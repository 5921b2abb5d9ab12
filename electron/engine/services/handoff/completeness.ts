import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { countOf } from '../../../../shared/domain/format/words.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type GapCode, STALE_AFTER_DAYS } from '../../db/handoff/gaps.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Something that a backup would stumble over. It warns and never forbids. */
export interface HandoffWarning {
  readonly code: GapCode | 'window_later';
  readonly count: number;
  readonly message: string;
  readonly accounts: readonly { readonly id: AccountId; readonly name: string }[];
}

const WORDS: Readonly<Record<GapCode, (count: number) => string>> = {
  no_next_action: (count) => `${accounts(count)} overdue without a next action. Plan one for each.`,
  no_owner: (count) => `${accounts(count)} overdue that nobody works by name.`,
  stale_notes: (count) =>
    `${accounts(count)} overdue with nothing noted for ${STALE_AFTER_DAYS} days. Add what is not written down.`,
  reply_waiting: (count) => `${accounts(count)} whose reply waits for an answer.`,
  drafts_without_owner: (count) => `${accounts(count)} with drafts and nobody who works them.`,
  mail_queued: (count) =>
    `${accounts(count)} with mail in the outbox. It goes along as drafts and is not sent from here.`,
  mail_unclear: (count) =>
    `${accounts(count)} with mail of which nobody knows whether it was sent. Settle it in the outbox first.`,
};

/** What is not in order about these accounts before they are handed over. */
export async function completenessOf(
  workspace: OpenWorkspace,
  request: { readonly accounts: readonly AccountId[]; readonly from: PlainDate },
): Promise<readonly HandoffWarning[]> {
  const today = workspace.today();
  const gaps = await workspace.db.read('handoffGaps', { accounts: request.accounts, today });
  const warnings = gaps.map(({ code, accounts: concerned }) => ({
    code,
    count: concerned.length,
    message: WORDS[code](concerned.length),
    accounts: concerned,
  }));
  if (request.from <= today) return warnings;
  const message = `The window begins on ${request.from}. What happens until then is not in the pack: make it on the last day before.`;
  return [...warnings, { code: 'window_later', count: 1, message, accounts: [] }];
}

function accounts(count: number): string {
  return countOf(count, 'account', 'accounts');
}
