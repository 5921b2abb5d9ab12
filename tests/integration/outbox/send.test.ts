import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  approveDraft,
  listOutbox,
  sendMessage,
  undoSending,
  withdrawMessage,
} from '../../../electron/engine/services/outbox/outbox-service.ts';
import { getDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { MESSAGE_STATES } from '../../../shared/domain/outbox/message-states.ts';
import { CUSTOMERS, type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
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

const bytesOf = (desk: OutboxDesk, id: string) =>
  desk.value('SELECT bytes FROM outbox_message WHERE id = ?', id) as Buffer;
const listed = (desk: OutboxDesk) =>
  listOutbox(desk.workspace, {
    states: MESSAGE_STATES,
    accountId: null,
    settledSince: null,
    limit: 100,
    cursor: null,
  });

describe('a letter', () => {
  it('is approved, sent off and sent: once, byte for byte, to the approved people, and logged', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    expect(await desk.send()).toEqual(new Map());
    expect(smtp.taken).toHaveLength(1);
    expect(smtp.taken[0]).toMatchObject({ from: 'alice@example.test', to: ['ap@a.example'] });
    expect(smtp.taken[0]?.bytes.equals(bytesOf(desk, id))).toBe(true);
    const message = await desk.message(id);
    expect(message).toMatchObject({ state: 'sent', attempts: 1, answer: '250 2.0.0 taken as 4711' });
    expect(smtp.taken[0]?.bytes.toString('latin1')).toContain(`Message-ID: <${message.messageId}>`);
    expect(await getDraft(desk.workspace, message.draftId)).toMatchObject({ state: 'sent' });
    expect(await desk.log()).toEqual(['mail_approved', 'mail_queued', 'mail_sent']);
    expect(await desk.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
  });

  it('says nothing to the server for ten seconds, in which sending can be undone', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.approved();
    await sendMessage(desk.workspace, id);
    desk.clock.wait(9_000);
    expect(await desk.send()).toEqual(new Map());
    expect((await desk.message(id)).undoUntil).not.toBeNull();
    expect(await undoSending(desk.workspace, id)).toBe(true);
    desk.clock.wait(60_000);
    expect(await desk.send()).toEqual(new Map());
    expect(smtp.commands).toEqual([]);
    expect(await desk.message(id)).toMatchObject({ state: 'approved', undoUntil: null, expectedAt: null });
    await sendMessage(desk.workspace, id);
    desk.clock.wait(10_001);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
  });

  it('cannot be undone or taken back once it is on the wire', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await desk.send();
    expect(await undoSending(desk.workspace, id)).toBe(false);
    await expect(withdrawMessage(desk.workspace, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that is taken back is a draft again and can be approved anew, under another Message-ID', async () => {
    const desk = await outboxDesk(smtp);
    const draftId = await desk.draft();
    const first = await approveDraft(desk.workspace, draftId, desk.mailboxId);
    await expect(approveDraft(desk.workspace, draftId, desk.mailboxId)).rejects.toMatchObject({
      code: 'conflict',
    });
    await withdrawMessage(desk.workspace, first);
    expect(await getDraft(desk.workspace, draftId)).toMatchObject({ state: 'draft' });
    const second = await approveDraft(desk.workspace, draftId, desk.mailboxId);
    const [one, other] = [await desk.message(first), await desk.message(second)];
    expect(one.state).toBe('cancelled');
    expect(other.messageId).not.toBe(one.messageId);
  });

  it('that the server refuses for good is rejected with its words, and can be mended', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    smtp.misbehave({ at: 'rcpt', by: { answer: '550 5.1.1 no such user' } });
    expect(await desk.send()).toEqual(new Map([[id, 'rejected']]));
    smtp.misbehave();
    expect(await desk.send()).toEqual(new Map());
    expect(await desk.message(id)).toMatchObject({ state: 'rejected', answer: '550 5.1.1 no such user' });
    const draftId = await withdrawMessage(desk.workspace, id);
    expect(await getDraft(desk.workspace, draftId)).toMatchObject({ state: 'draft' });
    expect(smtp.taken).toEqual([]);
  });

  it('that is refused for now is sent later with the same bytes', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const before = bytesOf(desk, id);
    smtp.misbehave({ at: 'dot', by: { answer: '451 4.3.0 try later' }, times: 1 });
    expect(await desk.send()).toEqual(new Map([[id, 'waiting']]));
    expect(await desk.message(id)).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastError: { code: 'mail_rejected', message: '451 4.3.0 try later' },
    });
    expect(await desk.send()).toEqual(new Map());
    desk.clock.wait(61_000);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    expect(smtp.taken).toHaveLength(1);
    expect(smtp.taken[0]?.bytes.equals(before)).toBe(true);
    expect(desk.rows('SELECT number, outcome FROM outbox_attempt ORDER BY number')).toEqual([
      { number: 1, outcome: 'again' },
      { number: 2, outcome: 'sent' },
    ]);
  });

  it('waits while the server is out of reach; that is no attempt', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    smtp.misbehave({ at: 'greeting', by: 'drop', times: 1 });
    expect(await desk.send()).toEqual(new Map([[id, 'waiting']]));
    expect(await desk.message(id)).toMatchObject({
      state: 'queued',
      attempts: 0,
      lastError: { code: 'network' },
    });
    desk.clock.wait(61_000);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
  });

  it('whose mailbox was removed meanwhile is kept back and says so', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await desk.workspace.db.write('removeMailbox', { id: desk.mailboxId }, desk.workspace.context());
    await desk.send();
    expect(await desk.message(id)).toMatchObject({
      state: 'review',
      review: { reason: expect.stringContaining('removed') },
    });
    expect(smtp.commands).toEqual([]);
  });
});

