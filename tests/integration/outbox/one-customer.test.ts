import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { deskOf, type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { USUAL_PLAN } from '../../support/smtp/smtp-plan.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

/** The same books with a second mailbox to send from. */
async function secondDesk(desk: OutboxDesk): Promise<OutboxDesk> {
  const { id } = await addMailbox(desk.workspace, {
    ...{ address: 'ar@example.test', displayName: null, user: USUAL_PLAN.user, draftsFolder: null },
    ...{ imapUrl: 'imaps://localhost:1', smtpUrl: `smtps://localhost:${smtp.port}` },
    ...{ password: USUAL_PLAN.password, certificateAuthority: smtp.caPem },
  });
  return deskOf(desk, id);
}

async function taken(desk: OutboxDesk, id: OutboxMessageId): Promise<void> {
  await desk.workspace.db.maintain('messageChecking', { id }, desk.workspace.context());
}

describe('two letters to one customer', () => {
  it('that go out from two mailboxes in the same moment do not both leave', async () => {
    const desk = await outboxDesk(smtp);
    const other = await secondDesk(desk);
    const ids = [await desk.queued('A'), await other.queued('A')];
    const steps = await desk.send();
    expect(ids.map((id) => steps.get(id)).sort()).toEqual(['review', 'sent']);
    expect(smtp.taken).toHaveLength(1);
    const kept = ids.find((id) => steps.get(id) === 'review') as OutboxMessageId;
    const { review } = await desk.message(kept);
    expect(review?.reason).not.toBe('');
    expect(review?.now?.text, 'it can be rebuilt').toContain('INV-A');
    expect(smtp.commands.filter((line) => line.startsWith('MAIL'))).toHaveLength(1);
  });

  it('that were checked in the same moment are told apart in the step before the first byte', async () => {
    const desk = await outboxDesk(smtp);
    const [first, next] = [await desk.queued('A'), await desk.queued('A')];
    const { db, context } = desk.workspace;
    await taken(desk, first);
    await taken(desk, next);
    const step = (id: OutboxMessageId) => db.maintain('messageDispatching', { id }, context());
    expect(await Promise.all([step(first), step(next)])).toEqual([
      { taken: true, outdated: false },
      { taken: false, outdated: true },
    ]);
    expect(desk.state(next)).toBe('checking');
    await db.write('recordUnknown', { id: first, answer: '', lookupAt: desk.workspace.now() }, context());
    expect(await step(next)).toEqual({ taken: false, outdated: true });
    await db.write('resolveMessage', { id: first, as: 'not_sent', by: 'person' }, context());
    expect(await step(next)).toEqual({ taken: true, outdated: false });
  });

  it('do not both leave either when the first is sent between the check of the second and its step', async () => {
    const desk = await outboxDesk(smtp);
    const [first, next] = [await desk.queued('A'), await desk.queued('A')];
    const { db, context } = desk.workspace;
    const accountId = await desk.account('A');
    await taken(desk, first);
    await taken(desk, next);
    const logEnd = await db.read('accountLogEnd', { accountId });
    await db.maintain('messageDispatching', { id: first, logEnd }, context());
    await db.write('recordSent', { id: first, answer: '250 2.0.0 taken' }, context());
    expect(await db.maintain('messageDispatching', { id: next, logEnd }, context())).toEqual({
      taken: false,
      outdated: true,
    });
    expect(desk.state(next)).toBe('checking');
  });
});

it('letters to two customers hold each other up in nothing', async () => {
  const desk = await outboxDesk(smtp);
  const other = await secondDesk(desk);
  const ids = [await desk.queued('A'), await other.queued('B')];
  const steps = await desk.send();
  expect(ids.map((id) => steps.get(id))).toEqual(['sent', 'sent']);
});
