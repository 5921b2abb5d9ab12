import type { WebhookKind } from '../../../../shared/domain/webhook/webhook-kinds.ts';
import type { WebhookRow } from '../../db/queries/webhook.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type Delivery, postEvent } from './post-event.ts';
import { newWebhookSecret } from './signature.ts';
import { webhookUrl } from './webhook-address.ts';
import { testEvent } from './webhook-event.ts';

export interface WebhookInput {
  readonly url: string;
  readonly kinds: readonly WebhookKind[];
  readonly withText: boolean;
  readonly privateAllowed: boolean;
  /** `keep` the one that there is, make a `new` one, or take this one. */
  readonly secret: 'keep' | 'new' | { readonly text: string };
}

const SHORTEST_SECRET = 16;

/**
 * Turns the webhook on, or changes it. Hands back the signing secret when Duebook made it: it is shown once.
 * Errors: `validation` (address, secret, no kind chosen), `no_key`.
 */
export async function setWebhook(
  workspace: OpenWorkspace,
  input: WebhookInput,
): Promise<{ readonly secret: string | null }> {
  const url = webhookUrl(input.url).href;
  const before = await workspace.db.read('webhook', null);
  const kept =
    before !== null && input.secret === 'keep' ? await workspace.secrets.get(before.secretName) : null;
  const given = typeof input.secret === 'object' ? input.secret.text : null;
  if (given !== null && given.length < SHORTEST_SECRET) {
    throw new EngineError(
      'validation',
      `The signing secret is too short. Take at least ${SHORTEST_SECRET} characters, or let Duebook make one.`,
      { field: 'secret' },
    );
  }
  const { kinds, withText, privateAllowed } = input;
  const write = async (secretName: string) =>
    workspace.db.write(
      'setWebhook',
      { url, kinds, withText, privateAllowed, secretName },
      workspace.context(),
    );
  if (before !== null && kept !== null) {
    await write(before.secretName);
    return { secret: null };
  }
  const secret = given ?? newWebhookSecret();
  const secretName = `webhook:${newId()}`;
  await workspace.secrets.set(secretName, secret);
  try {
    const { output } = await write(secretName);
    if (output.secretBefore !== null) await workspace.secrets.delete(output.secretBefore);
  } catch (error) {
    await workspace.secrets.delete(secretName);
    throw error;
  }
  return { secret: given === null ? secret : null };
}

/** Turns it off and forgets its secret. False when it was off. */
export async function turnOffWebhook(workspace: OpenWorkspace): Promise<boolean> {
  const { output } = await workspace.db.write('turnOffWebhook', null, workspace.context());
  if (output.secretName === null) return false;
  await workspace.secrets.delete(output.secretName);
  return true;
}

/** Goes on after a pause, leaving the event out that is next when `skip` says so. Errors: `not_found`. */
export async function resumeWebhook(workspace: OpenWorkspace, skip: boolean): Promise<void> {
  await workspace.db.write('resumeWebhook', { skip }, workspace.context());
}

/** Sends an event about no customer and says what came of it. Errors: `not_found` when it is off, `no_key`. */
export async function sendTestEvent(workspace: OpenWorkspace, signal: AbortSignal): Promise<Delivery> {
  const hook = await requireWebhook(workspace);
  const secret = await workspace.secrets.get(hook.secretName);
  if (secret === null) {
    throw new EngineError('no_key', 'The signing secret is not on this computer. Set the webhook up again.');
  }
  const { now: at, actor } = workspace.context();
  const event = testEvent(workspace, { id: newId(), at, actor });
  const { privateAllowed } = hook;
  return postEvent({ url: webhookUrl(hook.url), privateAllowed, secret, event, now: Date.parse(at) }, signal);
}

/** Errors: `not_found` when it is off. */
export async function requireWebhook(workspace: OpenWorkspace): Promise<WebhookRow> {
  const hook = await workspace.db.read('webhook', null);
  if (hook !== null) return hook;
  throw new EngineError('not_found', 'The webhook is off. Set it up first.');
}

/** What came of a try in one sentence. */
export function deliveryWords(delivery: Delivery): string {
  return delivery.kind === 'delivered'
    ? `The test event was taken (${delivery.status}).`
    : `The test event was not taken: ${delivery.text}`;
}