describe('a recipient whose server asks to wait (greylisting)', () => {
  const greylisted = (times?: number) =>
    smtp.misbehave({
      at: 'rcpt',
      by: { answer: '450 4.2.0 greylisted' },
      recipient: 'ap@a.example',
      ...(times === undefined ? {} : { times }),
    });

  it('holds up its own message only, which goes out later with the same bytes', async () => {
    const desk = await outboxDesk(smtp);
    const [a, b, c] = [await desk.queued('A'), await desk.queued('B'), await desk.queued('C')];
    const before = bytesOf(desk, a);
    greylisted(1);
    expect([...(await desk.send())]).toEqual([
      [a, 'deferred'],
      [b, 'sent'],
      [c, 'sent'],
    ]);
    expect((await listed(desk)).pauses).toEqual([]);
    expect(await desk.message(a)).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastError: { message: '450 4.2.0 greylisted' },
    });
    desk.clock.wait(4 * 60_000);
    expect(await desk.send()).toEqual(new Map());
    desk.clock.wait(60_000);
    expect(await desk.send()).toEqual(new Map([[a, 'sent']]));
    expect(smtp.taken.at(-1)?.bytes.equals(before)).toBe(true);
  });

  it('is asked at growing distances, and the outbox says when', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued('A');
    greylisted();
    const minutes: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect(await desk.send()).toEqual(new Map([[id, 'deferred']]));
      const { expectedAt } = await desk.message(id);
      const wait = Date.parse(expectedAt ?? '') - Date.parse(desk.workspace.now());
      minutes.push(Math.round(wait / 60_000));
      desk.clock.wait(wait + 1_000);
    }
    expect(minutes).toEqual([5, 15, 30, 60, 120, 180, 180]);
  });

  it('wastes no slot of the others', async () => {
    const desk = await outboxDesk(smtp, null, { perMinute: 1, perDay: 400 });
    const [a, b] = [await desk.queued('A'), await desk.queued('B')];
    greylisted(1);
    expect(await desk.send()).toEqual(new Map([[a, 'deferred']]));
    const from = Date.parse(desk.workspace.now());
    const minutesUntil = async (id: typeof a) =>
      Math.round((Date.parse((await desk.message(id)).expectedAt ?? '') - from) / 60_000);
    expect([await minutesUntil(a), await minutesUntil(b)]).toEqual([5, 1]);
    desk.clock.wait(60_000);
    expect(await desk.send()).toEqual(new Map([[b, 'sent']]));
  });

  it('and then another and another are taken for trouble of the own server: the rest waits a minute', async () => {
    const rows = ['A', 'B', 'C', 'D'].map((key) => ({
      ...CUSTOMERS[0],
      customerNumber: key,
      invoiceNumber: key,
    }));
    const desk = await outboxDesk(smtp, null, {}, rows);
    const ids = [];
    for (const { customerNumber } of rows) ids.push(await desk.queued(customerNumber));
    smtp.misbehave({ at: 'rcpt', by: { answer: '451 try later' } });
    expect([...(await desk.send())]).toEqual(ids.slice(0, 3).map((id) => [id, 'deferred']));
    expect((await desk.message(ids[3] as (typeof ids)[0])).attempts).toBe(0);
  });
});

