import { expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { startWebhookCourier } from '../../../electron/engine/services/webhook/webhook-courier.ts';
import { setWebhook } from '../../../electron/engine/services/webhook/webhook-service.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { webhookReceiver } from '../../support/webhook-receiver.ts';

async function working() {
  const engine = await engineTest();
  const receiver = await webhookReceiver();
  await importRows(engine.workspace, [
    { customerNumber: 'A', invoiceNumber: '1', amount: '1.00', invoiceDate: '2026-01-01' },
  ]);
  await setWebhook(engine.workspace, {
    url: receiver.url,
    kinds: ['note'],
    withText: true,
    privateAllowed: false,
    secret: 'new',
  });
  const hub = createEventHub();
  const courier = startWebhookCourier(engine.workspace, hub, silentLogger);
  onTestFinished(() => courier.close());
  return { engine, receiver, hub, courier };
}

async function note({ workspace, account }: EngineTest, text: string) {
  const accountId = await account('A');
  await workspace.db.write(
    'addTouchpoint',
    { accountId, kind: 'note', outcome: null, text },
    workspace.context(),
  );
}

it('tells at once when the log has something new, and tells the window', async () => {
  const { engine, receiver, hub } = await working();
  const heard = hub.subscribe();
  await note(engine, 'One');
  hub.changed('log');
  await receiver.until(1);
  const topics = new Set<string>();
  for await (const event of heard) {
    if (event.type === 'changed') topics.add(event.topic);
    if (topics.has('webhook')) break;
  }
  expect(receiver.received[0]?.event.text).toBe('One');
});

it('tries nothing without a network, and all of it with one again', async () => {
  const { engine, receiver, courier, hub } = await working();
  courier.setOnline(false);
  await note(engine, 'One');
  await note(engine, 'Two');
  hub.changed('log');
  courier.wake();
  expect(await engine.workspace.db.read('webhook', null)).toMatchObject({ waiting: 2, attempts: 0 });
  expect(receiver.received).toEqual([]);
  courier.setOnline(true);
  await receiver.until(2);
  expect(receiver.received.map(({ event }) => event.text)).toEqual(['One', 'Two']);
});

it('lets go of an answer that does not come when the workspace is closed, and the event waits on', async () => {
  const { engine, receiver, courier, hub } = await working();
  receiver.answerWith(() => {});
  await note(engine, 'One');
  hub.changed('log');
  await receiver.until(1);
  await courier.close();
  expect(await engine.workspace.db.read('webhook', null)).toMatchObject({ waiting: 1, state: 'on' });
});
