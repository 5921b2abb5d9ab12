import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { startOutboxCourier } from '../../../electron/engine/services/outbox/outbox-courier.ts';
import { sendDueMessages } from '../../../electron/engine/services/outbox/send-due-messages.ts';
import { openWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import type { MessageState } from '../../../shared/domain/outbox/message-states.ts';
import { asTest } from '../../support/engine/engine-test.ts';
import { deskOf, type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
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
function courierOf(desk: OutboxDesk, lastChance?: number) {
  const hub = createEventHub();
  const stop = new AbortController();
  const events = hub.subscribe(stop.signal);
  const courier = startOutboxCourier(desk.workspace, hub, silentLogger, lastChance);
  return {
    ...courier,
    async until(id: OutboxMessageId, state: MessageState): Promise<void> {
      while (desk.state(id) !== state) await events.next();
    },
    async untilChanged(value: () => unknown, begin: () => void = () => {}): Promise<void> {
      const before = value();
      begin();
      while (value() === before) await events.next();
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

  it('does not wait for a server that says nothing more when the workspace is locked: nobody knows, and it is not sent again', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    smtp.misbehave({ at: 'dot', by: 'hang' });
    const courier = courierOf(desk, 20);
    while (smtp.taken.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await courier.close();
    expect(desk.state(id)).toBe('unknown');
    smtp.misbehave();
    const reopened = deskOf(asTest(await desk.reopen()), desk.mailboxId);
    const next = courierOf(reopened);
    const other = await reopened.queued('B');
    next.wake();
    await next.until(other, 'sent');
    await next.close();
    expect(reopened.state(id)).toBe('unknown');
    expect(smtp.taken).toHaveLength(2);
  });

  it('looks for a message whose looks are used up with each sync, and not in between', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    smtp.misbehave({ at: 'dot', by: 'drop' });
    await desk.send();
    smtp.misbehave();
    for (let look = 0; look < 4; look += 1) {
      const nextAt = null;
      await desk.workspace.db.maintain(
        'lookedIntoSent',
        { id, looked: true, nextAt },
        desk.workspace.context(),
      );
    }
    const lookedFor = () => desk.value('SELECT updated_at FROM outbox_message WHERE id = ?', id);
    const courier = courierOf(desk);
    await courier.untilChanged(lookedFor);
    const atStart = lookedFor();
    const other = await desk.queued('B');
    courier.wake();
    await courier.until(other, 'sent');
    expect(lookedFor()).toBe(atStart);
    await courier.untilChanged(lookedFor, courier.sync);
    await courier.close();
    expect(desk.state(id)).toBe('unknown');
  });
});

describe('a second Duebook', () => {
  it('cannot open the workspace for writing, and one that only reads sends nothing, whatever it is asked', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const { installation, files } = desk;
    const how = { kind: 'keyring', store: installation.keyring } as const;
    const open = (mode: 'read' | 'write') =>
      openWorkspace(installation, { folder: files.folder, with: how, mode, actor: () => 'Second' });
    await expect(open('write')).rejects.toMatchObject({ code: 'locked' });
    const reader = await open('read');
    const second = startOutboxCourier(reader, createEventHub(), silentLogger);
    second.wake();
    second.setOnline(false);
    second.setOnline(true);
    second.sync();
    await second.close();
    const { steps } = await sendDueMessages(reader, { logger: silentLogger }).catch(() => ({
      steps: new Map(),
    }));
    await reader.close();
    expect([...steps]).toEqual([]);
    expect(smtp.commands).toEqual([]);
    const courier = courierOf(desk);
    await courier.until(id, 'sent');
    await courier.close();
    expect(smtp.taken).toHaveLength(1);
  });
});