describe('a mailbox', () => {
  it('sends no more than its limits allow, says when the rest goes out, and sends it then', async () => {
    const desk = await outboxDesk(smtp, null, { perMinute: 2, perDay: 400 });
    const ids = [await desk.queued('A'), await desk.queued('B'), await desk.queued('C')];
    expect([...(await desk.send()).keys()]).toEqual(ids.slice(0, 2));
    const { messages } = await listed(desk);
    const waiting = messages.find((message) => message.state === 'queued');
    expect(waiting?.id).toBe(ids[2]);
    const wait = Date.parse(waiting?.expectedAt ?? '') - Date.parse(desk.workspace.now());
    expect(wait).toBeGreaterThan(50_000);
    desk.clock.wait(wait - 2_000);
    expect(await desk.send()).toEqual(new Map());
    desk.clock.wait(2_001);
    expect([...(await desk.send()).keys()]).toEqual(ids.slice(2));
  });

  it('keeps to its limit of a day', async () => {
    const desk = await outboxDesk(smtp, null, { perMinute: 10, perDay: 2 });
    const ids = [await desk.queued('A'), await desk.queued('B'), await desk.queued('C')];
    await desk.send();
    desk.clock.wait(23 * 60 * 60_000);
    expect(await desk.send()).toEqual(new Map());
    expect(smtp.taken).toHaveLength(2);
    desk.clock.wait(60 * 60_000 + 5_000);
    expect([...(await desk.send()).keys()]).toEqual(ids.slice(2));
  });

  it.each([
    ['mail', '421 4.7.0 too many messages', 1],
    ['greeting', '421 4.3.2 closing down', 0],
    ['auth', '454 4.7.0 too many logins', 0],
  ] as const)('pauses as a whole after an answer at %s: %s', async (at, answer, attempts) => {
    const desk = await outboxDesk(smtp);
    const [first, second] = [await desk.queued('A'), await desk.queued('B')];
    smtp.misbehave({ at, by: { answer } });
    expect(await desk.send()).toEqual(new Map([[first, 'waiting']]));
    smtp.misbehave();
    const heard = smtp.commands.length;
    desk.clock.wait(10 * 60_000);
    expect(await desk.send()).toEqual(new Map());
    expect(smtp.commands).toHaveLength(heard);
    const { pauses } = await listed(desk);
    expect(pauses).toMatchObject([{ mailboxId: desk.mailboxId, reason: expect.stringContaining(answer) }]);
    expect(Date.parse(pauses[0]?.until ?? '')).toBeGreaterThan(Date.parse(desk.workspace.now()));
    desk.clock.wait(60 * 60_000);
    expect(await desk.send()).toEqual(
      new Map([
        [first, 'sent'],
        [second, 'sent'],
      ] as const),
    );
    expect((await listed(desk)).pauses).toEqual([]);
    expect((await desk.message(first)).attempts).toBe(attempts + 1);
  });

  it('stops when its login is refused, until a person resumes it', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await desk.workspace.secrets.set(`mailbox:${desk.mailboxId}`, 'wrong');
    expect(await desk.send()).toEqual(new Map([[id, 'waiting']]));
    expect((await listed(desk)).pauses).toMatchObject([{ until: null }]);
    await desk.workspace.secrets.set(`mailbox:${desk.mailboxId}`, 'wonderland 7 "quoted"');
    desk.clock.wait(24 * 60 * 60_000);
    expect(await desk.send()).toEqual(new Map());
    expect((await desk.message(id)).expectedAt).toBeNull();
    await desk.workspace.db.write('resumeMailbox', { id: desk.mailboxId }, desk.workspace.context());
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
  });
});
