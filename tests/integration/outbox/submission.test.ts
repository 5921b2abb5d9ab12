import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { killedOutbox, workOn } from '../../support/engine/killed-outbox.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

let dovecot: Dovecot;
/** The next server behind Dovecot: what it took is delivered. */
let next: FakeSmtp;

const bytesOf = (desk: OutboxDesk, id: OutboxMessageId) =>
  desk.value('SELECT bytes FROM outbox_message WHERE id = ?', id) as Buffer;

/** A desk whose mailbox sends through Dovecot's own submission service. */
const submissionDesk = () =>
  outboxDesk(next, dovecot, { smtpUrl: `smtp+starttls://localhost:${dovecot.submissionPort}` });

describe.skipIf(!available)('through Dovecot’s submission service', () => {
  beforeAll(async () => {
    next = await startFakeSmtp({ security: 'starttls', offersStarttls: false, logins: [] });
    dovecot = await startDovecot(undefined, { relayPort: next.port });
  });
  afterAll(async () => {
    await dovecot.stop();
    await next.stop();
  });
  beforeEach(() => {
    next.misbehave();
    next.forget();
  });

  it('a letter is delivered once, with the bytes that were approved, and lies in Sent once', async () => {
    const desk = await submissionDesk();
    const id = await desk.queued();
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    expect(next.taken).toHaveLength(1);
    expect(next.taken[0]).toMatchObject({ from: 'alice@example.test', to: ['ap@a.example'] });
    // Dovecot puts its own trace in front, as every server does; nothing after it is changed.
    const delivered = next.taken[0]?.bytes ?? Buffer.alloc(0);
    const approved = bytesOf(desk, id);
    expect(delivered.subarray(-approved.length).equals(approved)).toBe(true);
    for (let round = 0; round < 4; round++) {
      await desk.copies();
      desk.clock.wait(60_000);
    }
    const sent = await readMailbox({ ...dovecot, ...dovecot.users.alice, folder: 'Sent' });
    const copies = sent.filter(({ bytes }) => bytes.includes(`X-Duebook-Ref: ${id}`));
    expect(copies.map(({ bytes }) => bytes.equals(approved))).toEqual([true]);
    expect(await desk.send()).toEqual(new Map());
  });

  it('a recipient that the next server refuses rejects the letter for everybody', async () => {
    const desk = await submissionDesk();
    next.misbehave({ at: 'rcpt', by: { answer: '550 5.1.1 no such user' } });
    const id = await desk.queued();
    expect(await desk.send()).toEqual(new Map([[id, 'rejected']]));
    expect(next.taken).toEqual([]);
    expect((await desk.message(id)).answer).toMatch(/^550 .*5\.1\.1 no such user/u);
  });

  it.each([
    ['before messageDispatching', 0, 'sent'],
    ['after messageDispatching', 0, 'unknown'],
    ['before recordSent', 1, 'unknown'],
    ['after recordSent', 1, 'sent'],
  ] as const)(
    'a letter is delivered at most once after SIGKILL %s',
    async (edge, delivered, state) => {
      const desk = await killedOutbox(await submissionDesk(), edge, async (child) => {
        await child.untilLines(2);
        expect(child.lines).toEqual(['open', 'stopped']);
      });
      const [first, second] = desk.ids;
      const copies = (id: string) =>
        next.taken.filter(({ bytes }) => bytes.includes(`X-Duebook-Ref: ${id}`)).length;
      expect(copies(first ?? '')).toBe(delivered);
      await workOn(desk);
      await desk.look('all');
      expect(desk.state(first as OutboxMessageId)).toBe(state);
      expect(desk.state(second as OutboxMessageId)).toBe('sent');
      expect(copies(first ?? '')).toBe(state === 'sent' ? 1 : delivered);
      expect(copies(second ?? '')).toBe(1);
      await desk.workspace.close();
    },
    60_000,
  );
});
