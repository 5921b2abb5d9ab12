import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approveDraft, sendMessage } from '../../../electron/engine/services/outbox/outbox-service.ts';
import { rebuildFromToday, reworkFromToday } from '../../../electron/engine/services/outbox/rebuild.ts';
import {
  changeDraft,
  getDraft,
  type LetterEdits,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { ContactId, OutboxMessageId } from '../../../shared/domain/ids.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { row } from '../../support/engine/letter-books.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

const TWO = [
  row('LATE-1', '2026-03-31', { email: 'ap@a.example' }),
  row('LATE-2', '2026-04-20', { email: 'ap@a.example', openAmount: '60.00' }),
];
const OWN = 'As discussed with Ms Lind, we take off the fee.';
const HAND = { name: null, address: 'boss@elsewhere.example' };
const CONTACT = { name: null, address: 'ap@a.example' };

/** A letter that a person changed, approved and sent off. */
async function queued(desk: OutboxDesk, edits: LetterEdits = {}): Promise<OutboxMessageId> {
  const draftId = await desk.draft();
  if (Object.keys(edits).length > 0) await changeDraft(desk.workspace, draftId, edits);
  const id = await approveDraft(desk.workspace, draftId, desk.mailboxId);
  await sendMessage(desk.workspace, id, 0);
  return id;
}

async function contactOf(desk: OutboxDesk): Promise<ContactId> {
  const [contact] = await desk.workspace.db.read('accountContacts', await desk.account('A'));
  if (contact === undefined) throw new Error('There is no contact.');
  return contact.id;
}

async function remove(desk: OutboxDesk): Promise<void> {
  await desk.workspace.db.write('removeContact', { id: await contactOf(desk) }, desk.workspace.context());
}

async function changeTo(desk: OutboxDesk, email: string): Promise<void> {
  const contact = { name: 'Ada', role: null, email, phone: null, billing: true };
  const id = await contactOf(desk);
  await desk.workspace.db.write('changeContact', { id, contact }, desk.workspace.context());
}

const pay = (desk: OutboxDesk) =>
  importRows(desk.workspace, [{ ...TWO[0], openAmount: '0.00' }], {
    fileName: 'newer.csv',
    asOf: '2026-06-01',
  });

describe("a contact's address that is gone after the approval", () => {
  it('stops the message with its reason, and one without any address left cannot be rebuilt', async () => {
    const desk = await outboxDesk(smtp);
    const id = await queued(desk);
    await remove(desk);
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    expect((await desk.message(id)).review).toMatchObject({
      reason: 'ap@a.example is no longer an address of Customer A.',
      gone: ['ap@a.example'],
      now: { to: [] },
    });
    expect(smtp.commands).toEqual([]);
    await expect(rebuildFromToday(desk.workspace, id)).rejects.toMatchObject({ code: 'validation' });
  });

  it('because it was changed is rebuilt to the new one, as the review showed', async () => {
    const desk = await outboxDesk(smtp);
    const id = await queued(desk, { to: [CONTACT, HAND] });
    await changeTo(desk, 'new@a.example');
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    const { review } = await desk.message(id);
    expect(review?.now?.to.map(({ address }) => address)).toEqual([HAND.address, 'new@a.example']);
    await rebuildFromToday(desk.workspace, id);
    await sendMessage(desk.workspace, id, 0);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    expect(smtp.taken[0]?.to).toEqual([HAND.address, 'new@a.example']);
  });

  it('in copy stops it, too', async () => {
    const desk = await outboxDesk(smtp);
    const id = await queued(desk, { to: [HAND], cc: [CONTACT] });
    await remove(desk);
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    expect((await desk.message(id)).review?.now).toMatchObject({ to: [HAND], cc: [] });
  });

  it('stops it however the address is written', async () => {
    const desk = await outboxDesk(smtp);
    const id = await queued(desk, { to: [{ name: null, address: 'AP@a.example' }] });
    await changeTo(desk, 'ap@A.example');
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    const other = await queued(desk, { to: [{ name: null, address: 'AP@a.example' }] });
    await remove(desk);
    expect(await desk.send()).toEqual(new Map([[other, 'review']]));
  });

  it('does not touch an address that a person typed in', async () => {
    const desk = await outboxDesk(smtp);
    const id = await queued(desk, { to: [HAND] });
    await remove(desk);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    expect(smtp.taken[0]?.to).toEqual([HAND.address]);
  });
});

describe('own words in a message that is kept back', () => {
  const kept = async (edit: (text: string) => string) => {
    const desk = await outboxDesk(smtp, null, {}, TWO);
    const draftId = await desk.draft();
    const { text } = await getDraft(desk.workspace, draftId);
    await changeDraft(desk.workspace, draftId, { text: edit(text) });
    const id = await approveDraft(desk.workspace, draftId, desk.mailboxId);
    await sendMessage(desk.workspace, id, 0);
    await pay(desk);
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    const { review } = await desk.message(id);
    return { desk, id, draftId, review, template: text };
  };

  it('are named by the review, and rebuilding does not throw them away unasked', async () => {
    const { desk, id, draftId, review } = await kept((text) => `${text}\n\n${OWN}`);
    expect(review?.ownWords).toEqual({ written: [OWN], takenOut: [] });
    await expect(rebuildFromToday(desk.workspace, id)).rejects.toMatchObject({
      code: 'conflict',
      details: { field: 'dropOwnWords', written: [OWN] },
    });
    expect((await getDraft(desk.workspace, draftId)).text).toContain(OWN);
    await rebuildFromToday(desk.workspace, id, { dropOwnWords: true });
    const draft = await getDraft(desk.workspace, draftId);
    expect(draft).toMatchObject({ text: review?.now?.text, edited: false, amount: 6_000 });
  });

  it('include what was taken out and would be back', async () => {
    const { review, template } = await kept((text) => text.replace(/^.*Account 12-34.*$/mu, ''));
    expect(template).toContain('Account 12-34');
    expect(review?.ownWords?.written).toEqual([]);
    expect(review?.ownWords?.takenOut.join(' ')).toContain('Account 12-34');
  });

  it('stay in a draft that asks for what is open now, and go out from there', async () => {
    const { desk, id, draftId } = await kept((text) => `${text}\n\n${OWN}`);
    expect(await reworkFromToday(desk.workspace, id)).toBe(draftId);
    expect(desk.state(id)).toBe('cancelled');
    const draft = await getDraft(desk.workspace, draftId);
    expect(draft).toMatchObject({
      state: 'draft',
      edited: true,
      amount: 6_000,
      to: [{ address: 'ap@a.example' }],
    });
    expect(draft.invoices.map(({ number }) => number)).toEqual(['LATE-2']);
    expect(draft.text).toContain(OWN);
    expect(draft.gate.map(({ code }) => code)).toContain('unapproved_wording');
    expect((await desk.log()).slice(-1)).toEqual(['mail_approval_withdrawn']);
    const again = await approveDraft(desk.workspace, draftId, desk.mailboxId);
    await sendMessage(desk.workspace, again, 0);
    expect(await desk.send()).toEqual(new Map([[again, 'sent']]));
    await expect(reworkFromToday(desk.workspace, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are none where only figures changed', async () => {
    const desk = await outboxDesk(smtp, null, {}, TWO);
    const id = await queued(desk);
    await pay(desk);
    await desk.send();
    expect((await desk.message(id)).review?.ownWords).toBeNull();
    await rebuildFromToday(desk.workspace, id);
    expect(desk.state(id)).toBe('approved');
  });
});
