import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { startOutboxCourier } from '../../../electron/engine/services/outbox/outbox-courier.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import type { MessageState } from '../../../shared/domain/outbox/message-states.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => {
  smtp.misbehave();
  smtp.forget();
});

/** A courier on the desk, and a way to wait until it says that a message is where it is expected. */
function courierOf(desk: OutboxDesk) {
  const hub = createEventHub();
  const stop = new AbortController();
  const events = hub.subscribe(stop.signal);
  const courier = startOutboxCourier(desk.workspace, hub, silentLogger);
  return {
    ...courier,
    async until(id: OutboxMessageId, state: MessageState): Promise<void> {
      while (desk.state(id) !== state) await events.next();
    },
    async close() {
      await courier.close();
      stop.abort();
    },
  };
}

describe('the courier of the outbox', () => {
  it('sends what is due as soon as the workspace is open, and says so', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const courier = courierOf(desk);
    await courier.until(id, 'sent');
    await courier.close();
    expect(smtp.taken).toHaveLength(1);
  });

  it('tries nothing without a network, and goes on by itself when it is back', async () => {
    const desk = await outboxDesk(smtp);
    const courier = courierOf(desk);
    courier.setOnline(false);
    const id = await desk.queued();
    courier.wake();
    expect(desk.state(id)).toBe('queued');
    expect(smtp.commands).toEqual([]);
    courier.setOnline(true);
    await courier.until(id, 'sent');
    await courier.close();
  });

  it('finds a message in the middle of its sending after a crash: it is unknown, not sent again', async () => {
    const desk = await outboxDesk(smtp);
    const [id, other] = [await desk.queued('A'), await desk.queued('B')];
    const { db, context } = desk.workspace;
    await db.maintain('messageChecking', { id }, context());
    await db.maintain('messageDispatching', { id }, context());
    const courier = courierOf(desk);
    await courier.until(other, 'sent');
    await courier.close();
    expect(desk.state(id)).toBe('unknown');
    expect(smtp.taken.flatMap(({ to }) => to)).toEqual(['ap@b.example']);
  });

  it('lets a message that is on the wire come to its end before it closes, and begins no other', async () => {
    const desk = await outboxDesk(smtp);
    const [id, other] = [await desk.queued('A'), await desk.queued('B')];
    const courier = courierOf(desk);
    while (smtp.commands.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await courier.close();
    expect(desk.state(id)).toBe('sent');
    expect(desk.state(other)).toBe('queued');
    expect(smtp.taken).toHaveLength(1);
  });
});
