import type { WebhookView } from '../../../shared/contract/webhook.ts';
import {
  deliveryWords,
  resumeWebhook,
  sendTestEvent,
  setWebhook,
  turnOffWebhook,
} from '../services/webhook/webhook-service.ts';
import type { OpenWorkspace } from '../services/workspace/open-workspace.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';

export const webhook = {
  get: api.webhook.get.handler(({ context }) => viewOf(context.session.workspace())),
  set: api.webhook.set.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { newSecret, ...settings } = input;
    const { secret } = await setWebhook(workspace, { ...settings, secret: newSecret ? 'new' : 'keep' });
    tell(context);
    return { webhook: await viewOf(workspace), secret };
  }),
  off: api.webhook.off.handler(async ({ context }) => {
    const turnedOff = await turnOffWebhook(context.session.workspace());
    if (turnedOff) tell(context);
    return { turnedOff };
  }),
  test: api.webhook.test.handler(async ({ context, signal }) => {
    const never = new AbortController().signal;
    const delivery = await sendTestEvent(context.session.workspace(), signal ?? never);
    return { ok: delivery.kind === 'delivered', text: deliveryWords(delivery) };
  }),
  resume: api.webhook.resume.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await resumeWebhook(workspace, input.skip);
    tell(context);
    return viewOf(workspace);
  }),
};

async function viewOf(workspace: OpenWorkspace): Promise<WebhookView> {
  const hook = await workspace.db.read('webhook', null);
  if (hook === null) return { state: 'off' };
  const { secretName: _, attempts: __, kinds, ...view } = hook;
  return { ...view, kinds: [...kinds] };
}

function tell({ hub, session }: EngineContext): void {
  hub.changed('webhook');
  hub.changed('log');
  session.webhook().wake();
}
