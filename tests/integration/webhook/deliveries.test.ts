import { describe, expect, it } from 'vitest';
import { tellWaiting } from '../../../electron/engine/services/webhook/tell-waiting.ts';
import {
  resumeWebhook,
  sendTestEvent,
  setWebhook,
  turnOffWebhook,
  type WebhookInput,
} from '../../../electron/engine/services/webhook/webhook-service.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { isSignedBy, type WebhookReceiver, webhookReceiver } from '../../support/webhook-receiver.ts';

const GO_ON = new AbortController().signal;

async function books() {
  const engine = await engineTest();
  await importRows(engine.workspace, [
    {
      customerNumber: 'A',
      customerName: 'Anker AG',
      invoiceNumber: '1',
      amount: '1.00',
      invoiceDate: '2026-01-01',
    },
  ]);
  const receiver = await webhookReceiver();
  return { engine, receiver };
}

async function turnOn(engine: EngineTest, { url }: WebhookReceiver, change: Partial<WebhookInput> = {}) {
  const input = {
    url,
    kinds: ['note', 'call'],
    withText: false,
    privateAllowed: false,
    secret: 'keep',
  } as const;
  return setWebhook(engine.workspace, { ...input, ...change });
}

async function note(engine: EngineTest, text: string) {
  const { workspace } = engine;
  await workspace.db.write(
    'addTouchpoint',
    { accountId: await engine.account('A'), kind: 'note', outcome: null, text },
    workspace.context(),
  );
}

async function call(engine: EngineTest, text: string) {
  const { workspace } = engine;
  await workspace.db.write(
    'addTouchpoint',
    { accountId: await engine.account('A'), kind: 'call', outcome: 'right_party', text },
    workspace.context(),
  );
}

const tell = (engine: EngineTest) => tellWaiting(engine.workspace, GO_ON);
const hookOf = (engine: EngineTest) => engine.workspace.db.read('webhook', null);
const logged = (engine: EngineTest) =>
  engine.rows<{ kind: string; payload: string }>(
    "SELECT kind, payload FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind GLOB 'webhook_*' ORDER BY seq",
  );

