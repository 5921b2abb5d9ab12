import type { Instant } from '../../../../shared/domain/dates.ts';
import type { WebhookRow } from '../../db/queries/webhook.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type Delivery, postEvent } from './post-event.ts';
import { webhookUrl } from './webhook-address.ts';
import { webhookEvent } from './webhook-event.ts';

const AT_ONCE = 20;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 6 * 3_600_000;
/** A receiver that asks for more than a day is asked again after a day. */
const LONGEST_ASKED = 24 * 3_600_000;
/** So many refusals in a row, and a person has to look. */
const MOST_REFUSALS = 5;

export interface Told {
  readonly delivered: number;
  /** When there is something to try again; null when nothing waits for a moment. */
  readonly nextAt: Instant | null;
  /** Whether anything about the webhook is another than before. */
  readonly changed: boolean;
}

/**
 * Tells what waits, in the order of the log, each event until it was taken. What was taken is noted before the next one
 * goes out: after a crash an event may be told twice, with the same id, and none is left out. Ends early when aborted.
 */
export async function tellWaiting(workspace: OpenWorkspace, signal: AbortSignal): Promise<Told> {
  let delivered = 0;
  for (;;) {
    const hook = await workspace.db.read('webhook', null);
    if (hook === null || hook.state === 'paused' || hook.waiting === 0) {
      return { delivered, nextAt: null, changed: delivered > 0 };
    }
    if (hook.nextAt !== null && hook.nextAt > workspace.now()) {
      return { delivered, nextAt: hook.nextAt, changed: delivered > 0 };
    }
    const secret = await workspace.secrets.get(hook.secretName);
    if (secret === null) {
      await pause(workspace, 'its signing secret is not on this computer. Set the webhook up again.');
      return { delivered, nextAt: null, changed: true };
    }
    for (const entry of await workspace.db.read('webhookEntries', { limit: AT_ONCE })) {
      if (signal.aborted) return { delivered, nextAt: null, changed: delivered > 0 };
      const event = webhookEvent(workspace, entry, hook.withText);
      const { privateAllowed } = hook;
      const now = Date.parse(workspace.now());
      const outcome = await postEvent(
        { url: webhookUrl(hook.url), privateAllowed, secret, event, now },
        signal,
      ).catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      });
      if (outcome === null) return { delivered, nextAt: null, changed: delivered > 0 };
      if (outcome.kind !== 'delivered') {
        const nextAt = await settle(workspace, hook, outcome, now);
        return { delivered, nextAt, changed: true };
      }
      const { secretName } = hook;
      await workspace.db.maintain('webhookDelivered', { secretName, seq: entry.seq }, workspace.context());
      delivered += 1;
    }
  }
}

/** What follows from a try that was not taken. Returns when it is tried again; null when a person has to say so. */
async function settle(
  workspace: OpenWorkspace,
  { attempts, secretName }: WebhookRow,
  outcome: Exclude<Delivery, { kind: 'delivered' }>,
  now: number,
): Promise<Instant | null> {
  const refusedOften = outcome.kind === 'refused' && attempts + 1 >= MOST_REFUSALS;
  if (outcome.kind === 'gone' || outcome.kind === 'forbidden' || refusedOften) {
    const often = refusedOften ? ` It was tried ${attempts + 1} times.` : '';
    await pause(workspace, `${outcome.text}${often}`);
    return null;
  }
  const asked = outcome.kind === 'later' ? outcome.waitMs : null;
  const wait = asked === null ? backoff(attempts) : Math.min(Math.max(asked, 1_000), LONGEST_ASKED);
  const nextAt = new Date(now + wait).toISOString() as Instant;
  await workspace.db.maintain(
    'webhookWaits',
    { secretName, problem: outcome.text, nextAt },
    workspace.context(),
  );
  return nextAt;
}

/** Half a minute, then twice as long each time, up to six hours. */
export function backoff(attempts: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 20));
}

async function pause(workspace: OpenWorkspace, reason: string): Promise<void> {
  await workspace.db.write('pauseWebhook', { reason }, workspace.context());
}
