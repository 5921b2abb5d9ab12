import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approveDraft, sendMessage } from '../../../electron/engine/services/outbox/outbox-service.ts';
import { rebuildFromToday } from '../../../electron/engine/services/outbox/rebuild.ts';
import { changeDraft, getDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { saveToSent } from '../../support/dovecot/save-to-sent.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

const DAY = 24 * 60 * 60_000;
let imap: Dovecot;
let smtp: FakeSmtp;

/** A message that the server took without saying so, and that a person settled as not sent. */
async function settled(): Promise<OutboxDesk & { readonly id: OutboxMessageId }> {
  const desk = await outboxDesk(smtp, imap);
  const id = await desk.queued();
  smtp.misbehave({ at: 'dot', by: 'drop' });
  await desk.send();
  smtp.misbehave();
  const { db, context } = desk.workspace;
  await db.write('resolveMessage', { id, as: 'not_sent', by: 'person' }, context());
  return { ...desk, id };
}

const turnsUp = ({ value, id }: Awaited<ReturnType<typeof settled>>) =>
  saveToSent(imap, value('SELECT bytes FROM outbox_message WHERE id = ?', id) as Buffer);

const askAgain = ({ workspace, id }: Awaited<ReturnType<typeof settled>>) =>
  workspace.db.maintain('messageRetryNow', { id }, workspace.context());

describe.skipIf(!available)('a message that a person settled as not sent', () => {
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

  it('and that turns up in Sent is sent after all: shown, logged, and its draft is sent', async () => {
    const desk = await settled();
    expect(await desk.look('at_sync')).toBe(1);
    expect(await desk.message(desk.id)).toMatchObject({ resolvedAs: 'not_sent', foundLaterAt: null });
    await turnsUp(desk);
    expect(await desk.look(), 'nothing looks into Sent because of it alone').toBe(0);
    expect(await desk.look('at_sync')).toBe(1);
    const message = await desk.message(desk.id);
    expect(message).toMatchObject({ state: 'resolved', resolvedAs: 'sent', sentCopy: 'kept' });
    expect(message.foundLaterAt).not.toBeNull();
    expect((await getDraft(desk.workspace, message.draftId)).state).toBe('sent');
    expect((await desk.log()).slice(-2)).toEqual(['mail_resolved', 'mail_sent']);
    expect(await desk.look('all'), 'and is looked for no more').toBe(0);
    expect(await desk.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
  });

  it('is looked for during a week, and after that only when a person asks', async () => {
    const desk = await settled();
    desk.clock.wait(6 * DAY);
    expect(await desk.look('all')).toBe(1);
    desk.clock.wait(2 * DAY);
    await turnsUp(desk);
    expect(await desk.look('all')).toBe(0);
    await askAgain(desk);
    expect(await desk.look()).toBe(1);
    expect(await desk.message(desk.id)).toMatchObject({ resolvedAs: 'sent' });
  });

  it('stays as it is when a person asks and it is not there', async () => {
    const desk = await settled();
    await askAgain(desk);
    expect(await desk.look()).toBe(1);
    expect(await desk.message(desk.id)).toMatchObject({ resolvedAs: 'not_sent', lookupAt: null });
    expect(await desk.look()).toBe(0);
  });

  it('keeps the next letter back that waits, and lets it go when it was rebuilt', async () => {
    const desk = await settled();
    const [waits, approved, other] = [
      await desk.queued('A'),
      await desk.approved('A'),
      await desk.queued('B'),
    ];
    await turnsUp(desk);
    await desk.look('at_sync');
    for (const id of [waits, approved]) {
      const { state, review } = await desk.message(id);
      expect(state).toBe('review');
      expect(review?.reason).toMatch(/settled as not sent was found in Sent/u);
    }
    expect(await desk.send()).toEqual(new Map([[other, 'sent']]));
    await rebuildFromToday(desk.workspace, waits);
    await sendMessage(desk.workspace, waits, 0);
    expect(await desk.send()).toEqual(new Map([[waits, 'sent']]));
  });

  it('keeps its own draft back that was approved anew', async () => {
    const desk = await settled();
    const { draftId } = await desk.message(desk.id);
    const again = await approveDraft(desk.workspace, draftId, desk.mailboxId);
    await sendMessage(desk.workspace, again, 0);
    await turnsUp(desk);
    await desk.look('at_sync');
    expect(desk.state(again)).toBe('review');
    expect((await getDraft(desk.workspace, draftId)).state).toBe('in_outbox');
  });

  it('leaves a draft alone that a person went on with', async () => {
    const desk = await settled();
    const { draftId } = await desk.message(desk.id);
    desk.clock.wait(1_000);
    await changeDraft(desk.workspace, draftId, { subject: 'A new one' });
    await turnsUp(desk);
    await desk.look('at_sync');
    expect(await getDraft(desk.workspace, draftId)).toMatchObject({ state: 'draft', subject: 'A new one' });
  });
});