describe('a webhook', () => {
  it('is off until somebody turns it on, and tells nothing of before', async () => {
    const { engine, receiver } = await books();
    await note(engine, 'Before');
    expect(await tell(engine)).toEqual({ delivered: 0, nextAt: null, changed: false });
    await turnOn(engine, receiver);
    expect(await tell(engine)).toMatchObject({ delivered: 0 });
    expect(receiver.received).toEqual([]);
  });

  it('tells of each chosen kind once, in the order of the log, signed, with the id of the entry', async () => {
    const { engine, receiver } = await books();
    const { secret } = await turnOn(engine, receiver);
    await note(engine, 'First');
    await engine.workspace.db.write(
      'snooze',
      { accountIds: [await engine.account('A')], until: '2026-07-01' as never, reason: null },
      engine.workspace.context(),
    );
    await call(engine, 'They pay on Friday.');
    expect(await tell(engine)).toMatchObject({ delivered: 2, nextAt: null });
    expect(await tell(engine)).toMatchObject({ delivered: 0 });
    const entries = engine.rows<{ id: string }>(
      "SELECT id FROM touchpoint WHERE kind IN ('note', 'call') ORDER BY seq",
    );
    expect(receiver.received.map(({ event }) => [event.type, event.id])).toEqual([
      ['note', entries[0]?.id],
      ['call', entries[1]?.id],
    ]);
    const [first] = receiver.received;
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'duebook-event-id': entries[0]?.id,
      'user-agent': 'Duebook',
    });
    for (const event of receiver.received) {
      expect(isSignedBy(secret ?? '', event)).toBe(true);
      expect(isSignedBy('another secret', event)).toBe(false);
    }
    expect(await hookOf(engine)).toMatchObject({ state: 'on', delivered: 2, waiting: 0, problem: null });
  });

  it('keeps what a person wrote to itself unless texts are switched on', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, receiver);
    await call(engine, 'They pay on Friday.');
    await tell(engine);
    expect(receiver.received[0]?.event).toMatchObject({
      version: 1,
      summary: 'Call · right party',
      outcome: 'right_party',
      account: { number: 'A', name: 'Anker AG' },
    });
    expect(receiver.received[0]?.body).not.toContain('Friday');
    await turnOn(engine, receiver, { withText: true });
    await call(engine, 'They pay on Friday.');
    await tell(engine);
    expect(receiver.received[1]?.event).toMatchObject({
      summary: 'Call · right party: They pay on Friday.',
      text: 'They pay on Friday.',
    });
  });

  it('never shows its whole address, whose path may be a secret, or its signing secret in the log', async () => {
    const { engine, receiver } = await books();
    const { secret } = await turnOn(engine, receiver);
    receiver.answerWith(410);
    await note(engine, 'x');
    await tell(engine);
    const text = JSON.stringify(logged(engine));
    expect(text).toContain('127.0.0.1');
    expect(text).not.toContain('path-secret');
    expect(text).not.toContain(secret);
  });

  it('waits while the receiver cannot take it, longer each time, and loses nothing', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, receiver);
    receiver.answerWith(503);
    await note(engine, 'One');
    await note(engine, 'Two');
    const waits: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      const { nextAt } = await tell(engine);
      waits.push(Math.round((Date.parse(nextAt ?? '') - Date.parse(engine.workspace.now())) / 30_000));
      expect(await tell(engine)).toMatchObject({ delivered: 0, nextAt });
      engine.clock.forward(1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
    expect(await hookOf(engine)).toMatchObject({ state: 'on', waiting: 2, attempts: 8 });
    expect((await hookOf(engine))?.problem).toContain('503');
    receiver.answerWith(200);
    expect(await tell(engine)).toMatchObject({ delivered: 2, nextAt: null });
    expect(await hookOf(engine)).toMatchObject({ waiting: 0, attempts: 0, problem: null });
    const told = receiver.received.map(({ event }) => event.id);
    expect(new Set(told).size).toBe(2);
    expect(told.slice(-2)).toEqual([...new Set(told)]);
  });

  it('waits as long as the receiver asks', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, receiver);
    receiver.answerWith((response) => response.writeHead(429, { 'retry-after': '600' }).end());
    await note(engine, 'One');
    const { nextAt } = await tell(engine);
    const minutes = (Date.parse(nextAt ?? '') - Date.parse(engine.workspace.now())) / 60_000;
    expect(Math.round(minutes)).toBe(10);
  });

  it('waits when nobody is there', async () => {
    const { engine } = await books();
    await turnOn(engine, { url: 'http://127.0.0.1:9/' } as WebhookReceiver);
    await note(engine, 'One');
    expect((await tell(engine)).nextAt).not.toBeNull();
    expect((await hookOf(engine))?.problem).toMatch(/127\.0\.0\.1:9 could not be reached \(ECONNREFUSED\)/);
  });

  it('pauses after five refusals in words, and goes on when somebody says so', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, receiver);
    receiver.answerWith(401);
    await note(engine, 'One');
    for (let count = 0; count < 5; count += 1) {
      expect(await hookOf(engine)).toMatchObject({ state: 'on' });
      await tell(engine);
      engine.clock.forward(1);
    }
    expect(receiver.received).toHaveLength(5);
    const hook = await hookOf(engine);
    expect(hook).toMatchObject({ state: 'paused', waiting: 1 });
    expect(hook?.problem).toMatch(/did not accept it \(401\)\. It was tried 5 times/);
    expect(await tell(engine)).toMatchObject({ delivered: 0, nextAt: null });
    expect(receiver.received).toHaveLength(5);
    receiver.answerWith(204);
    await resumeWebhook(engine.workspace, false);
    expect(await tell(engine)).toMatchObject({ delivered: 1 });
    expect(logged(engine).map(({ kind }) => kind)).toEqual([
      'webhook_set',
      'webhook_paused',
      'webhook_resumed',
    ]);
  });

  it('leaves the event out that a receiver never takes, when somebody says so', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, receiver);
    receiver.answerWith(410);
    await note(engine, 'Bad one');
    await note(engine, 'Good one');
    await tell(engine);
    expect(await hookOf(engine)).toMatchObject({ state: 'paused', waiting: 2 });
    receiver.answerWith(204);
    await resumeWebhook(engine.workspace, true);
    await tell(engine);
    const ids = receiver.received.map(({ event }) => event.id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  it('follows no redirect', async () => {
    const { engine, receiver } = await books();
    const other = await webhookReceiver();
    await turnOn(engine, receiver);
    receiver.answerWith((response) => response.writeHead(307, { location: other.url }).end());
    await note(engine, 'One');
    await tell(engine);
    expect(other.received).toEqual([]);
    expect((await hookOf(engine))?.problem).toMatch(/another place \(307\)/);
  });

  it('reads no endless answer', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, receiver);
    let sent = 0;
    receiver.answerWith((response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed || sent > 100_000_000) return;
        sent += 65_536;
        response.write(Buffer.alloc(65_536), more);
      };
      more();
    });
    await note(engine, 'One');
    expect(await tell(engine)).toMatchObject({ delivered: 1 });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('goes to no private address unless that is allowed, and to this computer by http alone', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, { url: receiver.url.replace('http:', 'https:') } as WebhookReceiver);
    await note(engine, 'One');
    await tell(engine);
    expect(await hookOf(engine)).toMatchObject({ state: 'paused', waiting: 1 });
    expect((await hookOf(engine))?.problem).toMatch(/private network/);
    await turnOn(engine, { url: 'https://localhost:9/' } as WebhookReceiver);
    await tell(engine);
    expect(await hookOf(engine)).toMatchObject({ state: 'paused' });
    expect(receiver.received).toEqual([]);
  });

  it('survives a restart with what waits', async () => {
    const { engine, receiver } = await books();
    const { secret } = await turnOn(engine, receiver);
    receiver.answerWith(503);
    await note(engine, 'One');
    await tell(engine);
    receiver.answerWith(204);
    const again = await engine.reopen();
    again.clock.forward(1);
    expect(await tellWaiting(again.workspace, GO_ON)).toMatchObject({ delivered: 1 });
    await again.workspace.close();
    expect(receiver.received.every((event) => isSignedBy(secret ?? '', event))).toBe(true);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
  });

  it('tells nothing more once it is off, and forgets its secret', async () => {
    const { engine, receiver } = await books();
    await turnOn(engine, receiver);
    const name = (await hookOf(engine))?.secretName ?? '';
    expect(await engine.workspace.secrets.get(name)).not.toBeNull();
    await note(engine, 'One');
    expect(await turnOffWebhook(engine.workspace)).toBe(true);
    expect(await turnOffWebhook(engine.workspace)).toBe(false);
    await tell(engine);
    expect(receiver.received).toEqual([]);
    expect(await engine.workspace.secrets.get(name)).toBeNull();
  });

  it('keeps its secret when it is changed, and signs with a new one when that is asked for', async () => {
    const { engine, receiver } = await books();
    const { secret } = await turnOn(engine, receiver);
    expect(await turnOn(engine, receiver, { kinds: ['note'] })).toEqual({ secret: null });
    await note(engine, 'One');
    await tell(engine);
    expect(isSignedBy(secret ?? '', receiver.received[0] as never)).toBe(true);
    const fresh = await turnOn(engine, receiver, { secret: 'new' });
    expect(fresh.secret).not.toBe(secret);
    await note(engine, 'Two');
    await tell(engine);
    expect(isSignedBy(fresh.secret ?? '', receiver.received[1] as never)).toBe(true);
    await expect(turnOn(engine, receiver, { secret: { text: 'short' } })).rejects.toMatchObject({
      code: 'validation',
    });
  });

  it('sends a test event that holds nothing of any customer, and leaves no entry', async () => {
    const { engine, receiver } = await books();
    await expect(sendTestEvent(engine.workspace, GO_ON)).rejects.toMatchObject({ code: 'not_found' });
    const { secret } = await turnOn(engine, receiver);
    const before = engine.value('SELECT MAX(seq) FROM touchpoint');
    expect(await sendTestEvent(engine.workspace, GO_ON)).toEqual({ kind: 'delivered', status: 204 });
    expect(receiver.received[0]?.event).toMatchObject({ type: 'test', account: null, sequence: 0 });
    expect(isSignedBy(secret ?? '', receiver.received[0] as never)).toBe(true);
    receiver.answerWith(500);
    expect(await sendTestEvent(engine.workspace, GO_ON)).toMatchObject({ kind: 'later' });
    expect(engine.value('SELECT MAX(seq) FROM touchpoint')).toBe(before);
  });
});
