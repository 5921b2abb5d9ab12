import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendMessage } from '../../../electron/engine/services/outbox/outbox-service.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

const HOUR = 3_600_000;

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => {
  smtp.misbehave();
  smtp.forget();
});

/** One round of the courier, as far as sending goes. */
async function round(desk: OutboxDesk) {
  await desk.recover();
  return desk.send();
}

async function calledBy(desk: OutboxDesk): Promise<void> {
  const accountId = await desk.account('A');
  const call = { accountId, kind: 'call', outcome: 'connected', text: 'Promised to pay on Friday' } as const;
  await desk.workspace.db.write('addTouchpoint', call, desk.workspace.context());
}

describe('a clock that is put back by an hour', () => {
  it('neither shortens the time to think again nor makes it an hour, and sends once', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.approved();
    await sendMessage(desk.workspace, id);
    desk.clock.wait(-HOUR);
    expect(await round(desk)).toEqual(new Map());
    const { undoUntil } = await desk.message(id);
    const left = Date.parse(undoUntil ?? '') - Date.parse(desk.workspace.now());
    expect(left).toBeGreaterThan(9_000);
    expect(left).toBeLessThanOrEqual(10_000);
    desk.clock.wait(10_000);
    expect(await round(desk)).toEqual(new Map([[id, 'sent']]));
    for (const wait of [HOUR, HOUR, -HOUR]) {
      desk.clock.wait(wait);
      expect(await round(desk)).toEqual(new Map());
    }
    expect(smtp.taken).toHaveLength(1);
  });

  it('blocks no slot with attempts that lie ahead now', async () => {
    const desk = await outboxDesk(smtp, null, { perMinute: 1, perDay: 400 });
    const [a, b] = [await desk.queued('A'), await desk.queued('B')];
    expect(await round(desk)).toEqual(new Map([[a, 'sent']]));
    desk.clock.wait(-HOUR);
    expect(await round(desk)).toEqual(new Map([[b, 'sent']]));
  });

  it('keeps the wait of a deferred message as long as it was, and no longer', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    smtp.misbehave({ at: 'rcpt', by: { answer: '450 4.2.0 greylisted' }, times: 1 });
    expect(await round(desk)).toEqual(new Map([[id, 'deferred']]));
    desk.clock.wait(-HOUR);
    expect(await round(desk)).toEqual(new Map());
    desk.clock.wait(4 * 60_000);
    expect(await round(desk)).toEqual(new Map());
    desk.clock.wait(60_000);
    expect(await round(desk)).toEqual(new Map([[id, 'sent']]));
  });

  it('does not put off the looks for an unknown message, which stays unsent', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    smtp.misbehave({ at: 'dot', by: 'drop' });
    expect(await round(desk)).toEqual(new Map([[id, 'unknown']]));
    smtp.misbehave();
    desk.clock.wait(-HOUR);
    expect(await round(desk)).toEqual(new Map());
    desk.clock.wait(1_000);
    expect(await desk.look()).toBe(1);
    expect(smtp.taken).toHaveLength(1);
  });

  it('hides no contact that was made after the approval', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    desk.clock.wait(-HOUR);
    await calledBy(desk);
    expect(await round(desk)).toEqual(new Map([[id, 'review']]));
    expect(smtp.commands).toEqual([]);
  });
});

describe('while the server is being logged in to', () => {
  it('what comes up still stops the message: nothing is said about it', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const sending = desk.send();
    while (smtp.commands.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await calledBy(desk);
    expect(await sending).toEqual(new Map([[id, 'review']]));
    expect(smtp.commands.filter((command) => /^(MAIL|RCPT|DATA)/u.test(command))).toEqual([]);
    expect(await desk.message(id)).toMatchObject({ state: 'review', attempts: 0 });
    expect((await desk.message(id)).review?.reason).toMatch(/called/u);
  });
});

describe('after the computer slept in the middle of handing a message over', () => {
  it('nobody knows what came of it; it is looked for from then on, and not sent again', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    smtp.misbehave({ at: 'dot', by: 'drop' });
    const sending = desk.send();
    while (smtp.taken.length === 0) await new Promise((resolve) => setImmediate(resolve));
    desk.clock.wait(8 * HOUR);
    expect(await sending).toEqual(new Map([[id, 'unknown']]));
    smtp.misbehave();
    const { lookupAt } = await desk.message(id);
    expect(Math.abs(Date.parse(lookupAt ?? '') - Date.parse(desk.workspace.now()))).toBeLessThan(1_000);
    expect(await round(desk)).toEqual(new Map());
    expect(smtp.taken).toHaveLength(1);
  });
});
