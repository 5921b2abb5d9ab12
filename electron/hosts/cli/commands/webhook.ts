import { WEBHOOK_KINDS } from '../../../../shared/domain/webhook/webhook-kinds.ts';
import type { WebhookRow } from '../../../engine/db/queries/webhook.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { tellWaiting } from '../../../engine/services/webhook/tell-waiting.ts';
import {
  deliveryWords,
  requireWebhook,
  resumeWebhook,
  sendTestEvent,
  setWebhook,
  turnOffWebhook,
  type WebhookInput,
} from '../../../engine/services/webhook/webhook-service.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import type { CommandContext } from '../context.ts';
import { oneLine } from '../output/terminal-text.ts';
import { choiceValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

/** Turns the webhook on, or changes it. A signing secret comes from the environment, or is made and printed once. */
export const webhookSet: Command = defineCommand({
  parameters: { URL: 'required' },
  flags: {
    event: 'repeated',
    'secret-env': 'optional',
    'new-secret': 'switch',
    texts: 'switch',
    'allow-private': 'switch',
  },
  run: (context, flags, { URL: url }) => {
    const chosen = flags.event.map((kind) => choiceValue('event', kind, WEBHOOK_KINDS));
    const secret = secretFrom(context, flags['secret-env'], flags['new-secret']);
    return withWorkspace(context, 'write', async (workspace) => {
      const before = await workspace.db.read('webhook', null);
      const kinds = chosen.length > 0 ? chosen : (before?.kinds ?? WEBHOOK_KINDS);
      const made = await setWebhook(workspace, {
        url,
        kinds,
        withText: flags.texts,
        privateAllowed: flags['allow-private'],
        secret,
      });
      const hook = await requireWebhook(workspace);
      return {
        json: { webhook: printed(hook), ...(made.secret === null ? {} : { secret: made.secret }) },
        text: () =>
          [
            statusText(hook),
            ...(made.secret === null ? [] : [`Signing secret, shown this once: ${made.secret}`]),
          ].join('\n'),
      };
    });
  },
});

/** Sends an event about no customer; ends with status 1 when it was not taken. */
export const webhookTest: Command = defineCommand({
  parameters: {},
  flags: {},
  run: (context) =>
    withWorkspace(context, 'read', async (workspace) => {
      const delivery = await sendTestEvent(workspace, context.cancellation());
      const ok = delivery.kind === 'delivered';
      const text = deliveryWords(delivery);
      return { json: { ok, text }, text: () => text, status: ok ? 0 : 1 };
    }),
});

/** Tells what waits now, for whoever works without the window. Status 1 when something still waits for the address. */
export const webhookSend: Command = defineCommand({
  parameters: {},
  flags: {},
  run: (context) =>
    withWorkspace(context, 'write', async (workspace) => {
      const { delivered } = await tellWaiting(workspace, context.cancellation());
      const hook = await requireWebhook(workspace);
      return {
        json: { delivered, webhook: printed(hook) },
        text: () => `${delivered} ${delivered === 1 ? 'event' : 'events'} told.\n${statusText(hook)}`,
        status: hook.waiting === 0 ? 0 : 1,
      };
    }),
});

/** Goes on after a pause; `--skip` leaves the event out that is next. */
export const webhookResume: Command = defineCommand({
  parameters: {},
  flags: { skip: 'switch' },
  run: (context, flags) =>
    withWorkspace(context, 'write', async (workspace) => {
      await resumeWebhook(workspace, flags.skip);
      const hook = await requireWebhook(workspace);
      return { json: { webhook: printed(hook) }, text: () => statusText(hook) };
    }),
});

export const webhookOff: Command = defineCommand({
  parameters: {},
  flags: {},
  run: (context) =>
    withWorkspace(context, 'write', async (workspace) => {
      const turnedOff = await turnOffWebhook(workspace);
      return {
        json: { turnedOff },
        text: () => (turnedOff ? 'The webhook is off, and its secret is gone.' : 'The webhook was off.'),
      };
    }),
});

export const webhookStatus: Command = defineCommand({
  parameters: {},
  flags: {},
  run: (context) =>
    withWorkspace(context, 'read', async (workspace) => {
      const hook = await workspace.db.read('webhook', null);
      return {
        json: { webhook: hook === null ? { state: 'off' } : printed(hook) },
        text: () => (hook === null ? 'The webhook is off.' : statusText(hook)),
      };
    }),
});

function secretFrom(
  { env }: CommandContext,
  variable: string | null,
  fresh: boolean,
): WebhookInput['secret'] {
  if (variable === null) return fresh ? 'new' : 'keep';
  const text = env[variable];
  if (text !== undefined && text !== '') return { text };
  throw new EngineError(
    'validation',
    `The environment variable ${oneLine(variable)}, which should hold the signing secret, is not set.`,
    { field: 'secret' },
  );
}

/** Without its secret, and without the path of the address, which may be one. */
function printed({ url, state, kinds, withText, privateAllowed, ...rest }: WebhookRow) {
  const { waiting, delivered, deliveredAt, nextAt, problem } = rest;
  const host = hostOf(url);
  return { state, host, kinds, withText, privateAllowed, waiting, delivered, deliveredAt, nextAt, problem };
}

function statusText(hook: WebhookRow): string {
  const state = hook.state === 'on' ? 'is on' : 'is paused';
  return [
    `The webhook to ${hostOf(hook.url)} ${state}: ${hook.delivered} told, ${hook.waiting} waiting.`,
    ...(hook.problem === null ? [] : [oneLine(hook.problem)]),
  ].join('\n');
}

function hostOf(url: string): string {
  return new URL(url).host;
}
