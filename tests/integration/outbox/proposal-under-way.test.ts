import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { changeDraft, queueDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

/** What the worklist proposes for a customer, as it was kept. */
async function proposalOf(desk: OutboxDesk, key = 'A') {
  const today = desk.workspace.today();
  const { items } = await desk.workspace.db.read('worklistPage', {
    filter: { ...worklistFilterSchema.parse({}), scope: 'all', held: 'any' },
    sort: { key: 'name', descending: false },
    ...{ limit: 50, cursor: null, asOf: today, today },
  });
  return items.find(({ number }) => number === key)?.proposal;
}

const WAITS = {
  kind: 'wait',
  reasons: [expect.stringMatching(/^A letter waits in the outbox, approved \d\d:\d\d$/)],
};
const SAVED = { kind: 'wait', reasons: ['A letter is on its way to the drafts folder'] };
const message = expect.stringMatching(/^(mail|send_statement)$/);

describe('what is proposed while a letter is under way', () => {
  it('is to wait from the approval on, of this customer alone, until it is taken back', async () => {
    const desk = await outboxDesk(smtp);
    expect(await proposalOf(desk)).toMatchObject({ kind: message });
    const id = await desk.approved();
    expect(await proposalOf(desk)).toMatchObject(WAITS);
    expect(await proposalOf(desk, 'B')).toMatchObject({ kind: message });
    await desk.workspace.db.write('withdrawApproval', { id }, desk.workspace.context());
    expect(await proposalOf(desk)).toMatchObject({ kind: message });
  });

  it('is to wait for the payment once it was sent', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    expect(await proposalOf(desk)).toMatchObject(WAITS);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    expect((await proposalOf(desk))?.reasons.join()).toContain('Somebody was in touch today');
  });

  it('names a letter that the gate kept back, with the day on the days after', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    const [contact] = await desk.workspace.db.read('accountContacts', await desk.account('A'));
    if (contact === undefined) throw new Error('There is no contact.');
    const changed = { name: 'Ada', role: null, email: 'new@a.example', phone: null, billing: true };
    await desk.workspace.db.write(
      'changeContact',
      { id: contact.id, contact: changed },
      desk.workspace.context(),
    );
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    expect((await proposalOf(desk))?.reasons[0]).toMatch(/^A letter in the outbox has to be looked at/);
    desk.clock.forward(1);
    await desk.workspace.db.maintain('ageSummaries', { force: false }, desk.workspace.context());
    expect((await proposalOf(desk))?.reasons[0]).toMatch(/approved \d+ \w+$/);
  });

  it('is to wait for a letter that goes to the drafts folder, until its mailbox is removed or it is changed', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.draft();
    expect(await proposalOf(desk)).toMatchObject({ kind: message });
    await queueDraft(desk.workspace, id);
    expect(await proposalOf(desk)).toMatchObject(SAVED);
    await failToSave(desk, id);
    expect(await proposalOf(desk)).toMatchObject(SAVED);
    await changeDraft(desk.workspace, id, { subject: 'Another' });
    expect(await proposalOf(desk)).toMatchObject({ kind: message });
    await queueDraft(desk.workspace, id);
    await removeMailbox(desk.workspace, desk.mailboxId);
    expect(await proposalOf(desk)).toMatchObject({ kind: message });
  });

  it('is a letter again once the queued one is discarded', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.draft();
    await queueDraft(desk.workspace, id);
    await desk.workspace.db.write('discardDraft', { id }, desk.workspace.context());
    expect(await proposalOf(desk)).toMatchObject({ kind: message });
  });
});

async function failToSave({ workspace }: OutboxDesk, id: DraftId): Promise<void> {
  const failure = { id, code: 'auth', message: 'no', retryAt: null };
  await workspace.db.maintain('draftAppendFailed', failure, workspace.context());
}
