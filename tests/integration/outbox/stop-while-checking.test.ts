import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { undoSending, withdrawMessage } from '../../../electron/engine/services/outbox/outbox-service.ts';
import { getDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { CUSTOMERS, type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

const isLogin = (line: string) => line.startsWith('AUTH');
const said = () => smtp.commands.filter((line) => /^(?:MAIL|RCPT|DATA)/u.test(line));

/** Sends, and does something as soon as the server is asked to let the mailbox in: it has not answered yet. */
async function whileLoggingIn(desk: OutboxDesk, act: () => Promise<unknown>) {
  const sending = desk.send();
  await smtp.until(({ commands }) => commands.some(isLogin));
  await act();
  return sending;
}

describe('a message that is only being checked', () => {
  it('can be stopped while the login lasts: the server hears of no mail, and it stays approved', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const steps = await whileLoggingIn(desk, async () => {
      expect(desk.state(id)).toBe('checking');
      expect(await undoSending(desk.workspace, id)).toBe(true);
    });
    expect(steps).toEqual(new Map([[id, 'skipped']]));
    expect(said()).toEqual([]);
    expect(await desk.message(id)).toMatchObject({ state: 'approved', attempts: 0, lastError: null });
    expect(await desk.log()).toEqual(['mail_approved', 'mail_queued', 'mail_send_undone']);
  });

  it('can be taken back then, and its draft is a draft again', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await whileLoggingIn(desk, () => withdrawMessage(desk.workspace, id));
    expect(said()).toEqual([]);
    const { state, draftId } = await desk.message(id);
    expect(state).toBe('cancelled');
    expect(await getDraft(desk.workspace, draftId)).toMatchObject({ state: 'draft' });
  });

  it('holds the next one up no longer when it was stopped', async () => {
    const desk = await outboxDesk(smtp);
    const [id, next] = [await desk.queued('A'), await desk.queued('B')];
    const steps = await whileLoggingIn(desk, () => undoSending(desk.workspace, id));
    expect([...steps]).toEqual([
      [id, 'skipped'],
      [next, 'sent'],
    ]);
    expect(smtp.taken.flatMap(({ to }) => to)).toEqual(['ap@b.example']);
  });

  it('stays stopped when the gate would have kept it back', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const steps = await whileLoggingIn(desk, async () => {
      await undoSending(desk.workspace, id);
      const paid = [{ ...CUSTOMERS[0], openAmount: '0.00' }];
      await importRows(desk.workspace, paid, { fileName: 'newer.csv', asOf: '2026-06-01' });
    });
    expect(steps).toEqual(new Map([[id, 'skipped']]));
    expect(said()).toEqual([]);
    expect(await desk.message(id)).toMatchObject({ state: 'approved', review: null });
  });

  it('cannot be stopped any more once the server is told of it', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const sending = desk.send();
    await smtp.until(({ commands }) => commands.some((line) => line.startsWith('MAIL')));
    expect(await undoSending(desk.workspace, id)).toBe(false);
    await expect(withdrawMessage(desk.workspace, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await sending).toEqual(new Map([[id, 'sent']]));
  });
});
