import type { PlainDate } from '../../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../../shared/domain/ids.ts';
import { PROMISE_STATES } from '../../../../../shared/domain/promises/types.ts';
import { EngineError } from '../../../platform/engine-error.ts';
import { readSettings } from '../../settings/settings-service.ts';
import type { OpenWorkspace } from '../../workspace/open-workspace.ts';
import type { AccountBrief, Brief } from './brief.ts';
import { collectLetters } from './collect-letters.ts';
import { collectStory } from './collect-story.ts';

export interface BriefRequest {
  readonly accounts: readonly AccountId[];
  /** First and last day of the window, both with it. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly senderName: string;
  readonly recipientName: string;
  /** Coverage instructions in the specialist's own words; may be empty. */
  readonly words: string;
  /** What the specialist wrote about single accounts. */
  readonly wordsOf: ReadonlyMap<AccountId, string>;
  readonly signal?: AbortSignal;
  /** Told after each account how many of how many are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads all that a handoff brief tells, as the workspace is today; an account that was merged into another one is that
 * other one. Errors: `not_found` for an account that is not there, `cancelled`.
 */
export async function collectBrief(workspace: OpenWorkspace, request: BriefRequest): Promise<Brief> {
  const asOf = workspace.today();
  const madeAt = workspace.now();
  const { agingEdges } = await readSettings(workspace);
  const report = await workspace.db.read('agingReport', {
    asOf,
    today: asOf,
    basis: 'due',
    byAccount: false,
  });
  const holds = await workspace.db.read('holdList', { asOf });
  const accounts = new Map<AccountId, AccountBrief>();
  for (const [index, id] of request.accounts.entries()) {
    if (request.signal?.aborted === true) {
      throw new EngineError('cancelled', 'The brief was cancelled. Nothing was written.');
    }
    const account = await collectAccount(workspace, { id, asOf, words: request.wordsOf.get(id) ?? '' });
    const merged = [accounts.get(account.id)?.words ?? '', account.words].filter((words) => words !== '');
    accounts.set(account.id, { ...account, words: merged.join('\n\n') });
    request.onProgress?.(index + 1, request.accounts.length);
  }
  return {
    client: workspace.name,
    senderName: request.senderName,
    recipientName: request.recipientName,
    from: request.from,
    to: request.to,
    asOf,
    madeAt,
    timeZone: workspace.timeZone,
    words: request.words.trim(),
    figures: report.figures,
    agingEdges,
    holds: holds.filter(({ target }) => target.scope === 'workspace'),
    accounts: [...accounts.values()].sort(byName),
  };
}

interface AccountRequest {
  readonly id: AccountId;
  readonly asOf: PlainDate;
  readonly words: string;
}

async function collectAccount(workspace: OpenWorkspace, request: AccountRequest): Promise<AccountBrief> {
  const { asOf, words } = request;
  const view = await workspace.db.read('accountView', { id: request.id, asOf, today: asOf });
  const { id, standing } = view;
  const snooze = view.holds.find(({ code }) => code === 'snoozed');
  return {
    id,
    number: view.number,
    name: view.name,
    aliases: view.aliases,
    terms: view.terms,
    balances: view.balances,
    nextAction: view.nextAction,
    documents: view.documents,
    documentCount: view.documentCount,
    keptRates: standing.keptRates,
    disputes: standing.disputes,
    doNotContact: standing.doNotContact,
    unansweredReply: standing.unansweredReply,
    undeliverable: standing.undeliverable,
    owner: standing.owner,
    contacts: view.contacts,
    promises: await promisesOf(workspace, id, asOf),
    place: (await workspace.db.read('debtorOf', id)).place,
    holds: standing.holds.filter(({ target }) => target.scope !== 'workspace'),
    snooze: snooze === undefined ? null : { until: snooze.until, reason: snooze.reason },
    figures: view.figures,
    words: words.trim(),
    letters: await collectLetters(workspace, id),
    ...(await collectStory(workspace, id)),
  };
}

const COUNTING = PROMISE_STATES.filter((state) => state !== 'withdrawn');

async function promisesOf({ db }: OpenWorkspace, accountId: AccountId, asOf: PlainDate) {
  const { promises } = await db.read('promiseList', { states: COUNTING, accountId, asOf });
  return promises;
}

/** By name, whatever the language of the machine; namesakes by their number. */
function byName(left: AccountBrief, right: AccountBrief): number {
  return (
    left.name.localeCompare(right.name, 'en') ||
    (left.number ?? '').localeCompare(right.number ?? '', 'en') ||
    (left.id < right.id ? -1 : 1)
  );
}
