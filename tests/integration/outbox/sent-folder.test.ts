import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../shared/domain/dates.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { saveToSent } from '../../support/dovecot/save-to-sent.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

let imap: Dovecot;
let smtp: FakeSmtp;

const providerSaves = (bytes: Buffer) => saveToSent(imap, bytes);

/** Copies of the message in Sent, by its own header. */
async function copiesOf(id: OutboxMessageId): Promise<readonly Buffer[]> {
  const all = await readMailbox({ ...imap, ...imap.users.alice, folder: 'Sent' });
  return all.map(({ bytes }) => bytes).filter((bytes) => bytes.includes(`X-Duebook-Ref: ${id}`));
}

const bytesOf = (desk: OutboxDesk, id: OutboxMessageId) =>
  desk.value('SELECT bytes FROM outbox_message WHERE id = ?', id) as Buffer;

describe.skipIf(!available)('with a real mailbox', () => {
  beforeAll(async () => {
    imap = await startDovecot();
    smtp = await startFakeSmtp();
  });
  afterAll(async () => {
    await smtp.stop();
    await imap.stop();
  });
  beforeEach(() => {
    smtp.misbehave();
    smtp.forget();
  });

  /** A message that the server took without saying so. */
  async function unknownMessage(): Promise<OutboxDesk & { readonly id: OutboxMessageId }> {
    const desk = await outboxDesk(smtp, imap);
    const id = await desk.queued();
    smtp.misbehave({ at: 'dot', by: 'drop' });
    expect(await desk.send()).toEqual(new Map([[id, 'unknown']]));
    smtp.misbehave();
    return { ...desk, id };
  }

  describe('a message whose fate nobody knows', () => {
    it('is not sent again, however long it lasts', async () => {
      const desk = await unknownMessage();
      for (const wait of [0, 60_000, 3_600_000, 24 * 3_600_000]) {
        desk.clock.wait(wait);
        expect(await desk.send()).toEqual(new Map());
      }
      expect(smtp.taken).toHaveLength(1);
    });

    it('is settled as sent when Sent has it', async () => {
      const desk = await unknownMessage();
      await providerSaves(bytesOf(desk, desk.id));
      expect(await desk.look()).toBe(1);
      expect(await desk.message(desk.id)).toMatchObject({
        state: 'resolved',
        resolvedAs: 'sent',
        sentCopy: 'kept',
      });
      expect(await desk.log()).toEqual([
        ...['mail_approved', 'mail_queued', 'mail_unknown', 'mail_resolved', 'mail_sent'],
      ]);
      expect(await copiesOf(desk.id)).toHaveLength(1);
    });

    it('that a person settles while Sent is being looked into stays as the person said', async () => {
      const desk = await unknownMessage();
      await providerSaves(bytesOf(desk, desk.id));
      const { db, context } = desk.workspace;
      const looking = desk.look();
      await db.write('resolveMessage', { id: desk.id, as: 'sent', by: 'person' }, context());
      expect(await looking).toBe(1);
      expect(await desk.log()).toEqual([
        'mail_approved',
        'mail_queued',
        'mail_unknown',
        'mail_resolved',
        'mail_sent',
      ]);
    });

    it.each([
      ['X-Microsoft-Original-Message-ID', true],
      ['X-Duebook-Ref', false],
    ])('is recognised by %s where the provider replaced its Message-ID', async (_header, keepsOriginal) => {
      const desk = await unknownMessage();
      const { messageId } = await desk.message(desk.id);
      const original = keepsOriginal ? `X-Microsoft-Original-Message-ID: <${messageId}>\r\n` : '';
      const rewritten = bytesOf(desk, desk.id)
        .toString('latin1')
        .replace(`Message-ID: <${messageId}>\r\n`, `Message-ID: <new@outlook.example>\r\n${original}`)
        .replace(keepsOriginal ? /X-Duebook-Ref: .*\r\n/u : /^$/u, '');
      await providerSaves(Buffer.from(rewritten, 'latin1'));
      await desk.look();
      expect(desk.state(desk.id)).toBe('resolved');
    });

    it('is looked for after 0, 15, 60 and 300 seconds, and then at the next sync only', async () => {
      const desk = await unknownMessage();
      const looks: number[] = [];
      const began = Date.parse(desk.workspace.now());
      for (let second = 0; second <= 900; second += 5) {
        if ((await desk.look()) === 1) looks.push(second);
        desk.clock.wait(began + (second + 5) * 1_000 - Date.parse(desk.workspace.now()));
      }
      expect(looks).toHaveLength(4);
      looks.forEach((second, index) => {
        expect(second).toBeGreaterThanOrEqual([0, 15, 60, 300][index] ?? 0);
        expect(second).toBeLessThanOrEqual(([0, 15, 60, 300][index] ?? 0) + 5 * (index + 1));
      });
      expect(await desk.message(desk.id)).toMatchObject({ state: 'unknown', lookups: 4, lookupAt: null });
      for (let sync = 5; sync <= 7; sync += 1) {
        expect(await desk.look('at_sync')).toBe(1);
        expect(await desk.message(desk.id)).toMatchObject({ lookups: sync, lookupAt: null });
        expect(await desk.look()).toBe(0);
      }
      await providerSaves(bytesOf(desk, desk.id));
      expect(await desk.look('at_sync')).toBe(1);
      expect(desk.state(desk.id)).toBe('resolved');
      expect(await desk.look('all')).toBe(0);
    });

    it('is not looked for by a sync before its time, nor counted when the mailbox cannot be asked', async () => {
      const desk = await outboxDesk(smtp);
      const id = await desk.queued();
      smtp.misbehave({ at: 'dot', by: 'drop' });
      await desk.send();
      const { db, context } = desk.workspace;
      const looked = (nextAt: Instant | null) =>
        db.maintain('lookedIntoSent', { id, looked: true, nextAt }, context());
      await looked(instant('2999-12-31T00:00:00.000Z'));
      expect(await desk.look('at_sync')).toBe(0);
      for (let look = 2; look <= 4; look += 1) await looked(null);
      expect(await desk.look('at_sync')).toBe(1);
      expect(await desk.message(id)).toMatchObject({ state: 'unknown', lookups: 4, lookupAt: null });
    });

    it.each(['sent', 'not_sent'] as const)(
      'is settled as %s by a person, and the log says who',
      async (as) => {
        const desk = await unknownMessage();
        await desk.look();
        await desk.workspace.db.write(
          'resolveMessage',
          { id: desk.id, as, by: 'person' },
          desk.workspace.context(),
        );
        const message = await desk.message(desk.id);
        expect(message).toMatchObject({ state: 'resolved', resolvedAs: as });
        const kinds = await desk.log();
        expect(kinds.filter((kind) => kind === 'mail_sent')).toHaveLength(as === 'sent' ? 1 : 0);
        const draft = desk.value('SELECT state FROM draft WHERE id = ?', message.draftId);
        expect(draft).toBe(as === 'sent' ? 'sent' : 'draft');
        await desk.copies();
        desk.clock.wait(30_000);
        await desk.copies();
        desk.clock.wait(30_000);
        await desk.copies();
        expect(await copiesOf(desk.id)).toHaveLength(as === 'sent' ? 1 : 0);
      },
    );

    it('keeps its looks for when the mailbox can be asked', async () => {
      const desk = await outboxDesk(smtp);
      const id = await desk.queued();
      smtp.misbehave({ at: 'dot', by: 'drop' });
      await desk.send();
      expect(await desk.look()).toBe(1);
      expect(await desk.message(id)).toMatchObject({ state: 'unknown', lookups: 0 });
      expect((await desk.message(id)).lookupAt).not.toBeNull();
    });
  });

  describe('the copy in Sent', () => {
    const waits = [0, 5_100, 15_100, 30_100, 300_100, 3_600_100];
    /** Rounds at the times of the table; the provider saves after the first, if it does. */
    async function sentBy(desk: OutboxDesk, saves: boolean): Promise<OutboxMessageId> {
      const id = await desk.queued(['A', 'B', 'C'][smtp.taken.length] ?? 'A');
      await desk.send();
      for (const [index, wait] of waits.entries()) {
        desk.clock.wait(wait);
        await desk.copies();
        if (index === 0 && saves) await providerSaves(bytesOf(desk, id));
      }
      expect((await desk.message(id)).sentCopy).toBe('kept');
      return id;
    }
    const known = (desk: OutboxDesk) => desk.value('SELECT saves_sent FROM mailbox');

    it.each([
      ['saves it', true, 1],
      ['does not', false, 0],
    ] as const)(
      'is there exactly once where the provider %s, and that is learnt',
      async (_how, saves, learnt) => {
        const desk = await outboxDesk(smtp, imap);
        expect(known(desk)).toBeNull();
        const first = await sentBy(desk, saves);
        expect(known(desk)).toBe(learnt);
        const second = await sentBy(desk, saves);
        for (const id of [first, second]) {
          const copies = await copiesOf(id);
          expect(copies).toHaveLength(1);
          expect(copies[0]?.equals(bytesOf(desk, id))).toBe(true);
        }
      },
    );

    it('is put there at once where the provider is known not to', async () => {
      const desk = await outboxDesk(smtp, imap);
      await sentBy(desk, false);
      const id = await desk.queued('B');
      await desk.send();
      await desk.copies();
      expect(await copiesOf(id)).toHaveLength(1);
    });

    it('is still put there by us when a provider that saves does not for once', async () => {
      const desk = await outboxDesk(smtp, imap);
      await sentBy(desk, true);
      const id = await sentBy(desk, false);
      expect(await copiesOf(id)).toHaveLength(1);
    });

    it('is tried again while the mailbox is out of reach, and given up in the end', async () => {
      const desk = await outboxDesk(smtp);
      const id = await desk.queued();
      await desk.send();
      for (let round = 0; round < 6; round++) {
        expect((await desk.message(id)).sentCopy).toBe(round < 5 ? 'wanted' : 'given_up');
        await desk.copies();
        desk.clock.wait(6 * 3_600_000 + 1_000);
      }
      expect(desk.state(id)).toBe('sent');
    });
  });
});
